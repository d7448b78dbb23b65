import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDays, dayOf, dueAfter, plusDays, workingDays, workingDaysLeft } from '#kernel/clock'
import { date, longText, optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, agencies, defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { openCity, type City, type Person } from '#testing'
import fc from 'fast-check'
import { dayAfter, defineCase, opensForAgencies } from './index.ts'
import { endOfSpan, turnClocks } from './stop.ts'

/** A toy: a stall is applied for, examined in twenty working days, other bureaux are asked, and papers may be missing once. */
const stall = defineRegister('toy-stall', {
  title: '摊位',
  naming: 'name',
  owner: 'bureau',
  fields: {
    name: text('名称'),
    bureau: agency('受理部门'),
    due: optional(date('承诺办结')),
    answer: optional(longText('答复')),
  },
})
const opinion = defineCase('toy-opinion', {
  title: '征求意见',
  subject: stall,
  initial: 'asked',
  facts: { question: longText('要问的') },
  states: {
    asked: {
      title: '待答复',
      within: workingDays(5),
      awaits: 'agree',
      actions: {
        agree: { title: '同意', to: 'agreed' },
        object: { title: '反对', to: 'objected', form: { why: longText('理由') } },
      },
    },
    agreed: { title: '已同意', final: true },
    objected: { title: '已反对', final: true },
    dropped: { title: '不再需要', final: true },
  },
  endsWithParent: 'dropped',
})
const permit = defineCase('toy-permit', {
  title: '摆摊许可',
  subject: stall,
  opensOn: 'created',
  holder: 'bureau',
  due: 'due',
  reminds: [3],
  initial: 'received',
  states: {
    received: {
      title: '已收',
      actions: {
        accept: {
          title: '受理',
          to: 'examining',
          computes: ({ today }) => ({ due: dayAfter(today, workingDays(20)) }),
        },
        handOn: { title: '转办', to: 'stays', form: { to: agency('转给') }, amends: { bureau: 'to' } },
        handBack: { title: '退回', to: 'stays', returns: true },
      },
    },
    examining: {
      title: '审查中',
      within: workingDays(10),
      overdue: 'late',
      awaits: 'decide',
      actions: {
        ask: { title: '一次告知补正', to: 'waiting', once: true, form: { missing: longText('缺什么') } },
        consult: {
          title: '征求意见',
          to: 'consulting',
          form: { bureaux: agencies('问谁'), question: longText('要问的') },
          opens: opensForAgencies(opinion, 'bureaux'),
        },
        decide: { title: '准予', to: 'granted' },
      },
    },
    waiting: {
      title: '待补正',
      stops: 'workingDays',
      within: workingDays(15),
      overdue: 'lapsed',
      actions: { supplement: { title: '已补正', to: 'examining' } },
    },
    consulting: { title: '征求意见中', parts: { done: 'examining', ends: { objected: 'refused' } } },
    late: { title: '逾期' },
    granted: { title: '已准予', final: true },
    refused: { title: '不予许可', final: true },
    lapsed: { title: '逾期未补正', final: true },
  },
})
const clerk = defineRole('toy-stall-clerk', {
  title: '摊位经办',
  grants: [
    may(stall, ['read', 'create'], 'own-agency'),
    may(permit, ['read', 'accept', 'handOn', 'handBack', 'ask', 'supplement', 'consult', 'decide'], 'own-agency'),
    may(opinion, ['read', 'agree', 'object'], 'own-agency'),
  ],
})
const stalls = defineSystem('toy-stalls', {
  title: '摊位',
  owner: 'city-archives',
  parts: [stall, permit, opinion, clerk],
  pages: [],
})

async function toy(
  story: (a: { city: City; bureau: Person; fire: Person; health: Person; id: string }) => Promise<void>,
) {
  const city = await openCity([stalls], '2024-11-04T10:00:00+08:00')
  try {
    const [bureau, fire, health] = await Promise.all(
      (['city-archives', 'city-data-bureau', 'city-industry-bureau'] as const).map((at) =>
        city.officer(at, [clerk.name], at),
      ),
    )
    await bureau?.asks('POST', '/api/registers/toy-stall', {
      name: '烧饼摊',
      bureau: 'city-archives',
      due: null,
      answer: null,
    })
    const [opened] = await (bureau as Person).cases(permit)
    await story({ city, bureau: bureau as Person, fire: fire as Person, health: health as Person, id: opened?.id })
  } finally {
    await city.house.close()
  }
}

test('while papers are missing the clock stands still: the span goes on with what was left of it, and the due day moves', () =>
  toy(async ({ city, bureau, id }) => {
    await bureau.does(permit, id, 'accept')
    const accepted = await bureau.reads(permit, id)
    assert.deepEqual([accepted.dueOn, accepted.stateDueAt], ['2024-12-02', '2024-11-18T15:59:59.999Z'])
    await city.waits({ until: '2024-11-06' })
    await bureau.does(permit, id, 'ask', { missing: '健康证' })
    assert.equal(
      (await bureau.reads(permit, id)).stateDueAt,
      '2024-11-27T15:59:59.999Z',
      'fifteen working days to bring them',
    )
    // Past the day on which the examination would have been late, nothing is.
    await city.waits({ until: '2024-11-20' })
    assert.equal((await bureau.reads(permit, id)).state, 'waiting')
    await bureau.does(permit, id, 'supplement')
    const on = await bureau.reads(permit, id)
    assert.deepEqual(
      [on.state, on.stateDueAt, on.lost, on.dueOn],
      ['examining', '2024-12-02T15:59:59.999Z', 10, '2024-12-16'],
    )
    await city.refuses(bureau.does(permit, id, 'ask', { missing: '还有' }), 'case/not-now')
    assert.ok(!(await bureau.reads(permit, id)).may.includes('ask'), 'what is asked for once is not offered again')
    await city.waits({ until: '2024-12-03' })
    assert.equal((await bureau.reads(permit, id)).state, 'late')
  }))

test('papers that never come end the matter by the span of the waiting itself', () =>
  toy(async ({ city, bureau, id }) => {
    await bureau.does(permit, id, 'accept')
    await bureau.does(permit, id, 'ask', { missing: '健康证' })
    await city.waits({ until: '2024-11-26' })
    assert.equal((await bureau.reads(permit, id)).state, 'lapsed')
  }))

test('bureaux are asked at once, each answers for itself, and with the last of them the case goes on', () =>
  toy(async ({ city, bureau, fire, health, id }) => {
    await bureau.does(permit, id, 'accept')
    await bureau.does(permit, id, 'consult', {
      bureaux: ['city-data-bureau', 'city-industry-bureau'],
      question: '占道吗？',
    })
    assert.equal((await bureau.reads(permit, id)).children.length, 2)
    const [his] = await fire.cases(opinion)
    assert.equal((await fire.reads(opinion, his?.id)).facts.question, '占道吗？')
    await city.refuses(health.asks('GET', `/api/cases/toy-opinion/${his?.id}`), 'case/not-found')
    await fire.does(opinion, his?.id, 'agree')
    assert.equal((await bureau.reads(permit, id)).state, 'consulting')
    const [hers] = await health.cases(opinion)
    await health.does(opinion, hers?.id, 'agree')
    const on = await bureau.reads(permit, id)
    assert.deepEqual([on.state, on.trail[0].title], ['examining', '审查中'])
    assert.deepEqual(await bureau.reads(permit, id).then(({ may }) => may), ['ask', 'consult', 'decide'])
    // Asked once more: the same bureau is asked anew, and one objection decides at once; the other's question falls away.
    await bureau.does(permit, id, 'consult', {
      bureaux: ['city-data-bureau', 'city-industry-bureau'],
      question: '油烟呢？',
    })
    const again = (await fire.cases(opinion)).find((one) => one.state === 'asked')
    await fire.does(opinion, again?.id as string, 'object', { why: '消防通道' })
    const over = await bureau.reads(permit, id)
    assert.equal(over.state, 'refused')
    assert.deepEqual(over.children.map((child: { state: string }) => child.state).toSorted(), [
      ...['agreed', 'agreed', 'dropped', 'objected'],
    ])
  }))

test('both of two parts end at one moment, and the case goes on once', () =>
  toy(async ({ bureau, fire, health, id }) => {
    await bureau.does(permit, id, 'accept')
    await bureau.does(permit, id, 'consult', { bureaux: ['city-data-bureau', 'city-industry-bureau'], question: '？' })
    const [[his], [hers]] = await Promise.all([fire.cases(opinion), health.cases(opinion)])
    await Promise.all([fire.does(opinion, his?.id, 'agree'), health.does(opinion, hers?.id, 'agree')])
    const on = await bureau.reads(permit, id)
    assert.deepEqual(
      [on.state, on.trail.filter((step: { action: string }) => step.action === 'parts').length],
      ['examining', 1],
    )
  }))

test('a case that is asked of nobody does not wait; one that nobody handed over is not handed back', () =>
  toy(async ({ city, bureau, fire, id }) => {
    await city.refuses(bureau.does(permit, id, 'handBack'), 'case/not-now')
    await bureau.does(permit, id, 'handOn', { to: 'city-data-bureau' })
    await city.refuses(bureau.asks('GET', `/api/cases/toy-permit/${id}`), 'case/not-found')
    await fire.does(permit, id, 'handBack')
    assert.equal((await bureau.reads(permit, id)).agency, 'city-archives')
    await bureau.does(permit, id, 'accept')
    await bureau.does(permit, id, 'consult', { bureaux: [], question: '没人' })
    const on = await bureau.reads(permit, id)
    assert.deepEqual([on.state, on.trail[0].action, on.trail[1].action], ['examining', 'parts', 'consult'])
  }))

test('what cannot be is refused where it is declared', () => {
  const a = { title: '甲' }
  assert.throws(
    () =>
      defineCase('astray-back', {
        ...{ title: '错', subject: stall, initial: 'a' },
        states: { a: { ...a, actions: { go: { title: '去', to: 'a', returns: true } } } },
      }),
    /declares no holder/,
  )
  assert.throws(
    () =>
      defineCase('astray-once', {
        ...{ title: '错', subject: stall, initial: 'a' },
        states: { a: { ...a, actions: { go: { title: '去', to: 'a', once: true, reversible: true } } } },
      }),
    /taken once/,
  )
})

test('law: a stop moves the end of a span by exactly the days it lasted, however it is cut into several', () => {
  const day = fc.integer({ min: 0, max: 500 }).map((after) => plusDays('2024-02-01', after))
  const span = fc
    .record({ working: fc.boolean(), count: fc.integer({ min: 1, max: 40 }) })
    .map(({ working, count }) => (working ? workingDays(count) : calendarDays(count)))
  const gaps = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(day, span, gaps, (from, within, days) => {
      const states = { at: { title: '办', within }, stop: { title: '停', stops: 'workingDays' } }
      const declared = { states } as never
      const row = { clocks: {}, stateSince: new Date(`${from}T04:00:00Z`) }
      const began = row.stateSince
      let today = from
      let lost = 0
      days.forEach((gap, turn) => {
        const next = plusDays(today, gap)
        const [left, entered] = turn % 2 === 0 ? ['at', 'stop'] : ['stop', 'at']
        const at = new Date(`${next}T04:00:00Z`)
        turnClocks(declared, row, left as string, entered as string, at)
        if (turn % 2 === 1) lost += 'workingDays' in within ? Math.max(0, workingDaysLeft(today, next)) : gap
        row.stateSince = at
        today = next
      })
      const clock = (row.clocks as Record<string, { since: string; lost: number }>)['at']
      assert.equal(clock?.lost ?? 0, lost)
      assert.equal(clock && dayOf(new Date(clock.since)), dayOf(began))
      const longer =
        'workingDays' in within ? workingDays(within.workingDays + lost) : calendarDays(within.calendarDays + lost)
      assert.equal(endOfSpan(within, began, clock).day, dueAfter(from, longer).day)
    }),
  )
})
