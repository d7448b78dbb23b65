import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDays, dayOf, isWorkingDay, plusDays, workingDays } from '#kernel/clock'
import { choice, text, date, optional, percent } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may } from '#engines/identity'
import { endPosition } from '#engines/identity/run'
import { defineRegister } from '#engines/register'
import { openCity, type City, type Person } from '#testing'
import fc from 'fast-check'
import { defineCase } from './index.ts'
import { nextLook, remindersSince } from './deadline.ts'

/** A toy: a library card is asked for, checked within three working days or by the head, and handed over within ten days. */
const card = defineRegister('library-card', {
  title: '借书证',
  naming: 'holder',
  fields: {
    holder: text('持证人', { sensitivity: 'personal' }),
    library: optional(agency('图书馆')),
    until: optional(date('有效期')),
    sort: optional(choice('证种', { adult: '成人', child: '少儿' })),
  },
  filters: ['holder', 'sort'],
  sorts: ['holder'],
})
const issue = defineCase('issue-card', {
  title: '办证',
  subject: card,
  opensOn: 'created',
  holder: 'library',
  due: 'until',
  reminds: [7],
  initial: 'asked',
  facts: { percent: percent('进度') },
  states: {
    asked: {
      title: '待核',
      within: workingDays(3),
      overdue: 'late',
      awaits: 'check',
      actions: { check: { title: '核对', to: 'checked', form: { percent: percent('进度') } } },
    },
    late: {
      title: '转馆长',
      within: calendarDays(10),
      actions: { check: { title: '核对', to: 'checked', form: { percent: percent('进度') } } },
    },
    checked: { title: '待领', actions: { hand: { title: '发证', to: 'handed' } } },
    handed: { title: '已发', final: true },
  },
})
defineCase('astray', {
  title: '错',
  subject: card,
  initial: 'a',
  // @ts-expect-error a state that is not there
  states: { a: { title: '甲', actions: { go: { title: '去', to: 'b' } } } },
})
// @ts-expect-error an action that is not there
may(issue, ['fly'], 'all')

const librarian = defineRole('librarian', {
  title: '馆员',
  grants: [may(card, ['read', 'create', 'amend'], 'own-agency'), may(issue, ['read', 'check', 'hand'], 'own-agency')],
})
const guest = defineRole('library-guest', { title: '参观', grants: [may(issue, ['read'], 'own-area')] })
const library = defineSystem('toy-library', {
  title: '图书馆',
  owner: 'city-archives',
  parts: [card, issue, librarian, guest],
  pages: [],
})

async function toy(story: (city: City, clerk: Person, id: string) => Promise<void>, until: string | null = null) {
  const city = await openCity([library], '2024-09-27T10:00:00+08:00')
  try {
    const clerk = await city.officer('city-archives', ['librarian'], '馆员甲')
    await clerk.asks('POST', '/api/registers/library-card', { holder: '李华', library: 'city-archives', until })
    const [opened] = await clerk.cases(issue)
    await story(city, clerk, opened?.id)
  } finally {
    await city.house.close()
  }
}

test('a card that nobody checks in three working days goes to the head, counted over the holiday', () =>
  toy(async (city, clerk, id) => {
    assert.equal((await clerk.reads(issue, id)).stateDueAt, '2024-10-08T15:59:59.999Z')
    await city.waits({ until: '2024-10-08' })
    assert.equal((await clerk.reads(issue, id)).state, 'asked')
    await city.waits({ days: 1 })
    const late = await clerk.reads(issue, id)
    assert.deepEqual(
      [late.state, late.stateDueAt, late.trail[0].actor.name],
      ['late', '2024-10-21T15:59:59.999Z', '平台时钟'],
    )
  }))

test('an act out of order, on an old version, with a wrong form, twice under one key', () =>
  toy(async (city, clerk, id) => {
    const url = `/api/cases/issue-card/${id}`
    const refused = await city.refuses(clerk.asks('POST', `${url}/hand`, { version: 1, form: {} }), 'case/out-of-order')
    assert.match(refused.message, /核对/)
    await city.refuses(clerk.asks('POST', `${url}/check`, { version: 9, form: { percent: 1 } }), 'case/stale-version')
    const wrong = await city.refuses(
      clerk.asks('POST', `${url}/check`, { version: 1, form: { percent: 101, extra: 1 } }),
      'case/form-incomplete',
    )
    assert.match(wrong.message, /进度：不能大于 100；.*没有这样的字段 extra/)
    await city.refuses(clerk.asks('POST', `${url}/fly`, { version: 1, form: {} }), 'case/no-such-action')
    const key = { 'idempotency-key': 'one-and-the-same' }
    const both = await Promise.all(
      [1, 2].map(() => clerk.asks('POST', `${url}/check`, { version: 1, form: { percent: 5 } }, key)),
    )
    assert.deepEqual(
      both.map((answer) => answer.version),
      [2, 2],
    )
    await city.refuses(
      clerk.asks('POST', `${url}/check`, { version: 1, form: { percent: 6 } }, key),
      'http/different-request',
    )
    assert.equal((await clerk.reads(issue, id)).trail.length, 2)
    await clerk.does(issue, id, 'hand')
    assert.deepEqual(await clerk.inbox(), [], 'nothing waits once it is handed over')
  }))

