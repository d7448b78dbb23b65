import assert from 'node:assert/strict'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { partsOf, type System } from '#kernel/system'
import type { Actable, Role } from '#engines/identity'
import { agencies, directory } from '#city'
import { systems as running } from '#systems'
import { clonedRepository, commits, emptyHouse, run, says, systemsIn } from '../testing/copy.ts'
import { startSystem } from './new.ts'

test('every system of the plan can be started, in any order; all of them compile together, and no two share a name', async () => {
  const home = emptyHouse()
  for (const { chapter, id } of directory.toReversed()) await startSystem(home, `${chapter}/${id}`)

  const checked = run(home, 'tsc', '--noEmit', '-p', '.')
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
  const said = await startSystem(home, 'culture/heritage')
  const files = systemsIn(home)
  assert.deepEqual(Object.keys(files).toSorted(), [
    ...['README.md', 'cases.ts', 'pages.ts', 'registers.ts', 'roles.ts', 'scenario.test.ts', 'system.ts'].map(
      (file) => `systems/culture/heritage/${file}`,
    ),
    'systems/index.ts',
  ])
  assert.match(files['systems/index.ts'] ?? '', /^import heritage from '\.\/culture\/heritage\/system\.ts'\n/)
  assert.match(files['systems/culture/heritage/README.md'] ?? '', /^# heritage 文化遗产数字化\n/)
  for (const next of ['npm run story -- heritage', 'npm run tables -- heritage', 'npm run docs'])
    assert.ok(said.includes(next), said)

  const story = run(
    home,
    process.execPath,
    '--test',
    '--test-reporter=spec',
    'systems/culture/heritage/scenario.test.ts',
  )
  assert.equal(story.status, 1)
  assert.match(story.stdout, /Write the story of heritage until it shows what 文化遗产数字化 must show: /)
  assert.match(story.stdout, /^ℹ fail 1$/m)
})

test('in the repository as it stands a system is started, its tables are written, and every check but its story passes', () => {
  const home = clonedRepository()
  const planned = directory.filter(({ id }) => running.every(({ name }) => name !== id))
  const { chapter, id } = planned.find((one) => one.id === 'rulebook') ?? (planned[0] as (typeof planned)[number])
  const started = says(home, 'npm', 'run', 'new', 'system', `${chapter}/${id}`)
  assert.match(started, /Next:/)
  const migrations = () =>
    readdirSync(path.join(home, 'database/migrations')).filter((file) => file.includes(`-${id}.`))
  const read = () => readFileSync(path.join(home, 'database/migrations', migrations()[0] as string), 'utf8')
  assert.match(says(home, 'npm', 'run', 'tables', '--', id), /Wrote database\/migrations\/\d{4}-.*Review it/s)
  const table = `record.${id.replaceAll('-', '_')}_entry`
  assert.ok(read().includes(`create table ${table} (`))

  // What is declared meanwhile is in the same file, until it is committed.
  const registers = path.join(home, 'systems', chapter, id, 'registers.ts')
  writeFileSync(
    registers,
    readFileSync(registers, 'utf8').replace(`field.text('名称')`, `field.text('名称'), since: field.date('起始日期')`),
  )
  assert.match(says(home, 'npm', 'run', 'tables', '--', id), /anew/)
  assert.equal(migrations().length, 1)
  assert.match(read(), /"since" date not null/)

  says(home, 'npm', 'run', 'docs')
  says(home, 'tsc', '--noEmit', '-p', '.')
  says(home, 'oxlint', '--quiet', '.')
  says(home, 'knip', '--no-progress')
  says(home, 'prettier', '--check', `systems/${chapter}/${id}`, 'systems/index.ts')
  for (const checks of ['checks/floors.test.ts', 'checks/declarations.test.ts', 'checks/distribution.test.ts'])
    says(home, 'node', '--test', '--test-reporter=spec', checks)
  says(home, 'node', '--test', '--test-reporter=spec', 'tools/where.test.ts')
  const story = run(home, 'npm', 'run', 'story', '--', id)
  assert.equal(story.status, 1)

  commits(home)
  const kept = read()
  const again = run(home, 'npm', 'run', 'tables', '--', id)
  assert.equal(again.status, 1)
  assert.match(again.stderr, /has its table in a committed migration, which is never changed/)
  assert.equal(read(), kept)
  assert.match(run(home, 'npm', 'run', 'tables', '--', 'no-such-system').stderr, /No system "no-such-system" runs/)
})
