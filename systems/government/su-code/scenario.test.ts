import assert from 'node:assert/strict'
import { scenario, type City, type Person } from '#testing'
import { device, holdsOffline, madeByAnother, publicKeyOfAnother, type Day, type Device } from '#testing/scanner'
import system from './system.ts'

async function deviceFor(city: City, keeper: Person, name: string, purpose: string): Promise<Device & { id: string }> {
  const { id, token } = await keeper.asks('POST', '/api/code/scanners', { name, purpose })
  return { id, ...device(city, token) }
}

async function citizen(city: City, account: string, name: string): Promise<Person> {
  await city.person(account, name)
  const person = city.visitor()
  await person.signsIn(account, 'a long password')
  return person
}

const shows = async (who: Person): Promise<string> => (await who.asks('POST', '/api/code/codes')).codes[0].text
const later = (city: City, seconds: number) => city.clock.set(new Date(city.clock.now().getTime() + seconds * 1000))
const gives = (who: Person, id: string, yes: boolean) => who.asks('POST', `/api/code/asks/${id}`, { gives: yes })
const keepsScanners = (city: City, agency: string) => city.officer(agency, ['scanner-keeper', 'card-issuer'])

scenario(
  'a library learns its reader’s number after a yes, a bus only whether there is a concession',
  system,
  async (city) => {
    const keeper = await keepsScanners(city, 'city-culture-tourism-bureau')
    const wang = await citizen(city, 'wang', '王秀英')
    await keeper.asks('POST', '/api/code/issued', {
      kind: 'reader',
      holder: 'wang',
      number: 'YC-00817',
      until: '2026-12-31',
    })
    await keeper.asks('POST', '/api/code/issued', {
      kind: 'concession',
      holder: 'wang',
      number: 'YD-9',
      until: '2025-06-30',
    })
    await city.refuses(
      keeper.asks('POST', '/api/code/issued', { kind: 'reader', holder: 'wang', number: 'x', until: '2026-12-31' }),
      'code/card-held-already',
    )
    const desk = await deviceFor(city, keeper, '市图书馆总服务台', 'library')
    const bus = await deviceFor(city, keeper, '1 路车 苏J00001', 'transit')

    const code = await shows(wang)
    const asked = await desk.scans(code)
    assert.equal(asked.state, 'asked')
    assert.equal(asked.facts, undefined, 'nothing is told before a yes')
    assert.equal((await desk.hears(asked.id)).state, 'asked')
    const [ask] = (await wang.asks('GET', '/api/code/asks')).rows
    assert.deepEqual(
      [ask.title, ask.place, ask.gives],
      ['图书借阅', '市图书馆总服务台', ['本馆读者编号', '读者证号码和有效期']],
    )
    await gives(wang, ask.id, true)
    await city.refuses(gives(wang, ask.id, false), 'code/ask-over')
    const given = await desk.hears(asked.id)
    const told = Object.fromEntries(given.facts.map((fact: { title: string; says: string }) => [fact.title, fact.says]))
    assert.equal(told['读者证号码和有效期'], 'YC-00817，有效期至 2026-12-31')
    assert.match(told['本馆读者编号'], /^[A-Z2-9]{12}$/)
    assert.doesNotMatch(JSON.stringify(given), /王秀英|wang/)

    // The bus asks nothing and is told a yes or a no.
    const ride = await bus.scans(await shows(wang))
    assert.deepEqual([ride.state, ride.facts], ['given', [{ title: '是否持有乘车优待证', says: '是' }]])
    const heard = await wang.asks('GET', '/api/code/asks')
    assert.deepEqual([heard.scanned, heard.rows], [ride.id, []], 'the phone hears of it, and draws a new code')

    // A no is a no; silence is one too, after two minutes.
    later(city, 15)
    const second = await desk.scans(await shows(wang))
    await gives(wang, second.id, false)
    assert.deepEqual([(await desk.hears(second.id)).state, (await desk.hears(second.id)).facts], ['refused', undefined])
    later(city, 15)
    const third = await desk.scans(await shows(wang))
    later(city, 121)
    assert.equal((await desk.hears(third.id)).state, 'over')
    assert.equal((await wang.asks('GET', '/api/code/asks')).scanned, null)
    await city.refuses(gives(wang, third.id, true), 'code/ask-over')
    const over = await desk.hears(asked.id)
    assert.deepEqual([over.state, over.facts], ['over', undefined], 'what was given is told for two minutes')

    // The holder reads all of it; another citizen none.
    const { rows } = await wang.asks('GET', '/api/code/record')
    assert.deepEqual(
      rows.map((row: { title: string; state: string; gave: string[] }) => [row.title, row.state, row.gave.length]),
      [
        ['图书借阅', 'over', 0],
        ['图书借阅', 'refused', 0],
        ['公共交通', 'given', 1],
        ['图书借阅', 'given', 2],
      ],
    )
    const other = await citizen(city, 'li', '李强')
    assert.deepEqual((await other.asks('GET', '/api/code/record')).rows, [])
    await city.refuses(gives(other, third.id, true), 'code/no-such-scan')
    // A card that is taken back is told no more.
    const [held] = (await keeper.asks('GET', '/api/code/issued')).rows
    assert.equal(held.kind, 'concession')
    await keeper.asks('POST', `/api/code/issued/${held.id}/end`)
    assert.equal((await bus.scans(await shows(wang))).facts[0].says, '否')
    assert.deepEqual(
      (await wang.asks('GET', '/api/code/cards')).rows.map((card: { title: string; number: string }) => [
        card.title,
        card.number,
      ]),
      [['读者证', 'YC-00817']],
    )
  },
)

