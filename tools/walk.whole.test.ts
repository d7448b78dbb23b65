import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { Browser } from '../testing/browsing.ts'
import { clonedRepository, says } from '../testing/copy.ts'
import { demoPassword } from '../server/seed.ts'

const root = path.dirname(import.meta.dirname)

/** One block of the walk: commands, or a file by the comment in its first line. */
interface Step {
  commands: string[]
  file: string
  text: string
}

/** What CONTRIBUTING.md says to do, in its order. */
function walk(): Step[] {
  const text = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8')
  const [, told = ''] = text.split('## A walk, from nothing to a page')
  return [...told.matchAll(/^```(sh|ts)\n([^]*?)^```$/gm)].map(([, language, block = '']) => {
    const [first = '', ...rest] = block.split('\n')
    return language === 'sh'
      ? { commands: block.trim().split('\n'), file: '', text: '' }
      : { commands: [], file: first.replace('// ', ''), text: rest.join('\n') }
  })
}

test('the walk of CONTRIBUTING.md leads, word by word, from nothing to a page of the demonstration city', async () => {
  const home = clonedRepository()
  const steps = walk()
  const commands = steps.flatMap((step) => step.commands)
  assert.equal(commands.at(-1), 'npm start')
  for (const { commands: asked, file, text } of steps) {
    if (file) writeFileSync(path.join(home, file), text)
    for (const line of asked) {
      const [command = '', ...words] = line.split(' ')
      if (line !== 'npm start') says(home, command, ...words)
    }
  }
  says(home, 'prettier', '--check', ...steps.flatMap(({ file }) => file || []))
  says(home, 'tsc', '--noEmit', '-p', '.')
  says(home, 'oxlint', '--quiet', 'systems')
  for (const checks of ['checks/floors.test.ts', 'checks/declarations.test.ts'])
    says(home, 'node', '--test', '--test-reporter=spec', checks)

  const dataDir = path.join(home, 'data')
  mkdirSync(dataDir)
  const { DATABASE_URL: _, TEST_CLUSTER: _cluster, ...env } = process.env
  const city = spawn('npm', ['start'], {
    ...{ cwd: home, detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
    env: { ...env, PORT: '0', DATA_DIR: dataDir },
  })
  const ended = once(city, 'exit')
  try {
    let at: string | undefined
    for await (const line of createInterface({ input: city.stdout })) if ((at = /^ready (\S+)$/.exec(line)?.[1])) break
    assert.ok(at, 'the city is ready')
    const secretary = new Browser(at)
    await secretary.signsIn('feiyi', demoPassword)
    const reads = async (url: string) => JSON.parse((await secretary.asks('GET', url)).text)
    const paths = (await reads('/api/manifest')).pages.map((page: { path: string }) => page.path)
    assert.ok(paths.includes('cases/heir-naming') && paths.includes('lists/heir'), paths.join(' '))
    const { rows } = await reads('/api/cases/heir-naming')
    assert.deepEqual(rows.map((row: { state: string }) => row.state).toSorted(), ['proposed', 'serving'])

    // Of the demonstration city's sixty-five standard apps, sixty-five pass against the application beside it, which takes them.
    const keeper = new Browser(at)
    await keeper.signsIn('menhu', demoPassword)
    const until = Date.now() + 240_000
    const supplied = async (): Promise<number> =>
      JSON.parse((await keeper.asks('GET', '/api/indicators/mobile-apps-supplied')).text).number
    while ((await supplied()) < 65 && Date.now() < until) await new Promise((turn) => setTimeout(turn, 2000))
    assert.equal(await supplied(), 65, (await keeper.asks('GET', '/api/app-faults')).text)
  } finally {
    process.kill(-(city.pid as number), 'SIGTERM')
    await ended
  }
})
