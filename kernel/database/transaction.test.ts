import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { Rooms } from '#kernel/room'
import { bareDatabase, leaveCluster } from '#testing/cluster'
import { migrate, openDatabase, type Database, type Tx } from './index.ts'
import { shared } from './transaction.ts'

let database: Database
let owner: pg.Client
const all = { all: 'on' } as const
const key = ['a', 'b'] as const

before(async () => {
  const place = await bareDatabase()
  const { url } = await migrate(place.ownerUrl, place.dataDir, {
    besides: async (ownerUrl) => {
      owner = new pg.Client({ connectionString: ownerUrl })
      await owner.connect()
      await owner.query(`create schema toy;
        create table toy.plain (n int primary key check (n >= 0), words text, data jsonb);
        create table toy.counted (a text, b text, total numeric not null default 0, newest text, oldest text, primary key (a, b));
        create table toy.watched (n int primary key); create table toy.keys (n int primary key);
        alter table toy.watched enable row level security;
        create policy seen on toy.watched using (current_setting('scope.all', true) = 'on' or n in (select n from toy.keys));`)
    },
  })
  database = openDatabase(url)
})
after(async () => {
  await database.close()
  await owner.end()
  await leaveCluster()
})
const numbers = async () => (await owner.query('select n from toy.plain order by n')).rows.map((row) => row.n as number)
const empty = () => owner.query('truncate toy.plain, toy.counted, toy.watched, toy.keys')

const how = fc.constantFrom(
  { key },
  { key, keeps: ['oldest'] },
  { key, sums: ['total'] },
  { key, sums: ['total'], keeps: ['oldest'] },
  { key, keeps: ['total', 'newest', 'oldest'] },
)
const adding = fc.record({
  a: fc.constantFrom('x', 'y'),
  b: fc.constantFrom('1', '2'),
  total: fc.integer({ min: -9, max: 9 }),
  newest: fc.option(fc.string({ maxLength: 3, unit: 'grapheme' }).filter((text) => !text.includes('\0'))),
  oldest: fc.constantFrom('p', 'q', 'r'),
  short: fc.boolean(),
  how,
  looks: fc.boolean(),
})

test('law: rows added together leave what they leave one by one: sums, what is kept, what is newest', () =>
  fc.assert(
    fc.asyncProperty(fc.array(adding, { maxLength: 25 }), fc.boolean(), async (rows, mixed) => {
      const only = rows[0]?.how
      const found = []
      for (const alone of [true, false]) {
        await empty()
        const seen: unknown[] = []
        await database.write(all, async (tx) => {
          for (const { how: own, looks, short, ...row } of rows) {
            const { oldest: _, ...less } = row
            tx.add('toy.counted', short && mixed ? less : row, mixed || !only ? own : only)
            const read = alone || looks ? await tx.query('select a, b, total from toy.counted order by a, b') : []
            if (looks) seen.push(read)
          }
        })
        found.push({ seen, kept: (await owner.query('select * from toy.counted order by a, b')).rows })
      }
      assert.deepEqual(found[1], found[0])
    }),
    { numRuns: 60, seed: 20241120 },
  ))

test('what is added is seen by what the transaction reads afterwards, also where only a policy reads it', async () => {
  await empty()
  await database.write(all, async (tx) => {
    for (let n = 0; n < 2500; n += 1) tx.add('toy.plain', { n, words: null, data: null })
    assert.deepEqual(await tx.query('select count(*) from toy.plain'), [{ count: 2500 }])
  })
  await owner.query('insert into toy.watched values (1)')
  await database.write({ agency: 'city-archives' }, async (tx) => {
    assert.deepEqual(await tx.query('select n from toy.watched'), [])
    tx.add('toy.keys', { n: 1 })
    assert.deepEqual(await tx.query('select n from toy.watched'), [{ n: 1 }])
  })
  assert.equal((await numbers()).length, 2500)
})