test('two who act at once: one does, the other hears that he was too late', () =>
  toy(async (_city, clerk, id) => {
    const both = await Promise.allSettled(
      [1, 2].map(() => clerk.asks('POST', `/api/cases/issue-card/${id}/check`, { version: 1, form: { percent: 5 } })),
    )
    assert.deepEqual(
      both.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'done')).toSorted(),
      ['case/stale-version', 'done'],
    )
  }))

test('who holds no post any more is refused from the next request on', () =>
  toy(async (city, clerk, id) => {
    await city.house.database.write({ all: 'on' }, async (tx) => {
      const posts = await tx.query<{ id: string }>('select id from identity.position')
      for (const post of posts) await endPosition(tx, post.id, '2024-09-26')
    })
    await city.refuses(
      clerk.asks('POST', `/api/cases/issue-card/${id}/check`, { version: 1, form: { percent: 5 } }),
      'identity/session-ended',
    )
  }))

test('a reminder comes once, seven days before', () =>
  toy(async (city, clerk, id) => {
    await clerk.does(issue, id, 'check', { percent: 1 })
    await city.waits({ until: '2024-10-12' })
    assert.equal(
      (await clerk.reads(issue, id)).trail.filter((step: { action: string }) => step.action === 'remind').length,
      0,
      'nobody is reminded of what awaits nobody',
    )
  }, '2024-10-15'))

test('scopes: visible in the list, readable one by one and granted are the same', async () => {
  const city = await openCity([library], '2024-09-27T10:00:00+08:00')
  try {
    const holders = [
      'city-archives',
      'dongtai-government',
      'dafeng-government',
      'yannan-government',
      'dongtai-data-bureau',
    ]
    for (const holder of holders)
      await (
        await city.officer(holder, ['librarian'])
      ).asks('POST', '/api/registers/library-card', { holder: `书友${holder}`, library: holder })
    const all = await city.house.database.read<{ id: string; agency: string; region: string }>(
      { all: 'on' },
      'select id, agency, region from casework.case order by id',
    )
    assert.equal(all.length, holders.length)
    for (const [at, roles, sees] of [
      ['dongtai-government', ['librarian'], (row: { agency: string }) => row.agency === 'dongtai-government'],
      ['dongtai-government', ['library-guest'], (row: { region: string }) => row.region.startsWith('320981')],
      [
        'dongtai-government',
        ['library-guest', 'librarian'],
        (row: { region: string }) => row.region.startsWith('320981'),
      ],
      ['city-archives', ['library-guest'], () => true],
      ['yannan-government', ['library-guest'], (row: { region: string }) => row.region === '3209YN'],
      ['city-archives', [], () => false],
    ] as [string, string[], (row: { agency: string; region: string }) => boolean][]) {
      const person = await city.officer(at, roles)
      const granted = all.filter(sees).map((row) => row.id)
      assert.deepEqual(
        (await person.cases(issue)).map((row) => row.id),
        granted,
        `${at} as ${roles.join('+')}: the list`,
      )
      const readable = []
      for (const { id } of all)
        if ((await person.raw('GET', `/api/cases/issue-card/${id}`)).statusCode === 200) readable.push(id)
      assert.deepEqual(readable, granted, `${at} as ${roles.join('+')}: one by one`)
    }
  } finally {
    await city.house.close()
  }
})

test('the second lock: a read under one scope never sees another’s rows, however reads are mixed on one connection', async () => {
  const city = await openCity([library], '2024-09-27T10:00:00+08:00')
  try {
    for (const holder of ['city-archives', 'dafeng-government'])
      await (
        await city.officer(holder, ['librarian'])
      ).asks('POST', '/api/registers/library-card', { holder, library: holder })
    const { database } = city.house
    const agencies = ['city-archives', 'dafeng-government', 'nobody-at-all', '']
    const reads = Array.from({ length: 400 }, (_, i) => agencies[i % 4] as string)
    const seen = await Promise.all(
      reads.map((one) =>
        database.read<{ agency: string }>(one ? { agency: one } : {}, 'select agency from casework.case'),
      ),
    )
    seen.forEach((rows, i) =>
      assert.deepEqual(
        rows.map((row) => row.agency),
        i % 4 < 2 ? [reads[i]] : [],
      ),
    )
    await assert.rejects(database.read({ agency: 'city-archives' }, 'select 1/0'))
    assert.deepEqual(await database.read({}, 'select agency from casework.case'), [])
    await assert.rejects(
      database.write({ agency: 'city-archives' }, (tx) =>
        tx.query(`update casework.case set agency = 'dafeng-government'`),
      ),
      /row-level security/,
    )
    await assert.rejects(
      database.write({ all: 'on' }, (tx) => tx.query('delete from kernel.event')),
      /permission denied/,
    )
    await assert.rejects(
      database.write({ all: 'on' }, (tx) => tx.query('update casework.step set actor_name = $1', ['别人'])),
      /permission denied/,
    )
  } finally {
    await city.house.close()
  }
})