scenario('a code is taken for a minute, once a scanner, and only as it was signed', system, async (city) => {
  const keeper = await keepsScanners(city, 'city-transport-bureau')
  const li = await citizen(city, 'li', '李强')
  const bus = await deviceFor(city, keeper, '1 路车', 'transit')
  const gate = await deviceFor(city, keeper, '南门', 'transit')
  const code = await shows(li)
  await bus.scans(code)
  await city.refuses(bus.scans(code), 'code/used-already')
  assert.equal((await gate.scans(code)).state, 'given', 'another scanner takes it once')
  await city.refuses(gate.scans(code), 'code/used-already')
  const both = await Promise.allSettled(
    Array.from({ length: 8 }, async () => bus.scans((await li.asks('POST', '/api/code/codes')).codes[0].text)),
  )
  assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 8, 'codes of one slot differ')
  const one = await shows(li)
  const raced = await Promise.allSettled(Array.from({ length: 8 }, () => bus.scans(one)))
  assert.equal(raced.filter(({ status }) => status === 'fulfilled').length, 1)

  // Altered, cut, put together of two, spelled otherwise.
  const fresh = await shows(li)
  const body = Buffer.from(fresh.slice(4), 'base64url')
  const spelled = (bytes: Buffer) => `SU1.${bytes.toString('base64url')}`
  for (const at of [2, 6, 9, 12, 40, 69, 71, 133]) {
    const changed = Buffer.from(body)
    changed[at] = (changed[at] as number) ^ 1
    const outcome = await bus.scans(spelled(changed)).then(
      () => 'taken',
      (error: { code: string }) => error.code,
    )
    assert.ok(
      ['code/signature-not-valid', 'code/key-not-known', 'code/not-yet', 'code/expired'].includes(outcome),
      `${at}: ${outcome}`,
    )
  }
  const second = Buffer.from((await shows(li)).slice(4), 'base64url')
  await city.refuses(
    bus.scans(spelled(Buffer.concat([body.subarray(0, 70), second.subarray(70)]))),
    'code/signature-not-valid',
  )
  for (const wrong of [
    '',
    'SU1.',
    fresh.slice(0, -4),
    `${fresh}AAAA`,
    fresh.replace('SU1', 'su1'),
    `${fresh}=`,
    spelled(Buffer.concat([Buffer.from([2]), body.subarray(1)])),
    '粤康码',
  ])
    await city.refuses(bus.scans(wrong), 'code/not-a-code')
  // Signed by somebody's own key of the same curve, under the day's name.
  const foreign = madeByAnother(body.subarray(0, 70))
  await city.refuses(bus.scans(spelled(foreign)), 'code/signature-not-valid')
  await bus.scans(fresh)

  // Time: a code of the future, one that a photo kept, one of yesterday.
  const { codes } = await li.asks('POST', '/api/code/codes')
  assert.equal(codes.length, 12)
  await city.refuses(bus.scans(codes[2].text), 'code/not-yet')
  later(city, 59 - ((city.clock.now().getTime() / 1000) % 15))
  await bus.scans(codes[0].text)
  later(city, 1)
  await city.refuses(gate.scans(codes[0].text), 'code/expired')

  // Whoever may no longer act shows nothing; a device that was ended takes nothing.
  const last = await shows(li)
  await city.house.database.write({ all: 'on' }, (tx) =>
    tx.query("update identity.person set ended_at = $1 where account = 'li'", [city.clock.now()]),
  )
  await city.refuses(bus.scans(last), 'code/holder-gone')
  await city.refuses(deviceFor(city, keeper, '南门', 'transit'), 'code/name-taken')
  await keeper.asks('POST', `/api/code/scanners/${gate.id}/end`)
  await city.refuses(gate.self(), 'code/not-a-scanner')
  const stranger = await keepsScanners(city, 'city-culture-tourism-bureau')
  await city.refuses(stranger.asks('POST', `/api/code/scanners/${bus.id}/end`), 'code/no-such-scanner')
  await city.refuses(device(city, 'x').self(), 'code/not-a-scanner')
})

