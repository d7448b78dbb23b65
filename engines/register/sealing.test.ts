import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { citizenNumber, mobile, optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { openCity } from '#testing'
import { settles, nodesOf } from '#testing/nodes'
import { rotateFieldKey, sealAnew } from './field-keys.ts'
import { defineRegister } from './index.ts'
import { sealValue } from './sealing.ts'

const resident = defineRegister('resident', {
  title: '居民',
  naming: 'name',
  fields: { name: text('姓名'), number: citizenNumber(), phone: optional(mobile()) },
  unique: [['number']],
  filters: ['number'],
})
const clerk = defineRole('clerk', {
  title: '窗口人员',
  grants: [may(resident, ['read', 'create', 'amend'], 'own-agency')],
})
const checker = defineRole('checker', {
  title: '核验人员',
  grants: [may(resident, ['read', 'reveal'], 'own-agency')],
})
const system = defineSystem('residents', {
  title: '居民',
  owner: 'city-archives',
  parts: [resident, clerk, checker],
  pages: [],
})
const city = await openCity([system])
const owner = new pg.Client({ connectionString: city.home.ownerUrl })
owner.on('error', () => {})
await owner.connect()
await owner.query(`grant update on record.resident to ${new URL(city.home.url as string).username}`)
after(async () => {
  await owner.end()
  await city.house.close()
})

const number = '11010519491231002X'
const phone = '13812345678'
const list = '/api/registers/resident'
const desk = await city.officer('city-archives', ['clerk'], '张窗')
const check = await city.officer('city-archives', ['checker'], '李核')
const elsewhere = await city.officer('city-data-bureau', ['checker'], '外人')
const made = await desk.asks(
  'POST',
  list,
  { name: '王小明', number: number.toLowerCase(), phone },
  { 'idempotency-key': 'resident-0001' },
)

const amends = (version: number, values: object) =>
  desk.asks('PATCH', `${list}/${made.id}`, values, { 'if-match': `"${version}"` })

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

test('a sealed number is nowhere in the clear: not in an answer, not in any table, not in the answer kept for a repeat', async () => {
  assert.equal(made.number, '110*************2X')
  const again = await desk.asks(
    'POST',
    list,
    { name: '王小明', number: number.toLowerCase(), phone },
    { 'idempotency-key': 'resident-0001' },
  )
  assert.deepEqual(again, made)
  const { rows } = await desk.asks('GET', list)
  assert.equal(rows[0].phone, '138****5678')
  assert.equal((await desk.asks('GET', `${list}/${made.id}`)).number, '110*************2X')
  const history = JSON.stringify(await desk.asks('GET', `${list}/${made.id}/history`))
  assert.match(history, /110\*{13}2X/)
  const all = await everything()
  assert.ok(all.includes('王小明'))
  for (const secret of [number, number.toLowerCase(), phone, '19491231'])
    assert.ok(!all.includes(secret) && !history.includes(secret), secret)
})

test('it is found by its whole value alone, and stands once', async () => {
  assert.equal((await desk.asks('GET', `${list}?filter.number=${number}`)).rows.length, 1)
  assert.equal((await desk.asks('GET', `${list}?filter.number=34052419800101001X`)).rows.length, 0)
  await city.refuses(desk.asks('GET', `${list}?filter.number=1101`), 'register/no-such-filter')
  await city.refuses(desk.asks('GET', `${list}?filter.number.from=${number}`), 'register/no-such-filter')
  await city.refuses(desk.asks('POST', list, { name: '另一人', number }), 'register/duplicate')
  const wrong = await city.refuses(
    desk.asks('POST', list, { name: '错号', number: '110105194912310021' }),
    'register/wrong-fields',
  )
  assert.match(wrong.message, /校验码要相符/)
})

test('who may not reveal does not; who may says why, and the reading stays', async () => {
  const asked = { fields: ['number', 'phone'], purpose: '核对低保申请' }
  await city.refuses(desk.asks('POST', `${list}/${made.id}/reveal`, asked), 'identity/not-granted')
  await city.refuses(elsewhere.asks('POST', `${list}/${made.id}/reveal`, asked), 'register/not-found')
  await city.refuses(city.visitor().asks('POST', `${list}/${made.id}/reveal`, asked), 'identity/not-signed-in')
  await city.refuses(check.asks('POST', `${list}/${made.id}/reveal`, { ...asked, purpose: ' ' }), 'http/wrong-shape')
  await city.refuses(
    check.asks('POST', `${list}/${made.id}/reveal`, { ...asked, fields: ['name'] }),
    'register/nothing-sealed',
  )
  assert.deepEqual((await owner.query('select * from record.look')).rows, [])
  assert.deepEqual(await check.asks('POST', `${list}/${made.id}/reveal`, asked), { number, phone })
  const { rows } = await owner.query('select officer_name, purpose, register, record, fields, citizen from record.look')
  assert.deepEqual(
    rows.map(({ citizen, ...row }) => ({ ...row, citizen: citizen.length })),
    [
      {
        officer_name: '李核',
        purpose: asked.purpose,
        register: 'resident',
        record: made.id,
        fields: asked.fields,
        citizen: 32,
      },
    ],
  )
})

test('a mask that comes back changes nothing; another number is sealed, and its version says so masked', async () => {
  const { version } = await desk.asks('GET', `${list}/${made.id}`)
  const same = await amends(version, {
    number: '110*************2X',
    name: '王晓明',
  })
  assert.equal(same.version, version + 1)
  const moved = await amends(version + 1, { phone: '13987654321' })
  assert.equal(moved.phone, '139****4321')
  const revealed = await check.asks('POST', `${list}/${made.id}/reveal`, {
    fields: ['number', 'phone'],
    purpose: '再次核对',
  })
  assert.deepEqual(revealed, { number, phone: '13987654321' })
})

test('a new key seals anew while the old one still opens; the log and its audit see no change', async () => {
  await using nodes = await nodesOf(city, ['audit.yancheng'], 1)
  await settles(city)
  const before = (await owner.query('select number from record.resident')).rows[0].number
  const { database } = city.house
  const keys = await rotateFieldKey(database)
  assert.equal(keys.current, 2)
  const reads = { fields: ['number'], purpose: '换钥期间' }
  assert.deepEqual(await check.asks('POST', `${list}/${made.id}/reveal`, reads), { number }, 'not sealed anew yet')
  let told = 0
  await sealAnew(database, [resident], keys, (_, rows) => (told = rows))
  assert.equal(told, 1)
  const after = (await owner.query('select number from record.resident')).rows[0].number
  assert.notEqual(after, before)
  assert.match(after, /^s1\.2\./)
  assert.deepEqual(after.split('.').slice(2, 4), before.split('.').slice(2, 4))
  assert.deepEqual(await check.asks('POST', `${list}/${made.id}/reveal`, reads), { number })
  await sealAnew(database, [resident], keys, () => assert.fail('nothing is left'))
  assert.deepEqual(await nodes.audit(), [])
})

test('a sealed text that was changed, cut, or carried to another person does not open', async () => {
  const { rows } = await owner.query('select number from record.resident where id = $1', [made.id])
  const kept = rows[0].number as string
  const other = sealValue(city.house, 'citizen-number', '34052419800101001X').split('.')
  const parts = kept.split('.')
  const forged = [
    [...parts.slice(0, 4), other[4]].join('.'),
    [...parts.slice(0, 2), other[2], ...parts.slice(3)].join('.'),
    kept.slice(0, -4),
    kept.replace('s1.2.', 's1.1.'),
    kept.replace('s1.2.', 's1.99.'),
    number,
  ]
  for (const text of forged) {
    await owner.query('update record.resident set number = $1 where id = $2', [text, made.id])
    await city.refuses(
      check.asks('POST', `${list}/${made.id}/reveal`, { fields: ['number'], purpose: '核对改动' }),
      'register/not-unsealed',
    )
  }
  await owner.query('update record.resident set number = $1 where id = $2', [kept, made.id])
})
