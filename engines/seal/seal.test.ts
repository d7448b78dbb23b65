import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { field } from '#platform'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister, filing } from '#engines/register'
import { openCity, type City, type Person } from '#testing'
import { authorities, checked } from '#testing/seals'
import { check } from './check/check.ts'
import { defineSealedPaper, defineSeals } from './index.ts'

const stamp = defineRegister('toy-stamp', {
  title: '印章',
  naming: 'name',
  owner: 'holder',
  fields: {
    name: field.text('名称'),
    holder: field.agency('单位'),
    use: field.choice('种类', { official: '公章', licence: '证照专用章' }),
    from: field.date('启用'),
    until: field.date('止'),
    standing: field.choice('状态', { asked: '待批', live: '在用', resting: '停用', gone: '注销' }),
  },
  filters: ['standing'],
})
const stamps = defineSeals('toy-stamp', {
  ...{ title: '印章', of: stamp, holder: 'holder', called: 'name', use: 'use', from: 'from', until: 'until' },
  plain: ['official'],
  live: { field: 'standing', is: ['live'] },
  rests: { field: 'standing', is: ['resting'] },
})
const pass = defineRegister('toy-pass', {
  title: '通行证',
  naming: 'name',
  owner: 'issuer',
  fields: {
    name: field.text('持证人', { max: 60 }),
    issuer: field.agency('发证单位'),
    says: field.longText('说明', { max: 4000 }),
    note: field.optional(field.text('备注，不上证面')),
    standing: field.choice('状态', { valid: '有效', gone: '注销' }),
  },
  filters: ['standing'],
})
const passPaper = defineSealedPaper('toy-pass', {
  ...{ title: '通行证', of: pass, with: stamps, uses: ['licence', 'official'], by: 'issuer' },
  while: { field: 'standing', is: ['valid'] },
  writes: ({ name, says }) => ({ title: '通行证', lines: [['持证人', name]], says: [says], on: '2024-08-26' }),
})
const clerk = defineRole('toy-pass-clerk', {
  title: '发证人',
  grants: [
    ...[stamp, pass].map((one) => may(one, ['read', 'amend'], 'own-agency')),
    filing(stamp, 'own-agency', { asks: ['name', 'holder', 'use', 'from', 'until', 'standing'] }),
    filing(pass, 'own-agency', { asks: ['name', 'issuer', 'says', 'note', 'standing'] }),
  ],
})
const toy = defineSystem('toy-passes', {
  ...{ title: '通行证', owner: 'city-data-bureau', pages: [] },
  parts: [stamp, stamps, pass, passPaper, clerk],
})

const bureau = 'city-data-bureau'
const seal = { name: '盐城市数据局', holder: bureau, use: 'official', from: '2024-08-01', until: '2029-07-31' }
let city: City
let officer: Person

before(async () => {
  city = await openCity([toy])
  officer = await city.officer(bureau, ['toy-pass-clerk'])
})
after(() => city.house.close())

const issue = (more: object = {}) =>
  officer.asks('POST', '/api/registers/toy-pass', {
    ...{ name: '王海', issuer: bureau, says: '凭此证通行。', standing: 'valid' },
    ...more,
  })
const fileOf = async (id: string, form: 'ofd' | 'pdf') =>
  (await officer.raw('GET', `/api/sealed-papers/toy-pass/${id}/${form}`)).rawPayload

const amend = async (register: string, id: string, values: object) => {
  const { version } = await officer.asks('GET', `/api/registers/${register}/${id}`)
  return officer.asks('PATCH', `/api/registers/${register}/${id}`, values, { 'if-match': `"${version}"` })
}

test('without an authority no seal is made, without a seal no row is sealed, and neither row is written', async () => {
  await city.refuses(
    officer.asks('POST', '/api/registers/toy-stamp', { ...seal, standing: 'live' }),
    'seal/cannot-be-made',
  )
  await city.refuses(issue(), 'seal/none-in-use')
  for (const register of [stamp, pass]) assert.equal((await officer.lists(register)).length, 0)
  await authorities(city)
  await officer.asks('POST', '/api/registers/toy-stamp', { ...seal, standing: 'live' })
})

test('what a paper does not say changes no edition; what it says does; out of force and in again it is sealed anew', async () => {
  const { id } = await issue()
  const editions = async () =>
    (
      (await officer.asks('GET', `/api/sealed-papers/toy-pass/${id}`))['rows'] as {
        edition: number
        standing: string
      }[]
    ).map(({ edition, standing }) => `${edition} ${standing}`)
  await amend('toy-pass', id, { note: '只在册上' })
  assert.deepEqual(await editions(), ['1 in-force'])
  await amend('toy-pass', id, { says: '凭此证进出。' })
  assert.deepEqual(await editions(), ['2 in-force', '1 replaced'])
  await amend('toy-pass', id, { standing: 'gone' })
  assert.deepEqual(await editions(), ['2 ended', '1 replaced'])
  await amend('toy-pass', id, { standing: 'valid' })
  assert.deepEqual(await editions(), ['3 in-force', '2 replaced', '1 replaced'])
})