test('halves of characters are replaced, in values and in keys; what only looks like one is not', async () => {
  await empty()
  const words = 'half \ud800, whole 𝕿, said \\ud800, \\\udfff'
  const data = { 'key \udc00': ['\ud83d', { '\\ud800': '𝕿' }] }
  await database.write(all, async (tx) => tx.add('toy.plain', { n: 1, words, data }))
  const { rows } = await owner.query('select words, data from toy.plain')
  assert.deepEqual(rows, [{ words: words.toWellFormed(), data: { 'key \ufffd': ['\ufffd', { '\\ud800': '𝕿' }] } }])
})

test('a refused row is told in the words of whoever added it, at the next statement or at the commit', async () => {
  await empty()
  const refused = (error: Error & { code?: string }) => new Error(`no room: ${error.code}`)
  const twice = (tx: Tx) => [1, 1].forEach((n) => tx.add('toy.plain', { n }, { refused }))
  const reads = async (tx: Tx) => {
    twice(tx)
    await tx.query('select 1 from toy.plain')
  }
  await assert.rejects(database.write(all, reads), /no room: 23505/)
  await assert.rejects(
    database.write(all, async (tx) => twice(tx)),
    /no room: 23505/,
  )
  assert.deepEqual(await numbers(), [])
})

test('what is done after the commit cannot make it fail', async (t) => {
  await empty()
  const told = t.mock.method(console, 'error', () => {})
  const act = (n: number) => async (tx: Tx) => {
    tx.add('toy.plain', { n })
    tx.afterCommit(() => {
      throw new Error('too late')
    })
    return n
  }
  assert.equal(await database.write(all, act(1)), 1)
  assert.deepEqual(await Promise.all([2, 3, 4].map((n) => database.share(act(n)))), [2, 3, 4])
  assert.deepEqual(await numbers(), [1, 2, 3, 4])
  assert.equal(told.mock.callCount(), 4)
})

const words = { throws: /thrown (\d+) \1$/, refused: /refused (\d+) \1$/, overlooks: /given up|aborted/ }
const kinds = ['good', 'reads', 'throws', 'refused', 'overlooks', 'holds', 'second'] as const
test('law: who shares a transaction gets an answer or a failure of their own, and is written once or not at all', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { maxLength: 20 }), async (asked) => {
      await empty()
      const tries = new Map<number, number>()
      const answers = await Promise.allSettled(
        asked.map((kind, i) =>
          database.share(async (tx) => {
            const n = i + 1
            tries.set(n, (tries.get(n) ?? 0) + 1)
            tx.add(
              'toy.plain',
              { n: kind === 'refused' ? -n : n },
              {
                refused: (error: Error & { code?: string }) =>
                  error.code === '23514' ? new Error(`refused ${n}`) : error,
              },
            )
            if (kind === 'reads') assert.equal((await tx.query('select 1 from toy.plain where n = $1', [n])).length, 1)
            if (kind === 'throws') throw new Error(`thrown ${n}`)
            if (kind === 'overlooks') await tx.query('select 1 / 0').catch(() => {})
            if (kind === 'holds') tx.holds(['00000000-0000-7000-8000-000000000001'])
            if (kind === 'second' && tries.get(n) === 1) throw new Error('only alone')
            return n
          }),
        ),
      )
      answers.forEach((answer, i) => {
        const [n, kind] = [i + 1, asked[i] as (typeof kinds)[number]]
        const fails = kind in words || (kind === 'second' && tries.get(n) === 1)
        if (!fails) return assert.deepEqual(answer, { status: 'fulfilled', value: n })
        assert.equal(answer.status, 'rejected')
        if (kind in words) assert.match(`${answer.reason} ${n}`, words[kind as keyof typeof words])
      })
      assert.deepEqual(
        await numbers(),
        answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])),
      )
    }),
    { numRuns: 60, seed: 20241120 },
  ))

test('where the answer to a shared commit is lost, all who share it are told, and nothing is done twice', async () => {
  const lost = new Error('Connection terminated unexpectedly')
  const done: number[] = []
  const share = shared(new Rooms(), async (act) => {
    await act({} as Tx)
    throw lost
  })
  const answers = await Promise.allSettled([1, 2, 3].map((n) => share(async () => void done.push(n))))
  assert.deepEqual(
    answers,
    [1, 2, 3].map(() => ({ status: 'rejected', reason: lost })),
  )
  assert.deepEqual(done, [1, 2, 3])
})
