/**
 * What must hold before every commit: types, lint, dead code, then floors, checks, laws and stories over one cluster.
 * `npm run test:whole` runs what takes minutes instead, the files called `*.whole.test.ts`: racks, fills, plans, the
 * commands of a newcomer. `npm run test:browser` runs the browser journeys. The last line counts: `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import path from 'node:path'
import { startCluster } from '#testing/cluster'

const root = path.dirname(import.meta.dirname)
const bin = (name: string) => path.join(root, 'node_modules/.bin', name)
const which = process.argv[2] ?? 'each'
const minute = 60_000

interface Ran {
  code: number
  output: string
}

/** Runs a command in the house. @param told what is done with its output as it comes */
function run(
  command: string,
  args: string[],
  told: (chunk: Buffer) => void,
  env: Record<string, string> = {},
): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env, PATH: `${path.join(root, 'node_modules/.bin')}:${process.env.PATH}` },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        told(chunk)
      })
    child.once('exit', (code) => done({ code: code ?? 1, output }))
  })
}

const standing: [title: string, command: string, args: string[]][] = [
  ['types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']],
  ['lint', bin('oxlint'), ['--quiet', '.']],
  ['dead code', bin('knip'), ['--no-progress']],
]
const everywhere = '{kernel,engines,platform,commons,systems,city,server,web/src,checks,tools,testing}/**/*.test.ts'
const whole = globSync('**/*.whole.test.ts', { cwd: root, exclude: ['node_modules'] })
const files: Record<string, string[]> = {
  each: globSync(everywhere, { cwd: root }).filter((file) => !whole.includes(file)),
  whole,
  browser: globSync('web/journeys/*.test.ts', { cwd: root }),
}

let passed = 0
let failed = 0
const count = (ok: boolean, title: string) => {
  if (ok) passed += 1
  else failed += 1
  console.log(`${ok ? '✔' : '✖'} ${title}`)
}

const chosen = files[which]
if (!chosen) {
  console.error(`No tests are called ${which}: npm test, npm run test:whole or npm run test:browser.`)
  process.exit(1)
}
const starting = startCluster()
if (which === 'each') {
  const ran = standing.map(([, command, args]) => run(command, args, () => {}))
  for (const [i, [title]] of standing.entries()) {
    const { code, output } = (await ran[i]) as Ran
    process.stdout.write(output)
    count(code === 0, title)
  }
}
const cluster = await starting
const tests = await run(
  process.execPath,
  [
    '--test',
    `--test-timeout=${(which === 'whole' ? 15 : 5) * minute}`,
    '--test-force-exit',
    '--test-concurrency=2',
    '--test-reporter=spec',
    ...chosen.toSorted(),
  ],
  (chunk) => process.stdout.write(chunk),
  {
    TEST_CLUSTER: JSON.stringify({ url: cluster.url, home: cluster.home }),
    // Every file is a process of its own: the house is compiled once for all of them.
    NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled'),
  },
)
await cluster.stop()
const told = (word: string) => Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(tests.output)?.[1] ?? 0)
passed += told('pass')
failed += told('fail') + told('cancelled')
if (tests.code !== 0 && failed === 0) failed += 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
