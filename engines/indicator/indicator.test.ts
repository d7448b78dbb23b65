import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { choice, date, integer, text } from '#kernel/field'
import { defineSystem, type Part } from '#kernel/system'
import { defineCase } from '#engines/case'
import { agency, defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { openCity, type City, type Person } from '#testing'
import { freshDatabase } from '#testing/cluster'
import { defineIndicator, numberOf, type Formula } from './index.ts'

/** A toy: a lending desk counts its loans. */
const loan = defineRegister('toy-loan', {
  title: '借阅',
  naming: 'book',
  owner: 'library',
  fields: {
    book: text('书名'),
    library: agency('馆'),
    on: date('借出日期'),
    pages: integer('页数'),
    kind: choice('类别', { novel: '小说', atlas: '图册' }),
  },
  amends: ['pages', 'kind', 'on'],
})
const back = defineCase('toy-return', {
  title: '归还',
  subject: loan,
  opensOn: 'created',
  initial: 'out',
  states: {
    out: { title: '未还', actions: { take: { title: '收书', to: 'in' } } },
    in: { title: '已还', final: true },
  },
})
const pages = defineIndicator('toy-pages', {
  ...{ title: '借出页数', unit: '页', says: '当月借出的页数之和。', of: loan, formula: 'sum', counted: 'at-once' },
  gives: (row) => row.pages,
  on: (row) => row.on,
})
const novels = defineIndicator('toy-novels', {
  ...{ title: '小说占比', unit: '%', says: '小说占全部借阅的比率。', of: loan, formula: 'share', counted: 'by-job' },
  gives: (row) => row.kind === 'novel',
})
const returned = defineIndicator('toy-returned', {
  ...{ title: '归还率', unit: '%', says: '已还的占全部借阅的比率。', of: back, formula: 'share', counted: 'at-once' },
  gives: ({ state }) => state === 'in',
})
const numbers = [pages, novels, returned]
const keeper = defineRole('toy-keeper', {
  title: '馆员',
  grants: [
    may(loan, ['read', 'create', 'amend'], 'own-agency'),
    may(back, ['read', 'take'], 'own-agency'),
    ...numbers.map((one) => may(one, ['read'], 'own-agency')),
  ],
})
const watcher = defineRole('toy-watcher', { title: '统计', grants: numbers.map((one) => may(one, ['read'], 'all')) })
const parts: Part[] = [loan, back, ...numbers, keeper, watcher]
const library = defineSystem('toy-loans', { title: '借阅', owner: 'city-archives', parts, pages: [] })

const at = ['tinghu-government', 'dongtai-government'] as const
async function desks(story: (city: City, keepers: Record<string, Person>, watcher: Person) => Promise<void>) {
  const city = await openCity([library], '2024-11-20T10:00:00+08:00')
  try {
    const keepers = Object.fromEntries(
      await Promise.all(at.map(async (agency) => [agency, await city.officer(agency, ['toy-keeper'])] as const)),
    )
    await story(city, keepers, await city.officer('city-archives', ['toy-watcher']))
  } finally {
    await city.house.close()
  }
}
const number = async (who: Person, name: string, query = '') =>
  (await who.asks('GET', `/api/indicators/${name}${query}`)).number as number | null

test('a number moves with what it counts, in the same moment or after the job; a share of nothing is not applicable', () =>
  desks(async (city, keepers, watcher) => {
    const clerk = keepers[at[0]] as Person
    const lend = (book: string, on: string, n: number, kind: string) =>
      clerk.asks('POST', '/api/registers/toy-loan', { book, library: at[0], on, pages: n, kind })
    assert.equal(await number(watcher, 'toy-novels'), null)
    assert.equal(await number(watcher, 'toy-pages'), 0)
    const first = await lend('围城', '2024-10-03', 300, 'novel')
    await lend('地图', '2024-11-05', 40, 'atlas')
    assert.deepEqual([await number(watcher, 'toy-pages'), await number(watcher, 'toy-novels')], [340, null])
    await city.house.sweep()
    assert.equal(await number(watcher, 'toy-novels'), 50)
    assert.deepEqual(
      [await number(watcher, 'toy-pages', '?month=2024-10'), await number(watcher, 'toy-pages', '?month=2024-11')],
      [300, 40],
    )
    await clerk.asks(
      'PATCH',
      `/api/registers/toy-loan/${first.id}`,
      { on: '2024-11-01', pages: 310 },
      { 'if-match': '1' },
    )
    assert.deepEqual(await watcher.asks('GET', '/api/indicators/toy-pages/history'), [
      { month: '2024-10', number: 0 },
      { month: '2024-11', number: 350 },
    ])
    const [open] = await clerk.cases(back)
    await clerk.does(back, open?.id, 'take')
    assert.equal(await number(watcher, 'toy-returned'), 50)
    await city.waits({ until: '2024-12-02' })
    assert.equal(await number(watcher, 'toy-returned', '?month=2024-11'), 50)
    await clerk.does(back, (await clerk.cases(back, '&open=true'))[0]?.id, 'take')
    assert.deepEqual(
      [await number(watcher, 'toy-returned'), await number(watcher, 'toy-returned', '?month=2024-11')],
      [100, 50],
    )
  }))

test('a person reads a number only as far as they may, and the rows behind it only where they may read the rows', () =>
  desks(async (city, keepers, watcher) => {
    for (const agency of at)
      await keepers[agency]?.asks('POST', '/api/registers/toy-loan', {
        ...{ book: agency, library: agency, on: '2024-11-05', pages: 10, kind: 'novel' },
      })
    assert.equal(await number(watcher, 'toy-pages'), 20)
    for (const agency of at) {
      const clerk = keepers[agency] as Person
      assert.equal(await number(clerk, 'toy-pages'), 10)
      const { lines } = await clerk.asks('GET', '/api/indicators/toy-pages?per=agency')
      assert.deepEqual(
        lines.map((line: { key: string }) => line.key),
        [agency],
      )
      const { rows } = await clerk.asks('GET', '/api/indicators/toy-pages/rows')
      assert.deepEqual(
        rows.map((row: { title: string; path: string }) => [row.title, row.path.startsWith('/lists/toy-loan/')]),
        [[agency, true]],
      )
    }
    assert.deepEqual((await watcher.asks('GET', '/api/indicators/toy-pages/rows')).rows, [], 'numbers, not rows')
    await city.refuses(city.visitor().asks('GET', '/api/indicators/toy-pages'), 'indicator/not-found')
    assert.deepEqual(await city.visitor().asks('GET', '/api/indicators'), [])
  }))

test('rows behind a number are read to their end, page by page, past those that may not be read', () =>
  desks(async (city, keepers, watcher) => {
    const [clerk, other] = at.map((agency) => keepers[agency] as Person) as [Person, Person]
    const lends = (who: Person, library: string, book: string) =>
      who.asks('POST', '/api/registers/toy-loan', { book, library, on: '2024-11-05', pages: 1, kind: 'novel' })
    for (let n = 0; n < 230; n += 1) await lends(n % 3 === 0 ? other : clerk, at[n % 3 === 0 ? 1 : 0], `第${n}本`)
    const pagesOf = async (who: Person) => {
      const found: string[][] = []
      for (let after = ''; ;) {
        const { rows, next } = await who.asks('GET', `/api/indicators/toy-pages/rows?month=2024-11${after}`)
        found.push(rows.map((row: { title: string }) => row.title))
        if (next === null) return found
        after = `&after=${next}`
      }
    }
    const books = await pagesOf(clerk)
    assert.deepEqual(
      books.map((page) => page.length),
      [100, 53],
    )
    assert.equal(new Set(books.flat()).size, 153)
    assert.deepEqual(await pagesOf(watcher), [[]], 'numbers of all, rows of none')
    const both = await city.officer(at[1], ['toy-keeper', 'toy-watcher'])
    const seen = await pagesOf(both)
    assert.deepEqual(
      seen.map((page) => page.length),
      [77],
      'a page is filled from behind those that may not be read',
    )
  }))

test('law: whatever was lent, corrected and returned in whatever order, the sums are those of a count from the start', () =>
  desks(async (city, keepers) => {
    const acts = fc.array(
      fc.record({
        who: fc.constantFrom(...at),
        act: fc.constantFrom('lend', 'amend', 'take'),
        n: fc.integer({ min: 0, max: 900 }),
        kind: fc.constantFrom('novel', 'atlas'),
        day: fc.integer({ min: 1, max: 28 }),
      }),
      { minLength: 12, maxLength: 18 },
    )
    await fc.assert(
      fc.asyncProperty(acts, async (steps) => {
        for (const { who, act, n, kind, day } of steps) {
          const clerk = keepers[who] as Person
          const on = `2024-${n % 2 ? '10' : '11'}-${String(day).padStart(2, '0')}`
          const [some] = await clerk.lists(loan)
          const [open] = await clerk.cases(back, '&open=true')
          if (act === 'lend' || !some)
            await clerk.asks('POST', '/api/registers/toy-loan', { book: '书', library: who, on, pages: n, kind })
          else if (act === 'amend')
            await clerk.asks(
              'PATCH',
              `/api/registers/toy-loan/${some.id}`,
              { pages: n, kind, on },
              { 'if-match': `${some.version}` },
            )
          else if (open) await clerk.does(back, open.id, 'take')
        }
        await city.house.sweep()
        const counted = await city.house.database.read(
          { all: 'on' },
          `select indicator, month, agency, sum(value)::float8 as value, sum(among)::float8 as among from measure.part group by 1, 2, 3 order by 1, 2, 3`,
        )
        const kept = await city.house.database.read(
          { all: 'on' },
          `select indicator, month, agency, sum(value)::float8 as value, sum(among)::float8 as among from measure.sum where value <> 0 or among <> 0 group by 1, 2, 3 order by 1, 2, 3`,
        )
        assert.deepEqual(kept, counted)
        const [whole] = await city.house.database.read<{ pages: number }>(
          { all: 'on' },
          'select sum(pages)::float8 as pages from record.toy_loan',
        )
        const sum = kept
          .filter((row) => row['indicator'] === 'toy-pages')
          .reduce((all, row) => all + Number(row['value']), 0)
        assert.equal(sum, whole?.pages)
      }),
      { numRuns: 4, seed: 20241120 },
    )
  }))

test('an indicator whose formula changes is counted anew; one that is withdrawn tells its last number and is counted no more', async () => {
  const city = await openCity([library], '2024-11-20T10:00:00+08:00')
  const place = await freshDatabase()
  await city.house.close()
  const open = async (changed: Part[]) => {
    const system = defineSystem('toy-loans', { title: '借阅', owner: 'city-archives', parts: changed, pages: [] })
    return openCity([system], '2024-11-20T10:00:00+08:00', undefined, place)
  }
  const one = await open(parts)
  const clerk = await one.officer(at[0], ['toy-keeper'])
  await clerk.asks('POST', '/api/registers/toy-loan', {
    book: '围城',
    library: at[0],
    on: '2024-11-05',
    pages: 10,
    kind: 'novel',
  })
  await one.house.close()

  const doubled = defineIndicator('toy-pages', {
    ...pages,
    of: loan,
    on: (row) => row.on,
    gives: (row) => 2 * row.pages,
  })
  const two = await open(parts.map((part) => (part === pages ? doubled : part)))
  await two.house.sweep()
  const reader = await two.officer('city-archives', ['toy-watcher'], '统计', 'second')
  assert.equal(await number(reader, 'toy-pages'), 20)
  await two.house.close()

  const three = await open(parts.filter((part) => part !== pages))
  const late = await three.officer('city-archives', ['toy-watcher'], '统计', 'third')
  const gone = await late.asks('GET', '/api/indicators/toy-pages')
  assert.deepEqual([gone.withdrawn, gone.number, gone.title], [true, 20, '借出页数'])
  await three.refuses(late.asks('GET', '/api/indicators/toy-never'), 'indicator/not-found')
  await three.house.close()
})

test('law: a share lies between nothing and all, a mean between the least and the most', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 50 }), (values) => {
      const value = values.reduce((sum, one) => sum + one, 0)
      const sums = { value, among: values.length }
      const mean = numberOf('mean', sums) as number
      assert.ok(mean >= Math.min(...values) - 0.01 && mean <= Math.max(...values) + 0.01)
      const share = numberOf('share', {
        value: values.filter((one) => one > 50).length,
        among: values.length,
      }) as number
      assert.ok(share >= 0 && share <= 100)
      for (const formula of ['share', 'mean'] as Formula[])
        assert.equal(numberOf(formula, { value: 0, among: 0 }), null)
    }),
  )
})
