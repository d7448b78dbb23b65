import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { keeper } from '#kernel/keeper'
import { appoint } from '#engines/identity/run'
import { openHouse, prepare, type OpenHouse } from '#server'
import { Person, type Refused } from '#testing'
import { bareDatabase, freshDatabase, leaveCluster } from '#testing/cluster'
import { settles } from '#testing/nodes'
import { bell, ringer } from '../testing/toys/bell/engine.ts'
import { knownOf } from '../testing/toys/bell/toll.ts'
import { sea, tower, withBells } from '../testing/toys/towers.ts'
import { engines } from '../engines/index.ts'
import { roleNamed } from './role-named.ts'

after(leaveCluster)

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
  const house = await openHouse({ ...home, ...tower({}) })
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
    const face = (label: string, widget: string) => ({ label, widget, sensitivity: 'internal', required: true })
    const fields = {}
    const press = { title: '按铃', method: 'POST', path: 'bells/{id}/ring', fields }
    const down = {
      title: '拆下',
      says: '没有响过的才能拆。',
      when: { rungAt: null },
      method: 'DELETE',
      path: 'bells/{id}',
    }
    const asked = { name: { ...face('门', 'text'), maxLength: 20 } }
    const shownTo = async (person: Person) =>
      (await person.asks('GET', '/api/manifest')).shown.find(({ path: at }: { path: string }) => at === 'bells')
    assert.deepEqual(await shownTo(ringer), {
      title: '门铃',
      columns: {
        ...{ name: face('门', 'text'), rings: face('响过几次', 'integer') },
        rungAt: { ...face('最近一次', 'instant'), required: false },
      },
      acts: [press, { ...down, fields }],
      begins: [{ title: '装门铃', says: '每扇门装一个。', method: 'POST', path: 'bells', fields: asked }],
      ...{ lists: {}, path: 'bells', rows: true, opens: null, beside: [], query: {}, system: null },
    })
    const { acts, begins } = await shownTo(guest)
    assert.deepEqual([acts, begins], [[press], []], 'only what lets the reader in is offered')
    assert.equal(await shownTo(new Person(house)), undefined, 'a visitor does not meet it')

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

    await house.database.write({ all: 'on' }, (tx) => tx.query('delete from identity.session'))
    assert.equal(await codeOf(guest.asks('GET', '/api/bells')), 'identity/session-ended')
    assert.equal((await guest.asks('GET', '/api/bells/count')).bells, 2, 'as a visitor')

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

test('two cities are open in one process, each with its own systems, people, clock, keys and numbers', async () => {
  const { url: _, ...home } = await freshDatabase()
  const other = await bareDatabase()
  await migrates(home.ownerUrl)
  const yancheng = await openHouse({ ...home, ...tower({}) })
  const cangming = await openHouse({ ...other, ...sea({ rings: false }) })
  try {
    const here = await officerOf(yancheng, 'city-data-bureau', '3209', 'same-name', ['bell-ringer'])
    const there = await officerOf(cangming, 'harbour-office', '9901', 'same-name', ['bell-ringer'])
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

    assert.equal((await here.asks('GET', '/api/map')).counties.length, 9)
    assert.equal(await there.asks('GET', '/api/map'), null, 'no outlines of it are known')

    const keys = async (person: Person) =>
      (await person.asks('GET', '/oidc/jwks')).keys.map((key: { x: string }) => key.x)
    assert.notDeepEqual(await keys(here), await keys(there))
    assert.equal(await codeOf(new Person(cangming).signsIn('ringer', 'a long password')), 'identity/wrong-password')

    await cangming.sweep()
    await yancheng.sweep()

    await cangming.close()
    assert.equal(await codeOf(here.asks('GET', '/api/bells')), 'done', 'one closes, the other serves on')
  } finally {
    await cangming.close()
    await yancheng.close()
  }
})

/** Looks again until something is there. */
async function untilThere<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 4500; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await pause(20)
  }
  throw new Error('it did not come')
}

