import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { partsOf, type System } from '#kernel/system'
import type { Actable, Role } from '#engines/identity'
import { agencies, directory } from '#city'
import { Refusal, startSystem } from './new.ts'

const root = path.dirname(import.meta.dirname)
const copies: string[] = []

/** A house of its own without a system, in which everything else is as it is. */
function emptyHouse(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'yancheng-new-'))
  copies.push(home)
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
  symlinkSync(path.join(root, 'node_modules'), path.join(home, 'node_modules'))
  mkdirSync(path.join(home, 'systems'))
  writeFileSync(path.join(home, 'systems/index.ts'), '/** Every system that runs. */\nexport const systems = []\n')
  const { compilerOptions } = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8'))
  writeFileSync(path.join(home, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['systems'] }))
  return home
}
after(() => {
  for (const home of copies) rmSync(home, { recursive: true, force: true })
})

const contentOf = (home: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path.join(home, 'systems'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(home, file), readFileSync(file, 'utf8')]),
  )
const run = (home: string, ...words: string[]) =>
  spawnSync(process.execPath, words, {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  })

test('every system of the plan can be started, in any order; all of them compile together, and no two share a name', async () => {
  const home = emptyHouse()
  for (const { chapter, id } of directory.toReversed()) await startSystem(home, `${chapter}/${id}`)

  const checked = run(home, path.join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', '.')
  assert.equal(checked.stdout, '')
  assert.equal(checked.status, 0)

  const index = pathToFileURL(path.join(home, 'systems/index.ts')).href
  const { systems } = (await import(index)) as { systems: System[] }
  assert.deepEqual(
    systems.map(({ name, title }) => [name, title]),
    directory.map(({ id, title }) => [id, title]),
    'listed in the order of the plan',
  )
  const known = new Set(agencies.map((agency) => agency.id))
  assert.deepEqual(
    systems.filter(({ owner }) => !known.has(owner)),
    [],
  )
  const roles = [...partsOf<Role>(systems, 'role').values()]
  for (const kind of ['register', 'case']) {
    const parts = partsOf<Actable & { kind: string }>(systems, kind)
    assert.equal(parts.size, directory.length, `every name of a ${kind} is its own`)
    for (const part of parts.values())
      for (const action of part.actions)
        assert.ok(
          roles.some(({ grants }) =>
            grants.some(({ on, actions }) => on.name === part.name && actions.includes(action)),
          ),
          `${part.name} ${action}`,
        )
  }
})

test('a start has all its files and says what comes next; its story runs, and fails with what is to be written', async () => {
  const home = emptyHouse()
  const said = await startSystem(home, 'assurance/expert-committee')
  const files = contentOf(home)
  assert.deepEqual(Object.keys(files).toSorted(), [
    ...['README.md', 'cases.ts', 'pages.ts', 'registers.ts', 'roles.ts', 'scenario.test.ts', 'system.ts'].map(
      (file) => `systems/assurance/expert-committee/${file}`,
    ),
    'systems/index.ts',
  ])
  assert.match(
    files['systems/index.ts'] ?? '',
    /^import expertCommittee from '\.\/assurance\/expert-committee\/system\.ts'\n/,
  )
  assert.match(files['systems/assurance/expert-committee/README.md'] ?? '', /^# expert-committee 专家委员会\n/)
  for (const next of ['npm run story -- expert-committee', 'node tools/tables.ts expert-committee', 'npm run docs'])
    assert.ok(said.includes(next), said)

  const story = run(home, '--test', '--test-reporter=spec', 'systems/assurance/expert-committee/scenario.test.ts')
  assert.equal(story.status, 1)
  assert.match(story.stdout, /Write the story of expert-committee until it shows what 专家委员会 must show: /)
  assert.match(story.stdout, /^ℹ fail 1$/m)
})

test('the owner is the agency that the plan names first for the item, or the one that is given', async () => {
  const home = emptyHouse()
  const ownerOf = async (place: string, owner?: string) => {
    await startSystem(home, place, owner)
    return /owner: '([^']+)'/.exec(readFileSync(path.join(home, 'systems', place, 'system.ts'), 'utf8'))?.[1]
  }
  assert.equal(await ownerOf('culture/heritage'), 'city-culture-tourism-bureau')
  assert.equal(await ownerOf('security/crypto-service'), 'city-confidential-bureau')
  assert.equal(await ownerOf('assurance/assessment'), 'city-data-bureau', 'given to the joint meeting: its convenor')
  assert.equal(
    await ownerOf('society/medical-insurance', 'city-medical-insurance-bureau'),
    'city-medical-insurance-bureau',
  )
})

test('what is there is never overwritten, and what cannot be started is refused with what is near and changes nothing', async () => {
  const home = emptyHouse()
  await startSystem(home, 'data/data-quality')
  mkdirSync(path.join(home, 'systems/data/data-assets'))
  writeFileSync(path.join(home, 'systems/data/data-assets/system.ts'), '// ours\n')
  const before = contentOf(home)
  const refused = async (place: string, says: RegExp, owner?: string) => {
    await assert.rejects(startSystem(home, place, owner), (error) => {
      assert.ok(error instanceof Refusal, String(error))
      assert.match(error.message, says)
      return true
    })
    assert.deepEqual(contentOf(home), before, place)
  }
  await refused('data/data-quality', /^systems\/data\/data-quality is there already/)
  await refused('data/data-assets', /is there already/)
  await refused('data/data-qualty', /Near it: data\/data-quality[,.]/)
  await refused('security/data-sharing', /Near it: data\/data-sharing[,.]/)
  await refused('data-sharing', /Near it: data\/data-sharing[,.]/)
  await refused('数据共享', /Near it: data\/data-sharing[,.]/)
  await refused('data/data-sharing', /Near it: city-data-bureau[,.]/, 'city-data-buro')
  for (const hostile of [
    '',
    '/',
    '../data',
    'data/../../x',
    'data/data-sharing/',
    'data\\data-sharing',
    '\u001b[2J',
    'x'.repeat(99_999),
  ])
    await refused(hostile, /^The plan has no system "[^\p{Cc}]{0,80}.{0,200}\.$/u)

  rmSync(path.join(home, 'systems/data/data-assets'), { recursive: true })
  for (const file of Object.keys(before)) if (file.includes('data-assets')) delete before[file]
  await startSystem(home, 'data/data-assets')
  rmSync(path.join(home, 'systems/data/data-assets'), { recursive: true })
  before['systems/index.ts'] = contentOf(home)['systems/index.ts'] as string
  await refused('data/data-assets', /by hand/)

  const list = path.join(home, 'systems/index.ts')
  writeFileSync(list, readFileSync(list, 'utf8').replace('[dataQuality', '[...others, dataQuality'))
  before['systems/index.ts'] = readFileSync(list, 'utf8')
  await refused('data/data-sharing', /by hand/)
})

test('the command refuses in one sentence, without a trace of where in the code', () => {
  const asked = run(root, 'tools/new.ts', 'system', 'assurance/plan-supervison')
  assert.deepEqual([asked.status, asked.stdout], [1, ''])
  assert.match(
    asked.stderr,
    /^The plan has no system "assurance\/plan-supervison"\. Near it: assurance\/plan-supervision, .+\.\n$/,
  )
  assert.match(run(root, 'tools/new.ts', 'town', 'assurance/x').stderr, /^Say what to start: npm run new system /)
})
