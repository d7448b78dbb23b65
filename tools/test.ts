/**
 * Everything that must hold: types, lint, floors, dead code, then every test over a cluster of its own.
 * `node tools/test.ts browser` runs the browser journeys instead. The last line counts: `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import path from 'node:path'
import { startCluster } from '#testing/cluster'

const root = path.dirname(import.meta.dirname)
const bin = (name: string) => path.join(root, 'node_modules/.bin', name)
const browser = process.argv[2] === 'browser'

interface Ran {
  code: number
  output: string
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env, PATH: `${path.join(root, 'node_modules/.bin')}:${process.env.PATH}` },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        process.stdout.write(chunk)
      })
    }
    child.once('exit', (code) => done({ code: code ?? 1, output }))
  })
}

const standing: [title: string, command: string, args: string[]][] = [
  ['types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']],
  ['lint', bin('oxlint'), ['--quiet', '.']],
  ['dead code', bin('knip'), ['--no-progress']],
]

let passed = 0
let failed = 0
const count = (ok: boolean, title: string) => {
  if (ok) passed += 1
  else failed += 1
  console.log(`${ok ? '✔' : '✖'} ${title}`)
}

if (!browser) for (const [title, command, args] of standing) count((await run(command, args)).code === 0, title)

const files = browser
  ? globSync('web/journeys/*.test.ts', { cwd: root })
  : globSync('{kernel,engines,platform,commons,systems,city,server,checks,tools,testing}/**/*.test.ts', { cwd: root })
const cluster = await startCluster()
const tests = await run(
  process.execPath,
  [
    '--test',
    '--test-timeout=300000',
    '--test-force-exit',
    `--test-concurrency=${browser ? 1 : 2}`,
    '--test-reporter=spec',
    ...files.toSorted(),
  ],
  {
    TEST_CLUSTER: JSON.stringify({ url: cluster.url, home: cluster.home }),
  },
)
await cluster.stop()
const told = (word: string) => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(tests.output)?.[1] ?? 0)
passed += told('pass')
failed += told('fail') + told('cancelled')
if (tests.code !== 0 && failed === 0) failed += 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
