import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { longText, text } from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { openCity } from '#testing'
import { freshDatabase } from '#testing/cluster'
import { excerptOf, gramsOf, queryOf, wordsOf } from './grams.ts'

const note = defineRegister('search-note', {
  title: '便条',
  naming: 'title',
  fields: { title: text('标题'), words: longText('内容'), secret: text('身份', { sensitivity: 'personal' }) },
})
const clerk = defineRole('search-clerk', {
  title: '记事',
  grants: [may(note, ['read', 'create', 'amend'], 'own-agency')],
})
const guard = defineRole('search-guard', { title: '巡视', grants: [may(note, ['read'], 'own-area')] })
const notes = defineSystem('toy-notes', {
  title: '便条',
  owner: 'city-archives',
  parts: [note, clerk, guard],
  pages: [],
})

test('law: whatever stands in a text is found by any part of it, and by nothing that does not stand there', async () => {
  const { ownerUrl } = await freshDatabase()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const letters = fc.constantFrom(..."数据共享盐城市一件事5GipvAZ，。 “”×·'\\:&|!()")
  const hits = async (title: string, body: string, asked: string) =>
    (await client.query('select $1::tsvector @@ $2::tsquery as hit', [gramsOf(title, body), queryOf(asked)])).rows[0]
      .hit
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: letters, minLength: 1, maxLength: 60 }),
        fc.string({ unit: letters, maxLength: 20 }),
        fc.nat(),
        fc.integer({ min: 1, max: 8 }),
        async (body, title, from, length) => {
          const start = from % body.length
          const part = body.slice(start, start + length).replace(/["“”]/g, ' ')
          if (queryOf(`"${part}"`) === null) return
          assert.equal(await hits(title, body, `"${part}"`), true, `${JSON.stringify(part)} in ${JSON.stringify(body)}`)
          const bare = (words: string) =>
            words
              .normalize('NFKC')
              .toLowerCase()
              .replace(/[^\p{L}\p{N}]+/gu, ' ')
          const absent = '城盐'
          const there = `${bare(title)} ${bare(body)}`.includes(absent)
          assert.equal(await hits(title, body, `"${absent}"`), there)
        },
      ),
      { numRuns: 120, seed: 20241120 },
    )
  } finally {
    await client.end()
  }
})

test('a sentence is searched word by word, what stands in quotes as it is written', () => {
  assert.deepEqual(wordsOf('数据 共享'), ['数据', '共享'])
  assert.deepEqual(wordsOf('“条块统合”平台'), ['条块统合', '平台'])
  assert.equal(queryOf('  ，。 '), null)
  assert.equal(
    queryOf("数'); drop table x"),
    "'数':* & ('dr' <-> 'ro' <-> 'op') & ('ta' <-> 'ab' <-> 'bl' <-> 'le') & 'x':*",
  )
  assert.equal(excerptOf('前面的话'.repeat(20) + '要找的词' + '后面', '要找的词').includes('要找的词'), true)
})

test('a person finds what they may read, at once, and nothing else; personal fields are not searched', async () => {
  const city = await openCity([notes], '2024-09-27T10:00:00+08:00')
  try {
    const [dongtai, dafeng] = [
      await city.officer('dongtai-government', ['search-clerk']),
      await city.officer('dafeng-government', ['search-clerk']),
    ]
    const titles = async (who: typeof dongtai, q: string) =>
      (await who.asks('GET', `/api/search?q=${encodeURIComponent(q)}`)).rows.map((row: { title: string }) => row.title)
    const made = await dongtai.asks('POST', '/api/registers/search-note', {
      title: '潮汐观测站',
      words: '弶港滩涂的水位每十分钟一报',
      secret: '320981199001011234',
    })
    assert.deepEqual(await titles(dongtai, '滩涂 水位'), ['潮汐观测站'])
    assert.deepEqual(await titles(dongtai, '弶'), ['潮汐观测站'])
    assert.deepEqual(await titles(dongtai, '320981199001011234'), [])
    assert.deepEqual(await titles(dafeng, '滩涂'), [])
    assert.deepEqual(await titles(city.visitor() as never, '滩涂'), [])
    assert.deepEqual(await titles(await city.officer('dongtai-data-bureau', ['search-guard']), '滩涂'), ['潮汐观测站'])
    assert.deepEqual(await titles(await city.officer('dafeng-data-bureau', ['search-guard']), '滩涂'), [])
    await dongtai.asks('PATCH', `/api/registers/search-note/${made.id}`, { words: '改记风速' }, { 'if-match': '1' })
    assert.deepEqual(await titles(dongtai, '滩涂'), [])
    assert.deepEqual(await titles(dongtai, '风速'), ['潮汐观测站'])
    await city.refuses(dongtai.asks('GET', '/api/search?q='), 'http/wrong-shape')
    for (const odd of ["' or 1=1 --", '%', '\\', '!&|', ':*', '(', '<->'])
      assert.ok(Array.isArray(await titles(dongtai, odd)), odd)
  } finally {
    await city.house.close()
  }
})

test('a traditional spelling finds the simplified, and the other way round; the excerpt begins where the word stands', () => {
  for (const [simple, traditional] of [
    ['盐城市数据局发布目录', '鹽城市數據局發布目錄'],
    ['头发干燥，干部后面', '頭髮乾燥，幹部後面'],
  ] as const) {
    assert.equal(gramsOf(simple, ''), gramsOf(traditional, ''))
    assert.equal(queryOf(simple), queryOf(traditional))
  }
  assert.equal(queryOf('數據'), queryOf('数据'))
  const long = `${'前'.repeat(60)}數據共享${'后'.repeat(60)}`
  assert.match(excerptOf(long, '数据'), /數據共享/)
})
