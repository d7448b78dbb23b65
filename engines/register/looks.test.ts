import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { web } from '#kernel/engine'
import { citizenNumber, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may, verificationDesk } from '#engines/identity'
import { openHouse } from '#server'
import { openCity, Person } from '#testing'
import { rotateFieldKey, sealAnew } from './field-keys.ts'
import { defineRegister } from './index.ts'

const resident = defineRegister('looked-resident', {
  title: '居民',
  naming: 'village',
  fields: { village: text('村居'), name: text('姓名', { sensitivity: 'personal' }), number: citizenNumber() },
  filters: ['number'],
})
const clerk = defineRole('resident-clerk', {
  title: '登记人员',
  grants: [may(resident, ['read', 'create'], 'own-agency')],
})
const checker = defineRole('resident-checker', {
  title: '核验人员',
  grants: [may(resident, ['read', 'reveal'], 'all')],
})
const window = defineRole('window', { title: '身份窗口', grants: [may(verificationDesk, ['verify'], 'all')] })
const everyone = defineRole('resident-themselves', {
  title: '本人',
  heldBy: 'everyone',
  grants: [may(resident, ['read', 'create'], 'own')],
})
const system = defineSystem('looked-residents', {
  title: '居民',
  owner: 'city-archives',
  parts: [resident, clerk, checker, window, everyone, verificationDesk],
  pages: [],
})

const city = await openCity([system])
/** What the city writes about requests and work. */
const lines: string[] = []
const logged = await openHouse({
  ...{ ...city.home, systems: [system], clock: city.clock, role: web },
  log: { write: (line) => void lines.push(line) },
})
const owner = new pg.Client({ connectionString: city.home.ownerUrl })
owner.on('error', () => {})
await owner.connect()
const app = new URL(city.home.url as string).username
await owner.query(`grant update on record.looked_resident to ${app}`)
after(async () => {
  await owner.end()
  await logged.close()
  await city.house.close()
})

async function at(account: string): Promise<Person> {
  const person = new Person(logged)
  await person.signsIn(account, 'a long password')
  return person
}
async function officer(agency: string, role: string, name: string, account: string): Promise<Person> {
  await city.officer(agency, [role], name, account)
  const person = await at(account)
  await owner.query(
    'update identity.session set assurance = 2 where person = (select id from identity.person where account = $1)',
    [account],
  )
  return person
}
async function citizen(account: string): Promise<Person> {
  await city.person(account)
  return at(account)
}

const number = '11010519491231002X'
const another = '34052419800101001X'
const list = '/api/registers/looked-resident'
const desk = await officer('city-archives', 'resident-clerk', '张窗', 'zhang')
const check = await officer('city-data-bureau', 'resident-checker', '李核', 'li')
const counter = await officer('city-data-bureau', 'window', '赵核', 'zhao')
const second = await officer('city-data-bureau', 'window', '钱核', 'qian')
const chen = await citizen('chen')
const wang = await citizen('wang')
const { id } = await desk.asks('POST', list, { village: '某村', name: '陈秀英', number })

const reads = (clerk: Person, account: string, more: object) =>
  clerk.asks('POST', '/api/verifications', { account, ...more })
const verify = async (account: string, more: object) => {
  await reads(counter, account, more)
  return reads(second, account, more)
}
const reveal = (purpose: string, row = id) =>
  check.asks('POST', `${list}/${row}/reveal`, { fields: ['number'], purpose })
const looksOf = async (person: Person, after = '') =>
  (await person.asks('GET', `/api/looks${after && `?after=${after}`}`)) as {
    rows: Record<string, unknown>[]
    next: string | null
  }
const purposes = async (person: Person) => (await looksOf(person)).rows.map((one) => one['purpose'])

/** Everything that the database holds, as text. */
async function everything(): Promise<string> {
  const { rows: tables } = await owner.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts = await Promise.all(
    tables.map(async ({ name }) => JSON.stringify((await owner.query(`select * from ${name} t`)).rows)),
  )
  return texts.join('\n')
}

