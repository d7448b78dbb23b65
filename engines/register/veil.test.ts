import assert from 'node:assert/strict'
import { test } from 'node:test'
import { text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineCase } from '#engines/case'
import { defineRole, may } from '#engines/identity'
import { openCity, type City, type Person } from '#testing'
import { settles } from '#testing/nodes'
import { defineRegister } from './index.ts'

const claim = defineRegister('veiled-claim', {
  title: '救助申请',
  naming: 'topic',
  fields: { topic: text('事项'), number: text('身份证号', { sensitivity: 'personal' }) },
})
const handling = defineCase('veiled-handling', {
  title: '救助办理',
  subject: claim,
  opensOn: 'created',
  initial: 'open',
  states: {
    open: { title: '待办', actions: { close: { title: '办结', to: 'done' } } },
    done: { title: '办结', final: true },
  },
})
const citizens = defineRole('claimant', {
  title: '申请人',
  heldBy: 'everyone',
  grants: [may(claim, ['read', 'create'], 'own')],
})
const handler = defineRole('claim-handler', {
  title: '经办人',
  grants: [may(claim, ['read', 'create', 'amend'], 'all'), may(handling, ['read', 'close'], 'all')],
})
const auditor = defineRole('claim-auditor', {
  title: '查阅人',
  grants: [may(claim, ['read'], 'all'), may(handling, ['read'], 'all')],
})
const system = defineSystem('veiled-claims', {
  title: '救助',
  owner: 'city-data-bureau',
  parts: [claim, handling, citizens, handler, auditor],
  pages: [],
})

async function inCity(story: (city: City, citizen: Person, auditor: Person, id: string) => Promise<void>) {
  const city = await openCity([system])
  try {
    const officer = await city.officer('city-civil-affairs-bureau', ['claim-handler'], '闵正')
    const reader = await city.officer('city-civil-affairs-bureau', ['claim-auditor'], '查阅')
    await city.person('citizen', '陈秀英')
    const citizen = city.visitor()
    const { person } = await citizen.signsIn('citizen', 'a long password')
    const { id } = await officer.asks('POST', '/api/registers/veiled-claim', {
      topic: '临时救助',
      number: '320901194901010021',
    })
    // The counter registered it for her: it is hers.
    await city.house.database.write({ all: 'on' }, (tx) =>
      tx.query('update record.veiled_claim set created_by = $2 where id = $1', [id, person.id]),
    )
    await story(city, citizen, reader, id)
  } finally {
    await city.house.close()
  }
}
const words = encodeURIComponent('核对救助对象身份')

test('an officer sees personal fields only for a purpose, which is recorded and shown to whose they are', () =>
  inCity(async (city, citizen, reader, id) => {
    const at = `/api/registers/veiled-claim/${id}`
    assert.equal((await citizen.asks('GET', at)).number, '320901194901010021', 'one’s own is not veiled')
    const seen = await reader.asks('GET', at)
    assert.deepEqual([seen.number, seen.veiled], [null, ['number']])
    const { rows } = await reader.asks('GET', '/api/registers/veiled-claim?limit=100')
    assert.deepEqual([rows[0].number, 'createdBy' in rows[0]], [null, false])
    assert.ok(!JSON.stringify(await reader.asks('GET', `${at}/history`)).includes('320901194901010021'))
    assert.deepEqual((await citizen.asks('GET', '/api/looks')).rows, [])
    await city.refuses(reader.asks('GET', at, undefined, { 'x-purpose': 'x' }), 'http/wrong-shape')
    await city.refuses(reader.asks('GET', at, undefined, { 'x-purpose': '%E0%A4%A' }), 'http/wrong-shape')
    for (let i = 0; i < 2; i += 1)
      assert.equal((await reader.asks('GET', at, undefined, { 'x-purpose': words })).number, '320901194901010021')
    const { rows: looks } = await citizen.asks('GET', '/api/looks')
    assert.deepEqual(
      looks.map((look: Record<string, unknown>) => [look['officer'], look['purpose'], look['of'], look['fields']]),
      [['查阅', '核对救助对象身份', 'veiled-claim', ['number']]],
    )
    assert.deepEqual((await reader.asks('GET', '/api/looks')).rows, [], 'whose it is sees it, nobody else')
    const scoped = await city.house.database.read(
      { person: '00000000-0000-7000-8000-000000000000' },
      'select 1 from identity.look',
    )
    assert.equal(scoped.length, 0)
    await assert.rejects(
      city.house.database.write({ all: 'on' }, (tx) => tx.query('delete from identity.look')),
      /permission denied/,
    )
  }))

test('whoever handles a case looks for that and is recorded; whoever only reads it sees nothing personal', () =>
  inCity(async (city, citizen, reader, id) => {
    const [row] = (await reader.asks('GET', '/api/cases/veiled-handling')).rows
    assert.equal(row.record.number, null)
    const seen = await reader.asks('GET', `/api/cases/veiled-handling/${row.id}`)
    assert.deepEqual([seen.record.id, seen.record.number], [id, null])
    assert.deepEqual((await citizen.asks('GET', '/api/looks')).rows, [])
    const officer = await city.officer('city-civil-affairs-bureau', ['claim-handler'], '另一位')
    assert.equal(
      (await officer.asks('GET', `/api/cases/veiled-handling/${row.id}`)).record.number,
      '320901194901010021',
    )
    const { rows } = await citizen.asks('GET', '/api/looks')
    assert.deepEqual([rows[0].officer, rows[0].purpose], ['另一位', '办理“救助办理”'])
  }))

test('a receipt does not lift the veil, and asking for one is no look', () =>
  inCity(async (city, citizen, reader, id) => {
    await settles(city)
    const events = async (who: Person, subject: string) =>
      (await who.asks('GET', `/api/ledger/events?subject=${subject}`)).rows.map((row: { id: string }) => row.id)
    const [registered] = await events(reader, `veiled-claim:${id}`)
    const receipt = (who: Person, event: string) => who.asks('GET', `/api/ledger/events/${event}/receipt`)
    assert.equal((await receipt(reader, registered)).opened, undefined)
    assert.match(JSON.stringify((await receipt(citizen, registered)).opened), /320901194901010021/)
    const officer = await city.officer('city-civil-affairs-bureau', ['claim-handler'], '另一位')
    const [row] = (await officer.asks('GET', '/api/cases/veiled-handling')).rows
    const [opened] = await events(officer, `veiled-handling:${row.id}`)
    assert.ok((await receipt(officer, opened)).opened)
    assert.deepEqual((await citizen.asks('GET', '/api/looks')).rows, [])
  }))
