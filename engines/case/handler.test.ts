import assert from 'node:assert/strict'
import { test } from 'node:test'
import { longText, optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, colleague, defineRole, may } from '#engines/identity'
import { endPosition } from '#engines/identity/run'
import { defineRegister } from '#engines/register'
import { openCity } from '#testing'
import { defineCase } from './index.ts'

/** A toy: a complaint is taken up by one clerk, who alone answers it; the head gives it to another. */
const complaint = defineRegister('toy-complaint', {
  title: '诉求',
  naming: 'about',
  owner: 'bureau',
  fields: { about: text('内容'), bureau: agency('承办单位') },
})
const answering = defineCase('toy-answering', {
  title: '诉求办理',
  subject: complaint,
  opensOn: 'created',
  holder: 'bureau',
  initial: 'new',
  states: {
    new: { title: '待签收', awaits: 'take', actions: { take: { title: '签收', to: 'open', takesUp: true } } },
    open: {
      title: '在办',
      awaits: 'answer',
      actions: {
        answer: { title: '答复', to: 'done', by: 'handler', form: { words: longText('答复') } },
        assign: { title: '改派', to: 'stays', form: { whom: colleague('交给谁') }, gives: 'whom' },
        hand: { title: '转办', to: 'new', form: { to: agency('转给') }, amends: { bureau: 'to' } },
      },
    },
    done: { title: '已答复', final: true },
  },
})
const clerk = defineRole('toy-answer-clerk', {
  title: '诉求经办',
  grants: [
    may(complaint, ['read', 'create'], 'own-agency'),
    may(answering, ['read', 'take', 'answer', 'assign', 'hand'], 'own-agency'),
  ],
})
const complaints = defineSystem('toy-complaints', {
  title: '诉求',
  owner: 'city-archives',
  parts: [complaint, answering, clerk],
  pages: [],
})

test('whoever takes a case up has it: they are told, they alone answer, until it is given to another or leaves the agency', async () => {
  const city = await openCity([complaints], '2024-11-04T10:00:00+08:00')
  try {
    const [wu, zheng, far] = await Promise.all([
      city.officer('city-archives', [clerk.name], '吴甲'),
      city.officer('city-archives', [clerk.name], '郑乙'),
      city.officer('city-data-bureau', [clerk.name], '冯丙'),
    ])
    await wu.asks('POST', '/api/registers/toy-complaint', { about: '路灯不亮', bureau: 'city-archives' })
    const [opened] = await wu.cases(answering)
    const id = opened?.id as string
    const todos = async (one: typeof wu) => (await one.inbox()).filter(({ kind }) => kind === 'todo').length
    assert.deepEqual([await todos(wu), await todos(zheng)], [1, 1])

    await wu.does(answering, id, 'take')
    assert.deepEqual([await todos(wu), await todos(zheng)], [1, 0], 'the work is one person’s now')
    const seen = await zheng.reads(answering, id)
    assert.deepEqual([seen.handlerName, seen.may], ['吴甲', ['assign', 'hand']])
    const refused = await city.refuses(zheng.does(answering, id, 'answer', { words: '已修。' }), 'case/not-now')
    assert.match(refused.message, /吴甲/)

    // A colleague is one of the agency, called as the city calls them; whoever else is named is refused.
    const { rows } = await wu.asks('GET', '/api/colleagues')
    const [his] = rows.filter(({ name }: { name: string }) => name === '郑乙')
    assert.deepEqual(
      rows.map(({ name }: { name: string }) => name),
      ['吴甲', '郑乙'],
    )
    const strangers = await far.asks('GET', '/api/colleagues')
    const stranger = { id: strangers.rows[0].id, name: '郑乙' }
    await city.refuses(wu.does(answering, id, 'assign', { whom: stranger }), 'case/no-such-row')
    await wu.does(answering, id, 'assign', { whom: { id: his.id, name: '冒名' } })
    const given = await wu.reads(answering, id)
    assert.deepEqual([given.handlerName, given.trail[0].form.whom.name], ['郑乙', '郑乙'])
    assert.deepEqual([await todos(wu), await todos(zheng)], [0, 1])

    // While he is away, whoever holds his post acts for him; once he has left, anyone may.
    const place = { agency: 'city-archives', region: '3209', from: '2024-11-04' }
    const post = await city.house.database.read<{ id: string }>(
      {},
      'select o.id from identity.position o where o.person = $1',
      [his.id],
    )
    await city.house.database.write({}, (tx) =>
      tx.query(
        `insert into identity.position (id, person, agency, region, title, roles, from_on, until_on, acting_for)
         select gen_random_uuid(), p.person, p.agency, p.region, '代理', p.roles, $1, $1, $2 from identity.position p join identity.person w on w.id = p.person where w.name = '吴甲'`,
        [place.from, post[0]?.id],
      ),
    )
    assert.ok((await wu.reads(answering, id)).may.includes('answer'), 'in his place')
    await city.waits({ days: 1 })
    assert.ok(!(await wu.reads(answering, id)).may.includes('answer'), 'no longer in his place')
    await city.house.database.write({}, (tx) => endPosition(tx, post[0]?.id as string, '2024-11-04'))
    assert.ok((await wu.reads(answering, id)).may.includes('answer'), 'nobody is in his place')

    // With the agency goes the handler.
    await wu.does(answering, id, 'hand', { to: 'city-data-bureau' })
    assert.equal((await far.reads(answering, id)).handlerName, null)
    assert.equal(await todos(far), 1)
  } finally {
    await city.house.close()
  }
})

/** A toy: anyone tells of a stray dog, and nothing says yet whose matter that is. */
const stray = defineRegister('toy-stray', {
  title: '流浪犬',
  naming: 'where',
  owner: 'bureau',
  fields: { where: text('在哪里'), bureau: optional(agency('承办单位')) },
})
const catching = defineCase('toy-catching', {
  title: '流浪犬处置',
  subject: stray,
  opensOn: 'created',
  holder: 'bureau',
  initial: 'told',
  states: {
    told: { title: '待处置', actions: { catch: { title: '已处置', to: 'caught' } } },
    caught: { title: '已处置', final: true },
  },
})
const anyone = defineRole('toy-stray-anyone', {
  title: '任何人',
  heldBy: 'everyone',
  grants: [may(stray, ['create', 'read'], 'own'), may(catching, ['read'], 'own')],
})
const strays = defineSystem('toy-strays', {
  title: '流浪犬',
  owner: 'city-archives',
  parts: [stray, catching, anyone],
  pages: [],
})

test('a case that no agency would have is not begun, and says which field would give it one', async () => {
  const city = await openCity([strays], '2024-11-04T10:00:00+08:00')
  try {
    const li = await city.citizen('lihua', '李华')
    const refused = await city.refuses(
      li.asks('POST', '/api/registers/toy-stray', { where: '解放南路' }),
      'register/wrong-fields',
    )
    assert.match(refused.message, /承办单位：还没有，“流浪犬处置”没有单位承办/)
    assert.deepEqual((await li.asks('GET', '/api/registers/toy-stray')).rows, [], 'nothing is left of it')
    await li.asks('POST', '/api/registers/toy-stray', { where: '解放南路', bureau: 'city-archives' })
  } finally {
    await city.house.close()
  }
})