const day = fc.integer({ min: 0, max: 700 }).map((n) => plusDays('2024-01-01', n))

test('law: however the clock looks in on a case, each reminder comes exactly once', () => {
  fc.assert(
    fc.property(day, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 80 }), (start, steps) => {
      const due = plusDays(start, 60)
      const declared = { ...issue, reminds: [30, 7, 1] }
      const told: number[] = []
      let since = start
      for (const step of steps) {
        const today = plusDays(since, step)
        told.push(...remindersSince(declared, due, since, today))
        since = today
      }
      const passed = [30, 7, 1].filter((days) => plusDays(due, -days) <= since)
      assert.deepEqual(
        told.toSorted((a, b) => b - a),
        passed,
      )
    }),
  )
})

test('law: an open case with a deadline is always looked at again, and never before now', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 90 }), (today, ahead) => {
      const now = new Date(`${today}T04:00:00Z`)
      const dueOn = plusDays(today, ahead)
      const look = nextLook(
        issue,
        {
          ...{ state: 'asked', stateSince: now, clocks: {}, dueOn, closedAt: null },
          leaving: { at: new Date(`${dueOn}T15:59:59.999Z`), to: 'late', provisional: false },
        },
        now,
      )
      assert.ok(look && look > now)
      assert.ok(isWorkingDay(today) || dayOf(now) === today)
    }),
  )
})

test('a board that is read from sums says what the list says: at once, after the clock has folded them, and to each no more than they may see', () =>
  toy(async (city, clerk, first) => {
    const other = await city.officer('tinghu-government', ['librarian'])
    const visiting = await city.officer('tinghu-government', ['library-guest'])
    for (const [at, who] of [clerk, clerk, other, clerk, other].entries())
      await who.asks('POST', '/api/registers/library-card', {
        ...{ holder: `读者${at}`, library: who === clerk ? 'city-archives' : 'tinghu-government', until: null },
      })
    const line = async (who: Person, by: string, more = '') => {
      const lines = await who.asks('GET', `/api/cases/issue-card/board?by=${by}${more}`)
      return lines.map((one: { key: string; count: number; means: object }) => [one.key, one.count, one.means])
    }
    const counted = async (who: Person, by: 'agency' | 'state', more = '') => {
      const rows = await who.cases(issue, more)
      return [...Map.groupBy(rows, (row) => row[by] as string)]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, found]) => [
          key,
          found.length,
          { percent: Math.round(found.reduce((sum, row) => sum + (row.facts.percent ?? 0), 0) / found.length) },
        ])
    }
    const same = async () => {
      for (const who of [clerk, other, visiting])
        for (const by of ['agency', 'state'] as const)
          for (const more of ['', '&open=true', '&open=false', '&state=checked,asked', '&agency=city-archives'])
            assert.deepEqual(await line(who, by, more), await counted(who, by, more), `${by}${more}`)
    }
    await same()
    const cases = await clerk.cases(issue)
    for (const [at, one] of cases.entries()) await clerk.does(issue, one.id, 'check', { percent: 10 + at * 20 })
    await clerk.does(issue, first, 'hand')
    await same()
    await city.house.sweep()
    await same()
    const left = await city.house.database.read({ all: 'on' }, 'select 1 from casework.tally_change')
    assert.equal(left.length, 0)
    await city.waits({ days: 8 })
    await same()
    const [mine] = await other.cases(issue)
    await other.does(issue, mine?.id, 'check', { percent: 70 })
    await same()
  }))

test('a board by a field of the row leads to lists that hold what it counted; nobody is counted by what is personal', () =>
  toy(async (city, clerk) => {
    const cards = '/api/registers/library-card'
    const given = { library: 'city-archives', until: '2024-12-31' }
    for (const sort of ['child', 'child', 'adult']) await clerk.asks('POST', cards, { holder: '读者', sort, ...given })
    const lines = await clerk.asks('GET', '/api/cases/issue-card/board?by=subject.sort')
    const held = await Promise.all(
      lines.map(async ({ key }: { key: string | null }) => [
        key,
        (await clerk.cases(issue, `&filter.sort=${key ?? ''}`)).length,
      ]),
    )
    assert.deepEqual(
      held,
      lines.map((one: { key: string | null; count: number }) => [one.key, one.count]),
    )
    assert.deepEqual(Object.fromEntries(held), { child: 2, adult: 1, null: 1 })
    assert.equal((await clerk.cases(issue, '&filter.sort=child,adult')).length, 3)
    assert.equal((await clerk.cases(issue, '&undated=true')).length, 1)
    assert.equal((await clerk.cases(issue, '&region=3209.')).length, 4)
    assert.equal((await clerk.cases(issue, '&region=3209YN.')).length, 0)
    for (const asked of ['board?by=subject.holder', '?filter.holder=读者', 'board?filter.holder=读者'])
      await city.refuses(
        clerk.asks('GET', `/api/cases/issue-card${asked.startsWith('?') ? '' : '/'}${asked}`),
        'case/no-such-filter',
      )
  }))
