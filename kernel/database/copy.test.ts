import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { bareDatabase, leaveCluster } from '#testing/cluster'
import { migrate, openDatabase, type Database } from './index.ts'

let database: Database
let owner: pg.Client

before(async () => {
  const place = await bareDatabase()
  const { url } = await migrate(place.ownerUrl, place.dataDir, {
    besides: async (ownerUrl) => {
      owner = new pg.Client({ connectionString: ownerUrl })
      await owner.connect()
      await owner.query(`create schema toy;
        create table toy.reading (n int primary key check (n >= 0), words text, at timestamptz, data jsonb);
        create table toy.guarded (agency text);
        alter table toy.guarded enable row level security;
        create policy seen on toy.guarded using (agency = (select current_setting('scope.agency', true)));
        insert into toy.guarded values ('a'), ('a'), ('b')`)
    },
  })
  database = openDatabase(url)
})
after(async () => {
  await database.close()
  await owner.end()
  await leaveCluster()
})
const readings = { table: 'toy.reading', columns: ['n', 'words', 'at', 'data'] }
async function whole(rows: AsyncIterable<(string | null)[]>) {
  const found: (string | null)[][] = []
  for await (const row of rows) found.push(row)
  return found
}

test('law: what is copied in comes out again, whatever characters it holds', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 12 }).map((said) => said.replaceAll('\0', ''))), {
        maxLength: 30,
      }),
      async (said) => {
        await owner.query('truncate toy.reading')
        const at = new Date('2024-11-20T01:00:00Z')
        const rows = said.map((words, n) => [n, words, at, JSON.stringify({ words })] as const)
        assert.equal(await database.copyIn(readings, rows), said.length)
        const out = await whole(database.copyOut({}, 'select n, words, data from toy.reading order by n'))
        assert.deepEqual(
          out.map((cells) => {
            const [n, words, data] = cells as [string, string | null, string]
            return [n, words, JSON.parse(data)]
          }),
          said.map((words, n) => [String(n), words, { words }]),
        )
      },
    ),
    { numRuns: 60, seed: 20241120, examples: [[['\\N', '\\.', '\u2028', 'a\r\nb\t\\', '']]] },
  ))

test('of rows of which one is refused none stays, and a reader who stops half-way is let go', async () => {
  await owner.query('truncate toy.reading')
  const many = function* () {
    for (let n = 0; n < 50_000; n += 1) yield [n === 40_000 ? -1 : n, '读数'.repeat(20), null, null] as const
  }
  await assert.rejects(database.copyIn(readings, many()), /violates check constraint/)
  assert.deepEqual(await whole(database.copyOut({}, 'select count(*) from toy.reading')), [['0']])
  await owner.query(`insert into toy.reading select n, repeat('读数', 200) from generate_series(1, 20000) n`)
  for await (const [n] of database.copyOut({}, 'select n, words from toy.reading order by n')) if (n === '3') break
})

test('a copy out is under its reader’s scope, and nothing is copied in past one', async () => {
  const count = 'select count(*) from toy.guarded'
  assert.deepEqual(await whole(database.copyOut({ agency: 'a' }, count)), [['2']])
  assert.deepEqual(await whole(database.copyOut({}, count)), [['0']])
  await assert.rejects(database.copyIn({ table: 'toy.guarded', columns: ['agency'] }, [['a']]), /row-level security/)
  await assert.rejects(whole(database.copyOut({}, 'delete from toy.reading returning n')), /read-only/)
})