test('a clerk links an account to the number on the card; a wrong check digit is refused, and a number has one account', async () => {
  assert.deepEqual(await reveal('核对低保申请'), { number })
  assert.deepEqual(await purposes(chen), [], 'nobody has verified her yet')
  const wrong = await city.refuses(verify('chen', { citizen: '110105194912310021' }), 'identity/wrong-citizen-number')
  assert.ok(!JSON.stringify(wrong.problem).includes('110105194912310021'))
  await verify('wang', { papers: 'passport' })
  assert.deepEqual(await purposes(wang), [], 'without a number there is no link')
  await city.refuses(verify('chen', { citizen: `${number} ` }), 'identity/wrong-citizen-number')
  const read = { citizen: number.toLowerCase(), papers: 'identity-card' }
  assert.deepEqual(await reads(counter, 'chen', read), { linked: 'once' })
  assert.deepEqual(await reads(counter, 'chen', read), { linked: 'once' })
  assert.deepEqual(await purposes(chen), [], 'what one clerk says, and says again, links nobody')
  assert.deepEqual(await reads(second, 'chen', { citizen: another }), { linked: 'once' })
  assert.deepEqual(await reads(second, 'chen', read), { linked: 'once' }, 'who corrects a number is its first reader')
  assert.deepEqual(await purposes(chen), [])
  assert.deepEqual(await reads(counter, 'chen', read), { linked: 'twice' })
  assert.deepEqual(await purposes(chen), ['核对低保申请'])
  await city.refuses(verify('wang', { citizen: number }), 'identity/citizen-taken')
  await verify('wang', { citizen: another })
  assert.deepEqual(await reads(counter, 'chen', {}), { linked: 'twice' })
  await city.refuses(verify('zhao', { citizen: '440524188001010014' }), 'identity/no-such-person')
  const { rows } = await owner.query(
    `select kind, about from kernel.event where kind = 'person.verified' and about->>'papers' is not null order by id`,
  )
  assert.deepEqual(
    rows.map(({ about }) => about),
    [
      ...['not', 'not'].map((linked) => ({ papers: 'passport', numbered: false, linked })),
      ...['once', 'once', 'once', 'twice'].map((linked) => ({ papers: 'identity-card', numbered: true, linked })),
    ],
  )
})

test('who bears the number sees each look, who looked and for which agency and purpose; nobody else does', async () => {
  const { rows, next } = await looksOf(chen)
  assert.equal(next, null)
  assert.deepEqual(
    rows.map(({ id: _id, at: _at, ...look }) => look),
    [
      {
        ...{ officer: '李核', agency: 'city-data-bureau', purpose: '核对低保申请' },
        ...{ of: 'looked-resident', record: id, fields: ['number'] },
        ...{ title: '居民', labels: ['公民身份号码'] },
      },
    ],
  )
  for (const other of [wang, check, counter]) assert.deepEqual(await purposes(other), [])
  assert.deepEqual(await purposes(desk), ['核对低保申请'], 'whose row it is has it in their list, as before')
  await city.refuses(city.visitor().asks('GET', '/api/looks'), 'identity/not-signed-in')
  const scoped = await city.house.database.read(
    { person: '00000000-0000-7000-8000-000000000000' },
    'select 1 from record.look',
  )
  assert.deepEqual(scoped, [])
})

test('a look at other personal fields of such a row is theirs as well, once an hour', async () => {
  for (let i = 0; i < 2; i += 1)
    await check.asks('GET', `${list}/${id}`, undefined, { 'x-purpose': encodeURIComponent('核对户籍姓名') })
  const [look] = (await looksOf(chen)).rows
  assert.deepEqual([look?.['purpose'], look?.['fields']], ['核对户籍姓名', ['name']])
  assert.deepEqual(await purposes(chen), ['核对户籍姓名', '核对低保申请'])
})

test('a look at a row of one’s own that bears one’s number is told once', async () => {
  const own = await chen.asks('POST', list, { village: '自己登记', name: '陈秀英', number })
  await reveal('核对自己登记的', own.id)
  assert.deepEqual((await purposes(chen)).slice(0, 2), ['核对自己登记的', '核对户籍姓名'])
})

test('both kinds come newest first, page by page, none twice and none left out', async () => {
  const own = await wang.asks('POST', list, { village: '别村', name: '王某', number: '440524188001010014' })
  const theirs = await desk.asks('POST', list, { village: '别村', name: '王某', number: another })
  const wanted: string[] = []
  for (let i = 0; i < 60; i += 1) {
    const purpose = `第 ${i} 次核对`
    city.clock.set(new Date(city.clock.now().getTime() + 1000))
    await reveal(purpose, i % 3 === 0 ? own.id : theirs.id)
    wanted.unshift(purpose)
  }
  const first = await looksOf(wang)
  assert.equal(first.rows.length, 50)
  const second = await looksOf(wang, first.next as string)
  assert.equal(second.next, null)
  assert.deepEqual(
    [...first.rows, ...second.rows].map((one) => one['purpose']),
    wanted,
  )
})

test('another key for the numbers leaves the link as it is', async () => {
  const keys = await rotateFieldKey(city.house.database)
  await sealAnew(city.house.database, [resident], keys, () => {})
  const [{ number: kept }] = (await owner.query('select number from record.looked_resident where id = $1', [id])).rows
  assert.match(kept, /^s1\.2\./)
  assert.deepEqual(await reveal('换钥之后'), { number })
  assert.equal((await purposes(chen))[0], '换钥之后')
  await verify('chen', { citizen: number })
  await city.refuses(verify('wang', { citizen: number }), 'identity/citizen-taken')
  assert.equal((await purposes(chen))[0], '换钥之后')
})

test('the number is nowhere in the clear: not in a table, not in the log of requests', async () => {
  const all = await everything()
  assert.ok(all.includes('核对低保申请'))
  const log = lines.join('')
  assert.ok(log.includes('/api/verifications'))
  for (const secret of [number, number.toLowerCase(), another, '110105194912310021', '19491231'])
    assert.ok(!all.includes(secret) && !log.includes(secret), secret)
})
