import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { heldClock } from '#kernel/clock'
import { migrate } from '#kernel/database'
import { openFiles } from '#kernel/file'
import { openHouse } from '#server'
import { systems } from '#systems'
import { Person } from '#testing'
import { bareDatabase } from '#testing/cluster'
import { hashPassword } from '../engines/identity/password.ts'

const migrations = path.join(import.meta.dirname, '../database/migrations')
const cities = path.join(import.meta.dirname, '../testing/cities')
const bureau = '01919000-0000-7000-8000-0000000000a1'
const running = '/api/cases/task-supervision/01919000-0000-7000-8000-000000000062'

/** A database as it stood after an early migration, filled with what a city had by then. */
async function filledAt(last: string): Promise<{ ownerUrl: string; dataDir: string }> {
  const place = await bareDatabase()
  const folder = path.join(place.dataDir, 'migrations')
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(migrations).filter((one) => one.slice(0, 4) <= last))
    cpSync(path.join(migrations, name), path.join(folder, name))
  await migrate(place.ownerUrl, place.dataDir, { folder })
  const content = '章程征求意见稿'
  const file = createHash('sha256').update(content).digest('hex')
  const store = openFiles(path.join(place.dataDir, 'files')).pathOf(file)
  mkdirSync(path.dirname(store), { recursive: true })
  writeFileSync(store, content)
  const owner = new pg.Client({ connectionString: place.ownerUrl })
  await owner.connect()
  try {
    const people = [
      [bureau, '周明远', 'zhoumingyuan'],
      ['01919000-0000-7000-8000-0000000000a2', '董台秋', 'dongtai'],
    ]
    for (const [id, name, account] of people)
      await owner.query('insert into identity.person values ($1, $2, $3, $4, $5)', [
        id,
        name,
        account,
        (await hashPassword('a long password')).hash,
        '2024-08-01T00:00:00Z',
      ])
    await owner.query(
      readFileSync(path.join(cities, `at-${last}.sql`), 'utf8').replaceAll(/5f70bf18[0-9a-f]{56}/g, file),
    )
  } finally {
    await owner.end()
  }
  return place
}

test('a city that was filled under migration 0005 opens under the newest: read, searched, counted and worked on', async () => {
  const clock = heldClock('2024-11-20T09:00:00+08:00')
  const house = await openHouse({ ...(await filledAt('0005')), systems, clock })
  try {
    const person = new Person(house)
    await person.signsIn('zhoumingyuan', 'a long password')
    const counts = {
      plan: 1,
      'plan-item': 2,
      'plan-task': 2,
      'plan-target': 1,
      'plan-doubt': 1,
      'roster-member': 1,
      bulletin: 0,
    }
    for (const [register, count] of Object.entries(counts)) {
      const { rows } = await person.asks('GET', `/api/registers/${register}`)
      assert.equal(rows.length, count, register)
      for (const row of rows) {
        assert.equal((await person.asks('GET', `/api/registers/${register}/${row.id}`)).version, row.version)
        await person.asks('GET', `/api/registers/${register}/${row.id}/history`)
      }
    }
    const [target] = (await person.asks('GET', '/api/registers/plan-target')).rows
    assert.deepEqual([target.value, target.dueOn, target.indicator], [4, null, null])
    assert.deepEqual(
      (await person.asks('GET', '/api/agencies')).find((one: { id: string }) => one.id === 'city-data-bureau').name,
      '市数据局',
    )

    for (const [kind, count] of Object.entries({
      'plan-adoption': 1,
      'task-supervision': 2,
      'county-supervision': 1,
    })) {
      const { rows } = await person.asks('GET', `/api/cases/${kind}`)
      assert.equal(rows.length, count, kind)
      for (const row of rows) assert.equal((await person.asks('GET', `/api/cases/${kind}/${row.id}`)).title, row.title)
    }
    const before = await person.asks('GET', running)
    assert.deepEqual([before.version, before.state, before.undo ?? null], [3, 'running', null])
    assert.equal((await person.inbox()).length, 1)
    assert.equal(
      (
        await person.raw(
          'GET',
          `/api/files/${before.trail.find((step: { action: string }) => step.action === 'report').form.evidence[0].id}/a.txt`,
        )
      ).body,
      '章程征求意见稿',
    )

    const unindexed = 'select 1 from search.indexed having count(*) < $1'
    const kinds = systems
      .flatMap((system) => system.parts)
      .filter(({ kind }) => kind === 'register' || kind === 'case').length
    while ((await house.database.read({ all: 'on' }, unindexed, [kinds])).length > 0) await new Promise(setImmediate)
    const finds = async (words: string) => {
      const { rows } = await person.asks('GET', `/api/search?q=${encodeURIComponent(words)}`)
      return rows.map((row: { kind: string; of: string }) => `${row.kind} ${row.of}`).toSorted()
    }
    assert.deepEqual(await finds('专家委员会'), ['case task-supervision', 'register plan-task'])
    assert.deepEqual(await finds('十月进展佐证'), ['file task-supervision'])
    assert.deepEqual(await finds('联席会议次数'), ['register plan-target'])

    await house.sweep()
    const number = async (name: string) => (await person.asks('GET', `/api/indicators/${name}`)).number
    assert.equal(await number('mean-progress'), 27.5)
    assert.equal(await number('county-progress'), 40)
    assert.equal(await number('settled-doubts'), 100)
    assert.equal(await number('on-track-share'), 100)

    const form = { month: '2024-11', percent: 75, words: '章程已经印发。', evidence: [] }
    const after = await person.asks('POST', `${running}/report`, { version: 3, form })
    assert.deepEqual([after.version, after.facts.percent, after.facts.countyPercent], [4, 75, 40])
    assert.equal(await number('mean-progress'), 37.5)
    assert.equal((await person.asks('POST', `${running}/undo`, { version: 4 })).facts.percent, 55)
  } finally {
    await house.close()
  }
})
