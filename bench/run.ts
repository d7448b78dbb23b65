/**
 * Measures hot paths beside this machine's own limits: `npm run bench [name …]`, every one of them without names.
 * `--large` adds the sizes that take minutes, `--huge` those that take hours and tens of gigabytes. One page on stdout, one file below bench/out.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Figure, Findings } from './figures.ts'
import { act } from './paths/act.ts'
import { board } from './paths/board.ts'
import { burst } from './paths/burst.ts'
import { chain } from './paths/chain.ts'
import { create } from './paths/create.ts'
import { crypto } from './paths/crypto.ts'
import { assessment } from './paths/assessment.ts'
import { draw } from './paths/draw.ts'
import { growth } from './paths/growth.ts'
import { identity } from './paths/identity.ts'
import { ledger } from './paths/ledger.ts'
import { read } from './paths/read.ts'
import { returns } from './paths/returns.ts'
import { rls } from './paths/rls.ts'
import { search } from './paths/search.ts'
import { services } from './paths/services.ts'
import { start } from './paths/start.ts'
import { tiles } from './paths/tiles.ts'

const paths: Record<string, (large: boolean, huge: boolean) => Promise<Findings>> = {
  ledger,
  board,
  read,
  act,
  burst,
  create,
  chain,
  search,
  rls,
  growth,
  start,
  tiles,
  crypto,
  identity,
  draw,
  assessment,
  services,
  returns,
}

const root = path.dirname(import.meta.dirname)
const asked = process.argv.slice(2)
const huge = asked.includes('--huge')
const large = huge || asked.includes('--large')
const names = asked.filter((name) => !name.startsWith('--'))
const unknown = names.filter((name) => !paths[name])
if (unknown.length > 0) {
  console.error(
    `No such path: ${unknown.join(', ')}. There are: ${Object.keys(paths).join(', ')}; and --large, --huge.`,
  )
  process.exit(1)
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const machine = {
  at: new Date().toISOString(),
  commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno') ? ' and changes' : ''),
  cpu: `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`,
  memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
  system: `${os.type()} ${os.release()}`,
  node: process.version,
  load: os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' '),
}
const line = (figure: Figure) => {
  const number = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))
  const beside = figure.limit ? `  beside ${number(figure.limit.value)} ${figure.unit} ${figure.limit.name}` : ''
  const ratio = figure.ratio === undefined ? '' : `  = ${figure.ratio.toPrecision(2)} ×`
  const goal = figure.goal ? `  [goal ${figure.goal.says}: ${figure.goal.met ? 'met' : 'NOT met'}]` : ''
  return `  ${number(figure.value).padStart(9)} ${figure.unit.padEnd(7)} ${figure.name}${beside}${ratio}${goal}`
}

console.log(
  Object.entries(machine)
    .map(([what, value]) => `${what} ${value}`)
    .join(' · '),
)
const found: Record<string, Findings | { failed: string }> = {}
for (const [name, measure] of Object.entries(paths)) {
  if (names.length > 0 && !names.includes(name)) continue
  const from = Date.now()
  try {
    const findings = (found[name] = await measure(large, huge))
    console.log(`\n${name} (${Math.round((Date.now() - from) / 1000)} s)`)
    for (const figure of findings.figures) console.log(line(figure))
    for (const note of findings.notes) console.log(`  · ${note}`)
  } catch (error) {
    found[name] = { failed: (error as Error).message }
    console.log(`\n${name}: not measured: ${(error as Error).message}`)
    process.exitCode = 1
  }
}
const left = Object.keys(paths).filter((name) => !found[name])
if (left.length > 0) console.log(`\nnot asked for: ${left.join(', ')}`)
const out = path.join(root, 'bench/out', `${machine.at.replaceAll(':', '-').slice(0, 19)}.json`)
mkdirSync(path.dirname(out), { recursive: true })
writeFileSync(out, JSON.stringify({ machine, found }, null, 2))
console.log(`\n${path.relative(root, out)}`)
