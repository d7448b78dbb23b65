import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import * as z from 'zod'
import * as field from '#kernel/field'
import { defineSystem } from '#kernel/system'
import { defineRole, may } from '#engines/identity'
import { defineRegister } from '#engines/register'
import { openCity, Refused } from '#testing'
import { defineCase } from './index.ts'

/** Every kind of field that takes free words, by the word that declares it: whatever is declared with a label alone. */
const kinds = Object.fromEntries(
  Object.entries(field as Record<string, unknown>).flatMap(([name, make]): [string, z.ZodType][] => {
    if (typeof make !== 'function' || name === 'optional') return []
    try {
      const made: unknown = make(name, {})
      return made instanceof z.ZodType && field.notes.has(made) && made.safeParse('随便写的话').success
        ? [[name, made]]
        : []
    } catch {
      return []
    }
  }),
)
const lines = (made: z.ZodType) => made.safeParse('一行\n两行').success

const paper = defineRegister('toy-paper', {
  title: '纸条',
  naming: 'name',
  fields: { name: field.text('题目'), batch: field.integer('批次'), ...kinds },
  filters: ['batch'],
})
const reading = defineCase('toy-reading', {
  title: '传阅',
  subject: paper,
  opensOn: 'created',
  initial: 'passed',
  states: {
    passed: { title: '传阅中', actions: { note: { title: '批注', to: 'noted', form: kinds } } },
    noted: { title: '已批', final: true },
  },
})
const clerkRole = defineRole('toy-reader', {
  title: '收发',
  grants: [may(paper, ['read', 'create', 'amend'], 'own-agency'), may(reading, ['read', 'note'], 'own-agency')],
})
const office = defineSystem('toy-office', {
  title: '收发室',
  owner: 'city-archives',
  parts: [paper, reading, clerkRole],
  pages: [],
})

/** Words that careless software changes, runs, or chokes on. */
const odd = [
  ...[' 前有空格', '后有空格 ', '\u3000全角空格\u3000', '\u00a0不换行空格\u00a0', '\uFEFF有字节序标记', '中间  两格'],
  ...[
    '\u202E倒着写\u202C',
    '\u2066隔开\u2069',
    '零\u200b宽\u200d度\u2060',
    'e\u0301 与 é',
    '各各各',
    'ﬁ ﷺ',
    '﨑 と 崎',
  ],
  ...['👩‍👩‍👧‍👦🏳️‍🌈👍🏽', '𠀀𪚥', 'ＡＢＣ１２３', '\u0e33\u0e4d', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢', '\u2028行\u2029段', '\uFFFD\uFFFE\uFFFF'],
  ...[
    'null',
    'NULL',
    'undefined',
    'true',
    'NaN',
    '-0',
    '0x10',
    '1e400',
    '1E5',
    '007',
    '1,234',
    '12:30',
    '2024-02-30',
    '1/2',
  ],
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '=HYPERLINK("http://x","点")',
    "'=1+1",
    "=cmd|'/C calc'!A0",
    "'",
    '_x0041_',
    '_x000D_',
  ],
  ...[
    '<script>alert(1)</script>',
    '&lt;&amp;&#0;',
    ']]>',
    '{{7*7}}${7*7}',
    '%s%n%00',
    '\\u0000',
    '\\',
    '"',
    "'; drop table x; --",
  ],
  ...['__proto__', 'constructor', '../../etc/passwd', '长'.repeat(200)],
]
const oddLines = ['一\n二', '\n首行空着', '末行空着\n', '一\r\n二', '一\r二', '\t缩进\t', '=1\n=2', '长 '.repeat(2000)]

const city = await openCity([office])
after(() => city.house.close())
const clerk = await city.officer('city-archives', ['toy-reader'])
const url = '/api/registers/toy-paper'
const names = Object.keys(kinds)
const said = (row: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, row[name]]))
const all = [...odd.map((words) => [words, words] as const), ...oddLines.map((words) => ['一行', words] as const)]
const valuesOf = ([one, more]: readonly [string, string]) =>
  Object.fromEntries(names.map((name) => [name, lines(kinds[name] as z.ZodType) ? more : one]))

test('the kinds of field that take free words are found', () => {
  assert.ok(names.includes('text') && names.includes('longText'), names.join())
})

test('what somebody wrote comes back letter for letter: from a register, from a case, and through a workbook', async () => {
  for (const pair of all) {
    const given = valuesOf(pair)
    const made = await clerk.asks('POST', url, { name: '甲', batch: 1, ...given })
    assert.deepEqual(said(made), given)
    assert.deepEqual(said(await clerk.asks('GET', `${url}/${made.id}`)), given)
    const [opened] = await clerk.cases(reading, `&subject=${made.id}`)
    await clerk.does(reading, opened?.id, 'note', given)
    const read = await clerk.reads(reading, opened?.id)
    const step = read.trail.find(({ action }: { action: string }) => action === 'note')
    assert.deepEqual(step.form, given)
  }
  const job = await clerk.finishes(await clerk.asks('POST', `${url}/export`, { query: 'filter.batch=1' }))
  const file = await clerk.brings('纸条.xlsx', (await clerk.raw('GET', job.path)).rawPayload)
  await clerk.finishes(await clerk.asks('POST', `${url}/sheet`, { file: file.id, name: '纸条.xlsx' }))
  const kept = []
  for (let after = ''; ;) {
    const page = await clerk.asks('GET', `${url}?limit=100&filter.batch=1${after}`)
    kept.push(...page.rows)
    if (!page.next) break
    after = `&after=${page.next}`
  }
  const sorted = (rows: object[]) => rows.map((one) => JSON.stringify(one)).toSorted()
  assert.deepEqual(sorted(kept.map(said)), sorted([...all, ...all].map(valuesOf)))
})

test('what cannot be kept so is refused with a reason, and nothing is', async () => {
  const made = await clerk.asks('POST', url, { name: '乙', batch: 2, ...valuesOf(['好', '好']) })
  const [opened] = await clerk.cases(reading, `&subject=${made.id}`)
  const before = (await clerk.lists(paper)).length
  for (const name of names)
    for (const words of [
      '',
      ' ',
      '\u3000\uFEFF',
      '\u0000',
      'a\u0000b',
      '\u0007',
      '\u001b[31m',
      '\ud800',
      '\udc00\ud800',
      '长'.repeat(4001),
    ]) {
      const given = { ...valuesOf(['好', '好']), [name]: words }
      for (const asked of [
        clerk.asks('POST', url, { name: '丙', batch: 2, ...given }),
        clerk.asks('PATCH', `${url}/${made.id}`, { [name]: words }, { 'if-match': '1' }),
        clerk.does(reading, opened?.id, 'note', given),
      ])
        await assert.rejects(
          asked,
          (error) => error instanceof Refused && error.status === 400,
          JSON.stringify(words.slice(0, 9)),
        )
    }
  assert.equal((await clerk.lists(paper)).length, before)
})