scenario('two scanners cannot join their logs', system, async (city) => {
  const [culture, transport] = [
    await keepsScanners(city, 'city-culture-tourism-bureau'),
    await keepsScanners(city, 'city-transport-bureau'),
  ]
  const library = await deviceFor(city, culture, '市图书馆', 'library')
  const other = await deviceFor(city, transport, '车站图书角', 'library')
  const seen: Record<'library' | 'other', { code: string; row: string }[]> = { library: [], other: [] }
  const numbers: Record<string, string[]> = {}
  for (const account of ['a', 'b', 'c', 'd']) {
    const who = await citizen(city, account, `市民${account}`)
    for (const [name, scanner] of [
      ['library', library],
      ['other', other],
      ['library', library],
    ] as const) {
      later(city, 15)
      const code = await shows(who)
      const { id } = await scanner.scans(code)
      await gives(who, id, true)
      const told = await scanner.hears(id)
      seen[name].push({ code, row: JSON.stringify(told) })
      ;(numbers[account] ??= []).push(told.facts[0].says)
    }
  }
  for (const [first, elsewhere, again] of Object.values(numbers)) {
    assert.equal(first, again, 'a library knows its reader again')
    assert.notEqual(first, elsewhere, 'under a number that says nothing elsewhere')
  }
  assert.equal(new Set(Object.values(numbers).flat()).size, 8)
  // Nothing but the header's version, kind, key of the day and the slot that all phones share stands in two codes.
  const bodies = [...seen.library, ...seen.other].map(({ code }) =>
    Buffer.from(code.slice(4), 'base64url').subarray(10),
  )
  const pieces = bodies.flatMap((body) =>
    Array.from({ length: body.length - 5 }, (_, at) => body.toString('hex', at, at + 6)),
  )
  assert.equal(new Set(pieces).size, pieces.length, 'no six bytes stand in two codes')
  // What the two were told and keep has no value in common either.
  const values = (rows: { row: string }[]) =>
    new Set(rows.flatMap(({ row }) => row.match(/[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z2-9]{12}/g) ?? []))
  assert.deepEqual(
    [...values(seen.library)].filter((value) => values(seen.other).has(value)),
    [],
  )
  const logs = [JSON.stringify(await library.log()), JSON.stringify(await other.log())] as const
  assert.doesNotMatch(logs.join(), /市民|holder|person"?:/)
  const ids = (log: string): string[] => log.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []
  assert.deepEqual(
    ids(logs[0]).filter((id) => ids(logs[1]).includes(id)),
    [],
  )
  // Nor does an agency's own scope in the database: one code at two scanners leaves nothing equal, and no holder.
  const who = await citizen(city, 'e', '市民e')
  later(city, 15)
  const code = await shows(who)
  await library.scans(code)
  await other.scans(code)
  const rows = async (agency: string) =>
    city.house.database.read<{ code: Buffer }>({ agency }, 'select * from code.scan order by id desc limit 1')
  const [[one], [two]] = [await rows('city-culture-tourism-bureau'), await rows('city-transport-bureau')]
  assert.ok(one && two && !one.code.equals(two.code))
  assert.deepEqual(
    await city.house.database.read({ agency: 'city-culture-tourism-bureau' }, 'select * from code.shown'),
    [],
  )
})

scenario('a scanner without a network decides by itself, and hands in later what it took', system, async (city) => {
  const keeper = await keepsScanners(city, 'city-transport-bureau')
  const zhao = await citizen(city, 'zhao', '赵国平')
  const bus = await deviceFor(city, keeper, '大丰 3 路', 'transit')
  const library = await deviceFor(city, keeper, '车站图书角', 'library')
  const self = await bus.self()
  const { codes } = await zhao.asks('POST', '/api/code/codes')
  const at = city.clock.now()
  const code = codes[0].text
  assert.equal(holdsOffline(code, self, at), 'holds')
  assert.equal(holdsOffline(code, self, new Date(at.getTime() + 61_000)), 'code/expired')
  assert.equal(holdsOffline(codes[3].text, self, at), 'code/not-yet')
  assert.equal(holdsOffline(code, { ...self, keys: self.keys.slice(1) }, at), 'code/key-not-known')
  // A list of keys that somebody made by themselves, or moved to another day, has not the city's word.
  const [today, tomorrow] = self.keys as [Day, Day]
  const own = { ...today, publicKey: publicKeyOfAnother() }
  assert.equal(holdsOffline(code, { ...self, keys: [own] }, at), 'code/signature-not-valid')
  assert.equal(
    holdsOffline(code, { ...self, keys: [{ ...tomorrow, day: today.day, id: today.id }] }, at),
    'code/signature-not-valid',
  )

  later(city, 3600)
  const when = at.toISOString()
  assert.deepEqual(
    (
      await bus.late([
        { code, at: when },
        { code, at: when },
      ])
    ).rows,
    [{ taken: true }, { taken: true }],
  )
  const [row, ...more] = (await zhao.asks('GET', '/api/code/record')).rows
  assert.deepEqual([more.length, row.offline, row.at, row.place], [0, true, when, '大丰 3 路'])
  const outcomes = (
    await bus.late([
      { code, at: city.clock.now().toISOString() },
      { code: codes[1].text, at: when },
      { code: 'SU1.x', at: when },
      { code: codes[1].text, at: codes[1].from },
    ])
  ).rows
  assert.deepEqual(
    outcomes.map((one: { code?: string }) => one.code),
    ['code/expired', 'code/not-yet', 'code/not-a-code', undefined],
  )
  // What must be asked cannot be taken without asking.
  assert.equal((await library.late([{ code, at: when }])).rows[0].code, 'code/needs-network')

  // After a week the platform itself cannot tell whose code it was, nor make one of that day.
  await city.waits({ days: 8 })
  await shows(zhao)
  assert.equal((await bus.late([{ code: codes[2].text, at: codes[2].from }])).rows[0].code, 'code/too-late')
  const [kept] = await city.house.database.read<{ signing: null; sealing: null }>(
    { all: 'on' },
    'select signing, sealing from code.day_key order by day limit 1',
  )
  assert.deepEqual(kept, { signing: null, sealing: null })
  assert.equal(holdsOffline(code, self, at), 'holds', 'its public key still proves what was signed')
})

scenario(
  'an organisation’s agent shows its code while the mandate lasts; a licence wants checked papers',
  system,
  async (city) => {
    const keeper = await keepsScanners(city, 'city-market-regulation-bureau')
    const gate = await deviceFor(city, keeper, '政务大厅东门', 'entry')
    const counter = await deviceFor(city, keeper, '3 号窗口', 'licence')
    const boss = await citizen(city, 'boss', '陈立')
    const agent = await citizen(city, 'agent', '孙悦')
    const { person: bossId } = await boss.asks('GET', '/api/session')
    const { person: agentId } = await agent.asks('GET', '/api/session')
    const [party, mandate] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
    await city.house.database.write({ all: 'on' }, async (tx) => {
      await tx.query(
        "insert into identity.organisation (party, code, name, region, representative) values ($1, '91320904MA1KEM001R', '盐城海风科技有限公司', '3209', $2)",
        [party, bossId.id],
      )
      await tx.query(
        "insert into identity.mandate (id, kind, party, party_name, organisation, agent, acts, from_on, until_on, granted_by, granted_at) values ($1, 'organisation', $2, '盐城海风科技有限公司', '91320904MA1KEM001R', $3, '{code:su-code:show}', '2024-08-01', '2024-12-31', $4, $5)",
        [mandate, party, agentId.id, bossId.id, city.clock.now()],
      )
    })
    await agent.asks('POST', '/api/session/mandate', { mandate })
    const { comer, places } = await agent.asks('GET', '/api/manifest')
    assert.equal(comer, 'enterprise')
    assert.ok(places.some((one: { in: string; path: string }) => one.in === 'own' && one.path === 'code/record'))
    const asked = await gate.scans(await shows(agent))
    assert.equal(asked.kind, 'organisation')
    await city.refuses(gives(boss, asked.id, true), 'code/no-such-scan')
    await gives(agent, asked.id, true)
    assert.deepEqual((await gate.hears(asked.id)).facts, [
      { title: '姓名或名称', says: '盐城海风科技有限公司' },
      { title: '统一社会信用代码', says: '91320904MA1KEM001R' },
    ])
    const [row] = (await agent.asks('GET', '/api/code/record')).rows
    assert.deepEqual([row.by, row.forAnother], ['孙悦', true])
    await city.refuses(counter.scans(await shows(agent)), 'code/holder-not-checked')
    const code = await shows(agent)
    await city.house.database.write({ all: 'on' }, (tx) =>
      tx.query('update identity.mandate set ended_at = $1 where id = $2', [city.clock.now(), mandate]),
    )
    later(city, 1)
    await city.refuses(gate.scans(code), 'code/holder-gone')
    // Nobody without the grant keeps scanners or issues cards, whatever post they hold.
    await city.refuses(boss.asks('GET', '/api/code/scanners'), 'identity/not-granted')
    await city.refuses(
      boss.asks('POST', '/api/code/issued', { kind: 'reader', holder: 'boss', number: '1', until: '2026-01-01' }),
      'identity/not-granted',
    )
    await city.refuses(city.visitor().asks('POST', '/api/code/codes'), 'identity/not-signed-in')
  },
)
