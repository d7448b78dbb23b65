import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citizenNumber, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister, record } from '#engines/register'
import { openCity } from '#testing'
import { defineCase, eachIn } from './index.ts'

/** Wages that were not paid: the workers are one party, each for themselves. */
const arrears = defineRegister('toy-arrears', {
  title: '欠薪线索',
  naming: 'site',
  fields: { site: text('工地'), boss: citizenNumber('负责人身份证号') },
})
const worker = defineRegister('toy-worker', {
  title: '工人',
  naming: 'name',
  under: 'arrears',
  fields: { arrears: record('线索', arrears), name: text('姓名'), number: citizenNumber('身份证号') },
})
const claim = defineCase('toy-claim', {
  title: '追薪',
  subject: arrears,
  opensOn: 'created',
  parties: {
    workers: { title: '工人', is: [eachIn(worker, 'number')] },
    boss: { title: '负责人', is: ['boss'] },
  },
  initial: 'agreeing',
  states: {
    agreeing: {
      title: '待双方确认',
      plain: '清单列好了，请看过以后确认',
      awaits: 'agree',
      actions: { agree: { title: '确认', to: 'paid', takenBy: ['workers', 'boss'], joint: true } },
    },
    paid: { title: '已付清', final: true },
  },
})
const desk = defineRole('toy-claim-desk', {
  title: '劳动监察',
  grants: [
    may(arrears, ['read', 'create'], 'all'),
    may(worker, ['read', 'create'], 'all'),
    may(claim, ['read'], 'all'),
  ],
})
const party = defineRole('toy-claim-party', {
  title: '当事人',
  heldBy: 'citizens',
  grants: [may(claim, ['read', 'agree'], 'own')],
})
const system = defineSystem('toy-claims', {
  title: '追薪',
  owner: 'city-human-resources-bureau',
  parts: [arrears, worker, claim, desk, party],
  pages: [],
})

const [wang, li, zhao, boss] = [
  '320902195803150010',
  '320902196307220029',
  '320902198703150017',
  '320902197001010015',
] as const

test('several people are one party: each reads the case, each is told, and it moves when the last of them has acted', async () => {
  const city = await openCity([system])
  try {
    const clerk = await city.officer('city-human-resources-bureau', [desk.name])
    const people = {
      wang: await city.citizen('wang', '王强', wang),
      li: await city.citizen('li', '李伟', li),
      boss: await city.citizen('boss', '包工头', boss),
    }
    const { id: site } = await clerk.asks('POST', '/api/registers/toy-arrears', { site: '城南工地', boss })
    const add = (name: string, number: string) =>
      clerk.asks('POST', '/api/registers/toy-worker', { arrears: site, name, number })
    await add('王强', wang)
    await add('李伟', li)
    const [one] = await clerk.cases(claim)
    const id = one?.id as string
    const read = await clerk.reads(claim, id)
    assert.deepEqual(
      read.parties.map(({ role }: { role: string }) => role),
      ['boss', 'workers', 'workers'],
    )
    for (const who of [people.wang, people.li]) assert.match((await who.inbox())[0]?.says, /请看过以后确认/)

    await people.wang.does(claim, id, 'agree')
    await city.refuses(people.wang.does(claim, id, 'agree'), 'case/not-now')
    await people.boss.does(claim, id, 'agree')
    assert.equal((await clerk.reads(claim, id)).state, 'agreeing', 'another worker has not agreed')
    assert.deepEqual(
      (await people.wang.inbox()).filter(({ kind, settledAt }) => kind === 'todo' && !settledAt),
      [],
    )

    // Somebody who comes to belong to it later is a party from then on, with an account or before it.
    await add('赵平', zhao)
    await people.li.does(claim, id, 'agree')
    assert.equal((await clerk.reads(claim, id)).state, 'agreeing', 'nor has one who has no account yet')
    const late = await city.citizen('zhao', '赵平', zhao)
    await late.does(claim, id, 'agree')
    assert.equal((await clerk.reads(claim, id)).state, 'paid')
  } finally {
    await city.house.close()
  }
})

test('a party is read from rows that belong to the subject, or from none', () => {
  const stray = defineRegister('toy-stray', { title: '别处', naming: 'n', fields: { n: citizenNumber('号') } })
  assert.throws(
    () =>
      defineCase('toy-strays', {
        title: '错',
        subject: arrears,
        parties: { some: { title: '谁', is: [eachIn(stray, 'n')] } },
        initial: 'open',
        states: { open: { title: '在办' } },
      }),
    /whose rows are not under toy-arrears/,
  )
})
