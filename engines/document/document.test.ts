import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { Fault } from '#kernel/fault'
import { relation } from '../../testing/workbook.ts'
import { readDocx } from './read/docx.ts'
import { readText } from './read/text.ts'
import { deadline } from './recognise/deadline.ts'
import { quantities } from './recognise/quantity.ts'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const document = (body: string, before = '') =>
  zipSync({
    '_rels/.rels': strToU8(`<Relationships>${relation('d', 'officeDocument', 'word/document.xml')}</Relationships>`),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?>${before}<w:document ${w}><w:body>${body}</w:body></w:document>`,
    ),
  })
const line = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

const refuses = (content: Uint8Array, code: string) =>
  assert.rejects(
    () => readDocx(content, '要点.docx'),
    (error: unknown) => error instanceof Fault && error.code === code,
    code,
  )

test('paragraphs and rows are read in order, deleted words are not', async () => {
  const table = `<w:tbl><w:tr><w:tc>${line('1')}</w:tc><w:tc>${line('甲')}${line('乙')}</w:tc></w:tr></w:tbl>`
  const deleted = '<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'
  assert.deepEqual(await readDocx(document(line('一、 &amp; 二') + table + deleted), '要点.docx'), [
    { kind: 'line', text: '一、 & 二', at: 1 },
    { kind: 'row', cells: ['1', '甲 乙'], table: 1, at: 2 },
    { kind: 'line', text: '留', at: 3 },
  ])
})

test('an entity that names a file, or that grows, is refused and never expanded', async () => {
  const outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
  await refuses(document(line('&x;'), outside), 'document/broken')
  const grows = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
  await refuses(document(line('&b;'), grows), 'document/broken')
})

test('a bomb is dropped while it unfolds', async () => {
  const bomb = document(line(' '.repeat(100 * 1024 * 1024)))
  assert.ok(bomb.length < 1024 * 1024)
  const before = process.memoryUsage().rss
  await refuses(bomb, 'document/too-large-inside')
  assert.ok(process.memoryUsage().rss - before < 200 * 1024 * 1024)
})

test('what is no package, or half of one, or a package of something else, is broken', async () => {
  const whole = document(line('一、'))
  await refuses(whole.subarray(0, whole.length / 2), 'document/broken')
  await refuses(zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), 'document/broken')
  await refuses(strToU8('PK nothing'), 'document/broken')
  await refuses(document('<w:p><w:r>'), 'document/broken')
  await refuses(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), 'document/encrypted')
})

test('law: whatever bytes come, the readers answer with blocks or with a fault', () =>
  fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      for (const read of [readDocx, readText]) {
        try {
          await read(bytes, 'x')
        } catch (error) {
          assert.ok(error instanceof Fault, String(error))
        }
      }
    }),
  ))

test('a deadline is the last day that its words allow; words without a day are no deadline', () => {
  for (const [words, dueOn] of [
    ['2024年2月底前', '2024-02-29'],
    ['2025年1月', '2025-01-31'],
    ['2024年12月底', '2024-12-31'],
    ['2024年底前', '2024-12-31'],
    ['2024年8月15日前', '2024-08-15'],
  ] as const)
    assert.deepEqual(deadline(words), { dueOn, ongoing: false }, words)
  assert.deepEqual(deadline('持续推进'), { dueOn: null, ongoing: true })
  for (const words of [
    '尽快',
    '2024年13月',
    '2024年2月30日前',
    '2025年3月00日',
    '2025年3月0日',
    '2024年',
    '',
    '明年3月',
  ])
    assert.equal(deadline(words), undefined, words)
})

test('law: every month of every year ends on a day after which the next month begins', () =>
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const day = new Date(`${deadline(`${year}年${month}月底前`)?.dueOn}T00:00:00Z`)
      assert.equal(day.getUTCMonth() + 1, month)
      assert.equal(new Date(day.getTime() + 86_400_000).getUTCDate(), 1)
    }),
  ))

test('a quantity is a number in a unit; a name that looks like one is not', () => {
  const rule = { units: ['个', '项', '%', '元', '人次', '人'], stops: [/\d+G/g, /\d+\+\d+/g] }
  const found = (sentence: string) =>
    quantities(sentence, rule).map((one) => [one.comparator, one.value, one.unit, one.kind])
  assert.deepEqual(found('建成5G基站，整合不少于50个系统，挂接率达95%。'), [
    ['ge', 50, '个', 'count'],
    ['ge', 95, '%', 'rate'],
  ])
  assert.deepEqual(found('发放超5000万元，培训1万人。'), [
    ['gt', 50_000_000, '元', 'cumulative'],
    ['eq', 10_000, '人', 'cumulative'],
  ])
  assert.deepEqual(found('每月上线1项'), [['eq', 1, '项', 'recurring']])
  assert.deepEqual(found('打造3+3产业链，两个月内完成'), [])
})
