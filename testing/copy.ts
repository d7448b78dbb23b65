import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { after } from 'node:test'

const root = path.dirname(import.meta.dirname)
const copies: string[] = []
after(() => {
  for (const home of copies) rmSync(home, { recursive: true, force: true })
})

/** A folder of this test's own, with the packages of this house; the database's account can pass it. */
function folder(): string {
  const home = mkdtempSync('/var/tmp/yancheng-copy-')
  chmodSync(home, 0o755)
  copies.push(home)
  symlinkSync(path.join(root, 'node_modules'), path.join(home, 'node_modules'))
  return home
}

/** A house of its own without a system, in which everything else is as it is. */
export function emptyHouse(): string {
  const home = folder()
  for (const name of [
    'kernel',
    'engines',
    'platform',
    'commons',
    'city',
    'server',
    'testing',
    'database',
    'web/verify',
    'package.json',
  ])
    cpSync(path.join(root, name), path.join(home, name), { recursive: true })
  mkdirSync(path.join(home, 'systems'))
  writeFileSync(path.join(home, 'systems/index.ts'), '/** Every system that runs. */\nexport const systems = []\n')
  const { compilerOptions } = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'))
  writeFileSync(path.join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['systems'] }))
  return home
}

/** The repository as this working tree has it, committed, as somebody has it who has just cloned it. */
export function clonedRepository(): string {
  const home = folder()
  const leftOut = ['.git', 'node_modules', 'web/dist', 'bench/out', '.data'].map((name) => path.join(root, name))
  const takes = (file: string) => !leftOut.includes(file) && !file.endsWith('.log')
  for (const name of readdirSync(root).filter((one) => takes(path.join(root, one))))
    cpSync(path.join(root, name), path.join(home, name), { recursive: true, filter: takes })
  says(home, 'git', 'init', '--quiet')
  writeFileSync(path.join(home, '.git/info/exclude'), 'node_modules\n')
  commits(home)
  return home
}

/** Commits everything that stands in a copy. */
export function commits(home: string) {
  says(home, 'git', 'add', '--all')
  says(
    home,
    'git',
    '-c',
    'user.name=newcomer',
    '-c',
    'user.email=newcomer@example.org',
    'commit',
    '-qm',
    'As it stands',
  )
}

/** Runs a command in a copy, with a cluster of its own where it needs one. */
export function run(home: string, command: string, ...words: string[]) {
  const { TEST_CLUSTER: _cluster, NODE_TEST_CONTEXT: _context, ...env } = process.env
  const PATH = `${path.join(root, 'node_modules/.bin')}:${env.PATH}`
  return spawnSync(command, words, { cwd: home, encoding: 'utf8', maxBuffer: 1 << 26, env: { ...env, PATH } })
}

/** What a command says that must do what it was asked for. */
export function says(home: string, command: string, ...words: string[]): string {
  const { status, stdout, stderr } = run(home, command, ...words)
  assert.equal(status, 0, `${[command, ...words].join(' ')}\n${stdout}${stderr}`)
  return stdout
}

/** What stands in the folder of the systems, file by file. */
export const systemsIn = (home: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path.join(home, 'systems'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(home, file), readFileSync(file, 'utf8')]),
  )
