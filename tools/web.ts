import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildVerifyPage } from '../web/verify/build.ts'

const root = path.dirname(import.meta.dirname)
const web = path.join(root, 'web')
const dist = path.join(web, 'dist')
/** What is built: the web, and what its verify page, its scanner and its number inputs take from below. */
const sources = ['web', 'engines/ledger', 'engines/code', 'kernel/fault', 'kernel/clock', 'kernel/field']
const stamp = path.join(dist, '.built')

/**
 * Builds web/dist, only when the sources or the lock file changed since the last build; in a process of its own, whose
 * memory goes with it.
 */
export async function buildWeb(): Promise<void> {
  if (isBuilt(digest())) return
  const child = spawn(process.execPath, [import.meta.filename], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('网页没有构建成功，原因见上。')
}

const isBuilt = (wanted: string) => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted

async function build() {
  const wanted = digest()
  if (isBuilt(wanted)) return
  const vite = await import('vite')
  await vite.build({ configFile: path.join(web, 'vite.config.ts'), mode: 'production', logLevel: 'warn' })
  await buildVerifyPage(dist)
  writeFileSync(stamp, wanted)
}

function digest(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')))
  for (const folder of sources)
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (name === 'dist' || name.startsWith(`dist${path.sep}`)) continue
      if (!/\.[a-z0-9]+$/.test(name)) continue
      hash
        .update(name)
        .update('\0')
        .update(readFileSync(path.join(root, folder, name)))
    }
  return hash.digest('hex')
}

if (process.argv[1] === import.meta.filename) {
  process.env['NODE_ENV'] = 'production'
  await build()
}
