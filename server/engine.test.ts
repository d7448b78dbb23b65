import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import pg from 'pg'
import { heldClock } from '#kernel/clock'
import type { Engine } from '#kernel/engine'
import { defineSystem, type System } from '#kernel/system'
import { defineRole } from '#engines/identity'
import { appoint } from '#engines/identity/run'
import { systems as everySystem } from '#systems'
import { openHouse, type OpenHouse } from '#server'
import { Person } from '#testing'
import { bareDatabase, freshDatabase, leaveCluster } from '#testing/cluster'
import { settles } from '#testing/nodes'
import { engines } from '../engines/index.ts'
import { bellRinger, bells } from '../testing/toys/bell/bells.ts'
import { bell } from '../testing/toys/bell/engine.ts'

after(leaveCluster)

/** The list of engines with one more line. */
const withBells: readonly Engine[] = [...engines, bell]
const bellTower = defineSystem('bell-tower', {
  title: '钟楼',
  owner: 'city-data-bureau',
  parts: [bells, bellRinger],
  pages: [],
})

/** The migration that a real engine would have brought. */
async function migrates(ownerUrl: string) {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(readFileSync(new URL('../testing/toys/bell/tables.sql', import.meta.url), 'utf8'))
  await owner.end()
}

async function officerOf(house: OpenHouse, agency: string, region: string, account: string, roles: string[]) {
  const post = { account, password: 'a long password', name: '工作人员', agency, region, title: '科员', roles }
  await house.database.write({ all: 'on' }, (tx) => appoint(tx, house.clock.now(), post))
  const person = new Person(house)
  await person.signsIn(account, 'a long password')
  return person
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

test('a toy engine is a folder and one line: routes, rights, the interface, a page, work, evidence, placement', async () => {
  const { url: _, ...home } = await freshDatabase()
  await migrates(home.ownerUrl)
  const clock = heldClock('2024-11-20T09:00:00+08:00')
  const house = await openHouse({ ...home, systems: [...everySystem, bellTower], engines: withBells, clock })
  try {
    const ringer = await officerOf(house, 'city-data-bureau', '3209', 'ringer', ['bell-ringer'])
    const guest = await officerOf(house, 'city-data-bureau', '3209', 'guest', [])

    assert.equal(await codeOf(new Person(house).asks('GET', '/api/bells')), 'identity/not-signed-in')
    const [front, back] = (await guest.asks('GET', '/api/bells')).rows
    await guest.asks('POST', `/api/bells/${front.id}/ring`)
    assert.equal((await guest.asks('GET', '/api/bells')).rows[0].rings, 1)
    assert.equal(await codeOf(guest.asks('POST', `/api/bells/${crypto.randomUUID()}/ring`)), 'bell/not-found')

    assert.equal(await codeOf(guest.asks('POST', '/api/bells/all')), 'identity/not-granted')
    const job = await ringer.finishes(await ringer.asks('POST', '/api/bells/all'))
    assert.equal(job.says, '按响了 2 个门铃')
    assert.deepEqual(
      (await guest.asks('GET', '/api/bells')).rows.map((row: { rings: number }) => row.rings),
      [2, 1],
    )
    assert.ok(back)

    const told = await guest.asks('GET', '/openapi.json')
    assert.deepEqual(told.paths['/api/bells/{id}/ring'].post.tags, ['bell'])
    const shape = told.paths['/api/bells'].get.responses['200'].content['application/json'].schema
    assert.deepEqual(Object.keys(shape.properties.rows.items.properties), ['id', 'name', 'rings', 'rungAt'])

    const manifest = await ringer.asks('GET', '/api/manifest')
    assert.deepEqual(manifest.may['bell:bells'], ['ring-all'])
    assert.equal(manifest.events['bell.rung'], '按响门铃')
    assert.deepEqual(manifest.shown, [
      {
        title: '门铃',
        path: 'bells',
        columns: [
          { name: 'name', title: '门' },
          { name: 'rings', title: '响过几次' },
          { name: 'rungAt', title: '最近一次' },
        ],
        acts: [{ title: '按铃', path: 'bells/{id}/ring' }],
      },
    ])
    assert.deepEqual((await new Person(house).asks('GET', '/api/manifest')).shown, [], 'a visitor does not meet it')

    await settles({ house, home } as never)
    const [event] = await house.database.read<{ id: string; ring: string }>(
      { all: 'on' },
      `select id, about->>'ring' as ring from kernel.event where kind = 'bell.rung' order by id limit 1`,
    )
    const receipt = await guest.asks('GET', `/api/ledger/events/${event?.id}/receipt`)
    assert.equal(
      receipt.opened.content.rows.id,
      event?.ring,
      'the row that the engine kept is what the receipt attests',
    )

    const placed = Object.keys(bell.tables(house.parts))
    const owner = new pg.Client({ connectionString: home.ownerUrl })
    await owner.connect()
    const { rows: tables } = await owner.query(
      `select schemaname || '.' || tablename as name from pg_tables where schemaname = 'bell' order by 1`,
    )
    await owner.end()
    assert.deepEqual(
      tables.map(({ name }) => name),
      placed.toSorted(),
    )
  } finally {
    await house.close()
  }
})

/** A city that is not Yancheng. */
const cangming = {
  directory: {
    regions: [{ code: '9901', name: '沧溟市', level: 'city' as const, parent: null }],
    zones: [],
    agencies: [
      { id: 'harbour-office', name: '港务局', fullName: '沧溟市港务局', kind: 'government' as const, region: '9901' },
    ],
  },
  face: { name: '沧溟市', chapters: [], directory: [], outlines: null },
}

test('two cities are open in one process, each with its own systems, people, clock, keys and numbers', async () => {
  const quiet: System = defineSystem('bell-tower', {
    title: '钟楼',
    owner: 'harbour-office',
    parts: [bells, defineRole('bell-ringer', { title: '敲钟人', grants: [] })],
    pages: [],
  })
  const { url: _, ...home } = await freshDatabase()
  const other = await bareDatabase()
  await migrates(home.ownerUrl)
  const yancheng = await openHouse({
    ...{ ...home, systems: [...everySystem, bellTower], engines: withBells },
    clock: heldClock('2024-11-20T09:00:00+08:00'),
  })
  const sea = await openHouse({
    ...{ ...other, systems: [quiet], engines, city: cangming },
    clock: heldClock('2031-05-06T09:00:00+08:00'),
  })
  try {
    const here = await officerOf(yancheng, 'city-data-bureau', '3209', 'same-name', ['bell-ringer'])
    const there = await officerOf(sea, 'harbour-office', '9901', 'same-name', ['bell-ringer'])
    const [ours, theirs] = [await here.asks('GET', '/api/manifest'), await there.asks('GET', '/api/manifest')]
    assert.deepEqual([ours.city, theirs.city], ['盐城市', '沧溟市'])
    assert.deepEqual(
      [ours.may['bell:bells'], theirs.may['bell:bells']],
      [['ring-all'], undefined],
      'one role, two cities',
    )
    assert.ok(Object.keys(ours.registers).length > 0)
    assert.deepEqual(theirs.registers, {}, 'no register of the other city')
    assert.equal(await codeOf(there.asks('GET', '/api/registers/plan')), 'register/no-such-register')
    assert.equal(await codeOf(there.asks('GET', '/api/bells')), 'http/no-such-path', 'nor a route of its engines')

    const now = async (person: Person) => (await person.asks('GET', '/api/clock')).now.slice(0, 4)
    assert.deepEqual([await now(here), await now(there)], ['2024', '2031'])
    const names = async (person: Person) =>
      ((await person.asks('GET', '/api/agencies')) as unknown as { id: string }[]).map(({ id }) => id)
    assert.deepEqual(await names(there), ['harbour-office'])
    assert.ok(!(await names(here)).includes('harbour-office'))

    const keys = async (person: Person) =>
      (await person.asks('GET', '/oidc/jwks')).keys.map((key: { x: string }) => key.x)
    assert.notDeepEqual(await keys(here), await keys(there))
    assert.equal(await codeOf(new Person(sea).signsIn('ringer', 'a long password')), 'identity/wrong-password')

    await sea.sweep()
    await yancheng.sweep()

    await sea.close()
    assert.equal(await codeOf(here.asks('GET', '/api/bells')), 'done', 'one closes, the other serves on')
  } finally {
    await sea.close()
    await yancheng.close()
  }
})
