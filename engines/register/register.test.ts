import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { choice, date, integer, optional, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { agency, defineRole, may } from '#engines/identity'
import { openCity, type City, type Person } from '#testing'
import { defineRegister } from './index.ts'

/** A toy: a library's books, each owned by its library; the readers of one area see those of its libraries. */
const book = defineRegister('library-book', {
  title: '图书',
  naming: 'name',
  owner: 'library',
  fields: {
    name: text('书名'),
    shelf: optional(integer('架号')),
    worth: optional(integer('价值', { unit: '分', max: 100_000_000_000_000 })),
    bought: optional(date('购入日期')),
    kind: choice('类别', { novel: '小说', atlas: '图册' }),
    library: agency('馆'),
  },
  unique: [['name', 'library']],
  filters: ['kind', 'shelf', 'bought', 'worth'],
  sorts: ['shelf', 'name'],
  amends: ['shelf', 'kind'],
})
const keeper = defineRole('book-keeper', {
  title: '馆员',
  grants: [may(book, ['read', 'create', 'amend'], 'own-agency')],
})
const reader = defineRole('area-reader', { title: '读者', grants: [may(book, ['read'], 'own-area')] })
const writer = defineRole('book-writer', {
  title: '著者',
  grants: [may(book, ['create'], 'all'), may(book, ['read', 'amend'], 'own')],
})
const library = defineSystem('toy-books', {
  title: '图书馆',
  owner: 'city-archives',
  parts: [book, keeper, reader, writer],
  pages: [],
})
const url = '/api/registers/library-book'
const tinghu = 'tinghu-government'
const dongtai = 'dongtai-government'

async function shelves(story: (city: City, keeper: Person, other: Person) => Promise<void>) {
  const city = await openCity([library])
  try {
    await story(city, await city.officer(tinghu, ['book-keeper']), await city.officer(dongtai, ['book-keeper']))
  } finally {
    await city.house.close()
  }
}
const novel = (name: string, shelf: number | null = null, at = tinghu) => ({ name, shelf, kind: 'novel', library: at })

test('a row is made, corrected, and every version tells who changed what', () =>
  shelves(async (city, clerk) => {
    const made = await clerk.asks('POST', url, novel('围城', 3))
    assert.deepEqual([made.version, made.agency, made.region], [1, tinghu, '320902'])
    const next = await clerk.asks('PATCH', `${url}/${made.id}`, { shelf: 4 }, { 'if-match': '"1"' })
    assert.deepEqual([next.version, next.shelf], [2, 4])
    const same = await clerk.asks('PATCH', `${url}/${made.id}`, { shelf: 4 }, { 'if-match': '2' })
    assert.equal(same.version, 2, 'what changes nothing is no version')
    const versions = (await clerk.asks('GET', `${url}/${made.id}/history`)) as unknown as {
      version: number
      changes: Record<string, unknown>
    }[]
    assert.deepEqual(
      versions.map(({ version, changes }) => [version, changes.shelf]),
      [
        [2, [3, 4]],
        [1, [null, 3]],
      ],
    )
    await city.refuses(
      clerk.asks('PATCH', `${url}/${made.id}`, { shelf: 5 }, { 'if-match': '1' }),
      'register/stale-version',
    )
    await city.refuses(clerk.asks('PATCH', `${url}/${made.id}`, { shelf: 5 }), 'http/wrong-shape')
    await city.refuses(
      clerk.asks('PATCH', `${url}/${made.id}`, { name: '改名' }, { 'if-match': '2' }),
      'register/not-amendable',
    )
  }))

test('a sum beyond four bytes is kept, read, filtered by and exact', () =>
  shelves(async (_city, clerk) => {
    const worth = 500_000_000_001
    await clerk.asks('POST', url, { ...novel('宋刻本'), worth })
    await clerk.asks('POST', url, { ...novel('抄本'), worth: 3 })
    const [found, ...more] = await clerk.lists(book, `&filter.worth.from=${worth}`)
    assert.deepEqual([found?.worth, more.length], [worth, 0])
  }))

test('what is wrong with a form is said field by field, and nothing is written', () =>
  shelves(async (city, clerk) => {
    const wrong = await city.refuses(
      clerk.asks('POST', url, { name: '', shelf: 1.5, kind: 'poem', library: tinghu, bought: '31/12/2024', extra: 1 }),
      'register/wrong-fields',
    )
    for (const label of ['书名', '架号', '类别', '购入日期', 'extra']) assert.ok(wrong.message.includes(label), label)
    await clerk.asks('POST', url, novel('围城'))
    const twice = await city.refuses(clerk.asks('POST', url, novel('围城')), 'register/duplicate')
    assert.match(twice.message, /书名.*馆/)
    assert.equal((await clerk.lists(book)).length, 1)
  }))

test('a double submit under one key is one row, and another request under it is refused', () =>
  shelves(async (city, clerk) => {
    const key = { 'idempotency-key': 'pressed-twice' }
    const both = await Promise.all([1, 2].map(() => clerk.asks('POST', url, novel('围城'), key)))
    assert.equal(both[0]?.id, both[1]?.id)
    await city.refuses(clerk.asks('POST', url, novel('管锥编'), key), 'http/different-request')
    assert.equal((await clerk.lists(book)).length, 1)
  }))

test('of two officers who correct one row at once, one is told that the other was faster', () =>
  shelves(async (city, clerk) => {
    const { id } = await clerk.asks('POST', url, novel('围城', 1))
    const outcomes = await Promise.allSettled(
      [2, 3].map((shelf) => clerk.asks('PATCH', `${url}/${id}`, { shelf }, { 'if-match': '1' })),
    )
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    assert.equal(refused.length, 1)
    await city.refuses(Promise.reject(refused[0]?.reason), 'register/stale-version')
  }))

test('another agency’s row is not there: not to read, not to correct, not in a list, not by its history', () =>
  shelves(async (city, clerk, other) => {
    const { id } = await clerk.asks('POST', url, novel('围城', 1))
    await city.refuses(other.asks('GET', `${url}/${id}`), 'register/not-found')
    await city.refuses(other.asks('GET', `${url}/${id}/history`), 'register/not-found')
    await city.refuses(other.asks('PATCH', `${url}/${id}`, { shelf: 9 }, { 'if-match': '1' }), 'register/not-found')
    await city.refuses(other.asks('POST', url, novel('冒名', 1, tinghu)), 'identity/not-granted')
    assert.deepEqual(await other.lists(book), [])
    await city.refuses(city.visitor().asks('POST', url, novel('匿名')), 'identity/not-signed-in')
    const neighbour = await city.officer('tinghu-data-bureau', ['area-reader'])
    assert.deepEqual(
      (await neighbour.lists(book)).map((row) => row.name),
      ['围城'],
    )
    await city.refuses(
      neighbour.asks('PATCH', `${url}/${id}`, { shelf: 9 }, { 'if-match': '1' }),
      'identity/not-granted',
    )
    const author = await city.officer('city-archives', ['book-writer'])
    const own = await author.asks('POST', url, novel('自述', 2, tinghu))
    assert.deepEqual(
      (await author.lists(book)).map((row) => row.name),
      ['自述'],
    )
    await author.asks('PATCH', `${url}/${own.id}`, { shelf: 3 }, { 'if-match': '1' })
    assert.equal((await clerk.lists(book)).length, 2)
  }))

test('the database itself keeps scopes apart, whatever statement is sent', () =>
  shelves(async (city, clerk) => {
    const { id } = await clerk.asks('POST', url, novel('围城', 1))
    const { database } = city.house
    const seen = async (scope: Parameters<typeof database.read>[0]) =>
      (await database.read(scope, 'select id from record.library_book')).length
    assert.deepEqual(
      [
        await seen({ agency: tinghu }),
        await seen({ agency: dongtai }),
        await seen({ areas: '320902' }),
        await seen({}),
      ],
      [1, 0, 1, 0],
    )
    const touched = await database.write({ agency: dongtai }, (tx) =>
      tx.query('update record.library_book set shelf = 9 where id = $1 returning id', [id]),
    )
    assert.equal(touched.length, 0)
  }))

test('law: pages of any size, in any order, hold every row once, rows without a value last', () =>
  shelves(async (_city, clerk) => {
    const shelvesOf = [5, 3, null, 3, 9, null, 1, 3, 7]
    for (const [i, shelf] of shelvesOf.entries()) await clerk.asks('POST', url, novel(`第${i}本`, shelf))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.boolean(), async (limit, descending) => {
        const seen: { id: string; shelf: number | null }[] = []
        let after = ''
        do {
          const page = await clerk.asks('GET', `${url}?sort=${descending ? '-' : ''}shelf&limit=${limit}${after}`)
          seen.push(...page.rows)
          assert.deepEqual(page.total, { count: shelvesOf.length, exact: true })
          after = page.next ? `&after=${page.next}` : ''
        } while (after)
        assert.equal(new Set(seen.map((row) => row.id)).size, shelvesOf.length)
        const values = seen.map((row) => row.shelf)
        const sorted = [1, 3, 3, 3, 5, 7, 9]
        assert.deepEqual(values, [...(descending ? sorted.toReversed() : sorted), null, null])
      }),
      { numRuns: 25 },
    )
  }))