test('a thread runs over what its house was opened with: systems, engines, city, clock, keeper, settings', async () => {
  const { url: _, ...home } = await freshDatabase()
  const other = await bareDatabase()
  await prepare({ ...other, ...sea({ rings: true }) })
  await Promise.all([home, other].map(({ ownerUrl }) => migrates(ownerUrl)))
  const anchorOf = ({ dataDir }: { dataDir: string }) => path.join(dataDir, 'anchored.jsonl')
  const toldIn = (place: { dataDir: string }, tone: string) => ({
    BELL_TONE: tone,
    LEDGER_ANCHOR: `file:${anchorOf(place)}`,
  })
  const houses = [
    await openHouse({ ...home, ...tower({}), told: toldIn(home, 'deep') }),
    await openHouse({ ...other, ...sea({ rings: true }), told: toldIn(other, 'bright') }),
  ] as const
  try {
    const [yancheng, cangming] = houses
    const here = await officerOf(yancheng, 'city-data-bureau', '3209', 'ringer', [])
    const there = await officerOf(cangming, 'harbour-office', '9901', 'ringer', [])
    const rings = async (person: Person) => {
      const [front] = (await person.asks('GET', '/api/bells')).rows
      await person.asks('POST', `/api/bells/${front.id}/ring`)
    }
    // A checkpoint is there to be anchored at the first look.
    for (const person of [here, there]) await rings(person)
    await settles({ house: yancheng, home } as never)
    await settles({ house: cangming, home: other } as never)
    for (const house of houses) house.startBeside()

    const knows = (house: OpenHouse) =>
      untilThere(async () => {
        const [row] = await house.database.read<{ knows: ReturnType<typeof knownOf> }>(
          {},
          'select knows from bell.toll',
        )
        return row?.knows
      })
    for (const house of houses) assert.deepEqual(await knows(house), knownOf(house))
    const { master, ...known } = knownOf(cangming)
    assert.deepEqual(known, { city: '沧溟市', systems: ['bell-tower'], year: 2031, tone: 'bright' })
    assert.notEqual(master, yancheng.rooms.get(keeper).master)

    // What the thread signs holds the row that an engine of this city alone keeps.
    for (const [house, person] of [
      [yancheng, here],
      [cangming, there],
    ] as const) {
      await rings(person)
      const [event] = await house.database.read<{ id: string; ring: string }>(
        { all: 'on' },
        `select id, about->>'ring' as ring from kernel.event
         where about->>'ring' = (select id::text from bell.ring order by id desc limit 1)`,
      )
      const receipt = await untilThere(() =>
        person.asks('GET', `/api/ledger/events/${event?.id}/receipt`).catch((error: Refused) => {
          if (error.code !== 'ledger/not-yet-final') throw error
          return undefined
        }),
      )
      assert.equal(receipt.opened.content.rows.id, event?.ring)
    }

    // The file is there before its first line is whole.
    const firstLine = (file: string) =>
      existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1)[0] : undefined
    const anchored = await Promise.all([home, other].map((place) => untilThere(() => firstLine(anchorOf(place)))))
    const origins = anchored.map((line) => JSON.parse(line).origin)
    assert.equal(new Set(origins).size, 2, 'two logs, each in the file of its own city')
  } finally {
    for (const house of houses) await house.close()
  }
})

test('a house that no opener has opened starts no threads, and says so', async () => {
  const { again: _, ...values } = tower({})
  const { url: _url, ...home } = await freshDatabase()
  await migrates(home.ownerUrl)
  const house = await openHouse({ ...home, ...values })
  try {
    assert.throws(() => house.startBeside(), /starts no threads/)
  } finally {
    await house.close()
  }
})

test('an engine adds a role of a process: it does what it says, serves nothing and works nothing; an unknown one is refused', async () => {
  const { url: _, ...home } = await freshDatabase()
  await migrates(home.ownerUrl)
  assert.equal(roleNamed('ringer', withBells), ringer)
  assert.throws(() => roleNamed('ringer', engines), {
    message: 'ROLE=ringer 不是这个程序的角色：请用 all、web、worker 或 witness。',
  })
  assert.throws(() => roleNamed('boss', withBells), {
    message: 'ROLE=boss 不是这个程序的角色：请用 all、web、worker、witness 或 ringer。',
  })
  const house = await openHouse({ ...home, ...tower({}), role: ringer })
  try {
    const answer = await new Person(house).raw('GET', '/api/bells')
    assert.equal((answer.json() as { code: string }).code, 'http/no-such-path')
    house.startBeside()
    const look = (text: string) => house.database.read<{ rings: number }>({ all: 'on' }, text)
    const rung = await untilThere(async () => {
      const rows = await look('select rings from bell.bell order by id')
      return rows.some(({ rings }) => rings > 0) ? rows : undefined
    })
    assert.deepEqual(rung, [{ rings: 1 }, { rings: 1 }])
    assert.deepEqual(await look('select 1 as rings from bell.toll'), [], 'no thread: this process does no work')
  } finally {
    await house.close()
  }
})