test('long texts go on over pages; a character that no font has is named by its number, and stays itself', async () => {
  const { id } = await issue({ name: '𠮷㼆', says: '凭此证通行，过期作废。'.repeat(300) })
  const visitor = city.visitor()
  const [ofd, pdf] = [await fileOf(id, 'ofd'), await fileOf(id, 'pdf')]
  for (const one of [ofd, pdf]) assert.equal((await checked(visitor, one)).verdict, 'good')
  const { unzipSync } = await import('fflate')
  const parts = unzipSync(ofd)
  assert.ok(Object.keys(parts).filter((part) => part.includes('/Pages/')).length >= 3)
  const text = Object.entries(parts)
    .flatMap(([part, bytes]) => (part.includes('/Pages/') ? [Buffer.from(bytes).toString()] : []))
    .join('')
  for (const said of ['𠮷㼆', 'U+20BB7', 'U+3F06']) assert.ok(text.includes(said), said)
})

test('any byte of a sealed file that is changed is found, wherever it stands', async () => {
  const { id } = await issue()
  const visitor = city.visitor()
  for (const form of ['ofd', 'pdf'] as const) {
    const file = await fileOf(id, form)
    assert.equal((await checked(visitor, file)).verdict, 'good')
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: file.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const other = Buffer.from(file)
          other[at] = (other[at] as number) ^ by
          const { verdict, steps } = await check(city.house, other)
          // A package says some things twice, and of some of its bytes nobody asks: then its parts are all as they were signed,
          // but it is no longer the file that was issued.
          const asSigned = steps.every(({ step, outcome }) => step === 'stands' || outcome === 'good')
          assert.ok(verdict === 'wrong' || (asSigned && verdict === 'doubt'), `${form} ${at} ${by}: ${verdict}`)
        },
      ),
      { numRuns: 100, seed: 20241120 },
    )
  }
})

test('hostile files are answered in a sentence', async () => {
  const visitor = city.visitor()
  const { zipSync, strToU8 } = await import('fflate')
  const zip = (parts: Record<string, string>) =>
    Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))))
  const ofd = (text: string) => `<?xml version="1.0"?>${text}`
  for (const [says, file] of [
    ['no package', Buffer.from('PK\u0003\u0004 and nothing')],
    ['no signature', zip({ 'OFD.xml': ofd('<OFD><DocBody/></OFD>') })],
    ['an entity', zip({ 'OFD.xml': '<!DOCTYPE a [<!ENTITY b "c">]><OFD><Signatures>&b;</Signatures></OFD>' })],
    ['a part that is not there', zip({ 'OFD.xml': ofd('<OFD><Signatures>Doc_0/S.xml</Signatures></OFD>') })],
    [
      'a signature that is none',
      zip({
        'OFD.xml': ofd('<OFD><Signatures>Doc_0/S.xml</Signatures></OFD>'),
        'Doc_0/S.xml': ofd('<Signatures><Signature BaseLoc="S/Signature.xml"/></Signatures>'),
        'Doc_0/S/Signature.xml': ofd('<Signature><SignedInfo/><SignedValue>V.dat</SignedValue></Signature>'),
        'Doc_0/S/V.dat': '0\u0003abc',
      }),
    ],
    [
      'a package that unfolds to more than any paper',
      Buffer.from(
        zipSync(Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${i}.xml`, new Uint8Array(9 * 2 ** 20)]))),
      ),
    ],
    ['a PDF without a signature', Buffer.from('%PDF-1.7\n%%EOF')],
    ['ranges that lie', Buffer.from('%PDF-1.7 /ByteRange [ 0 999999999 9999999999 5 ]')],
    ['ranges beyond numbers', Buffer.from(`%PDF-1.7 /ByteRange [ 0 ${'9'.repeat(400)} 1 5 ]`)],
  ] as const) {
    const { verdict, steps } = await checked(visitor, file)
    assert.equal(verdict, 'wrong', says)
    assert.deepEqual([steps[0]?.step, steps[0]?.outcome], ['form', 'wrong'], says)
  }
  await city.refuses(visitor.asks('POST', '/api/paper-checks', { content: 'not base64 !' }), 'seal/not-a-file')
})