test('filters combine; what cannot be filtered, sorted or continued is refused', () =>
  shelves(async (city, clerk) => {
    for (const [name, shelf, kind] of [
      ['甲', 1, 'novel'],
      ['乙', 2, 'atlas'],
      ['丙', 3, 'novel'],
    ] as const)
      await clerk.asks('POST', url, { ...novel(name, shelf), kind })
    const names = async (query: string) => (await clerk.lists(book, query)).map((row) => row.name).toSorted()
    assert.deepEqual(await names('&filter.kind=novel'), ['丙', '甲'])
    assert.deepEqual(await names('&filter.kind=novel,atlas&filter.shelf.from=2'), ['丙', '乙'])
    assert.deepEqual(await names(`&filter.kind=${encodeURIComponent("novel' or 1=1 --")}`), [])
    for (const query of ['filter.shelf=many', 'filter.name=甲', 'filter.shelf.above=1', 'filter.bought=2024-02-30'])
      await city.refuses(clerk.asks('GET', `${url}?${query}`), 'register/no-such-filter')
    await city.refuses(clerk.asks('GET', `${url}?sort=library`), 'register/no-such-filter')
    for (const cursor of ['nonsense', Buffer.from('[1,2]').toString('base64url')])
      await city.refuses(clerk.asks('GET', `${url}?sort=shelf&after=${cursor}`), 'register/bad-cursor')
    await city.refuses(clerk.asks('GET', `${url}?limit=1000`), 'http/wrong-shape')
    await city.refuses(clerk.asks('GET', '/api/registers/nothing'), 'register/no-such-register')
  }))
