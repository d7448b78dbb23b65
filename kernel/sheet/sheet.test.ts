import assert from 'node:assert/strict'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { Fault } from '#kernel/fault'
import { header, inline, packageOf, relation, worksheet } from '../../testing/workbook.ts'
import { counted } from './digits.ts'
import { readSheet, writeSheet } from './index.ts'
import type { CellRead, CellValue, Sheet, SheetColumn, SheetRow } from './index.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sheet-'))
})
after(() => rm(folder, { recursive: true }))

const columns: readonly SheetColumn[] = [
  { key: 'id', title: '编号', kind: 'text', hidden: true },
  { key: 'task', title: '任务', kind: 'longText' },
  { key: 'lead', title: '牵头单位', kind: 'text', options: ['市数据局', '大丰区, 东台市', '=x"y\''] },
  { key: 'count', title: '数量', kind: 'integer' },
  { key: 'money', title: '金额', kind: 'number' },
  { key: 'done', title: '进度', kind: 'percent' },
  { key: 'due', title: '期限', kind: 'date' },
  { key: 'at', title: '报送时间', kind: 'instant', locked: true },
]
const naughty = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  "=cmd|' /C calc'!A0",
  "'领导",
  '007',
  '1E5',
  '2024-11-05',
  'TRUE',
  '#REF!',
  '_x0041_',
  '_x0041\u0001',
  '_\u0000_x0041_x0042_',
  '\uD800孤\uDC00',
  '\uFFFE\uFFFF',
  '😀盐城👩‍👩‍👧',
  '一\n二\r\n三',
  ' 两边 ',
  '<a>&amp;"]]>',
  '__proto__',
]

const write = async (sheet: Sheet, name = 'written.xlsx') => {
  const file = path.join(folder, name)
  await pipeline(writeSheet(sheet), createWriteStream(file))
  return file
}
const partsIn = async (file: string) =>
  Object.fromEntries(Object.entries(unzipSync(await readFile(file))).map(([name, part]) => [name, strFromU8(part)]))
const rowsOf = async (file: string, wanted = columns) => (await readSheet(file, '清单.xlsx', wanted)).rows
const value = (read: CellRead | undefined) => (read?.kind === 'value' ? read.value : read)
const says = (read: CellRead | undefined) => (read?.kind === 'wrong' ? read.says : `${read?.kind}`)

const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="[Red]0.0&quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, 14, 9, 170, 171, 31].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`

const keep = async (content: Uint8Array, name = 'made.xlsx') => {
  const file = path.join(folder, name)
  await writeFile(file, content)
  return file
}
const read = async (content: Uint8Array, wanted: readonly SheetColumn[], mostRows?: number) =>
  readSheet(await keep(content), '清单.xlsx', wanted, mostRows === undefined ? {} : { mostRows })
const refuses = async (content: Uint8Array, code: string, mostRows?: number, word = '清单.xlsx') =>
  assert.rejects(read(content, [one], mostRows), (error: unknown) => {
    assert.ok(error instanceof Fault, String(error))
    assert.equal(error.code, code)
    assert.ok(error.message.includes(word), error.message)
    return true
  })
const one: SheetColumn = { key: 'a', title: '甲', kind: 'text' }
const of = (kind: SheetColumn['kind'], options?: readonly string[]): SheetColumn => ({
  key: 'a',
  title: '甲',
  kind,
  ...(options ? { options } : {}),
})
/** What one cell, written as `xml`, reads as. */
const cell = async (column: SheetColumn, xml: string, book?: string) => {
  const content = packageOf(worksheet(`${header('甲', '乙')}<row r="2">${xml}${inline('B2', '乙')}</row>`), {
    'xl/styles.xml': styles,
    ...(book ? { book } : {}),
  })
  return (await read(content, [column, { key: 'b', title: '乙', kind: 'text' }])).rows[0]?.cells.a
}
const text = (written: string) => inline('A2', written)
const number = (written: string, style = 0) => `<c r="A2" s="${style}"><v>${written}</v></c>`

const blank = (cells: CellValue | undefined) => cells === null || (typeof cells === 'string' && cells.trim() === '')
const letters = fc.string({ unit: fc.constantFrom(...'_x0041A=+-@\'"<&]> \t\n\r\u0001\uD800\uDC00\uFFFF盐') })
const texts = fc.oneof(letters, fc.string({ unit: 'binary' }), fc.constantFrom(...naughty))
const day = (min: string) =>
  fc
    .date({ min: new Date(min), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
const cells = fc.record({
  id: texts,
  task: texts,
  lead: fc.constantFrom(...(columns[2]?.options ?? [])),
  count: fc.maxSafeInteger(),
  money: fc.double({ noNaN: true, noDefaultInfinity: true }).map((double) => counted(double) + 0),
  done: fc.integer({ min: 0, max: 100 }),
  due: fc.oneof(day('0001-01-01'), day('1899-12-25')),
  at: fc.date({ min: new Date('1600-01-01'), max: new Date('9999-12-30'), noInvalidDate: true }),
})

test('law: what is written is read back, whatever it is', async () => {
  const some = fc.record(Object.fromEntries(columns.map(({ key }) => [key, fc.boolean()])))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cells, some), { maxLength: 12 }),
      fc.array(texts, { maxLength: 3 }),
      async (drawn, lines) => {
        const rows = drawn.map(([row, kept]) => ({
          cells: Object.fromEntries(Object.entries(row).map(([key, one]) => [key, kept[key] ? one : null])),
        }))
        const found = await rowsOf(await write({ title: '清单', says: lines, columns, rows }))
        const expected = rows
          .map(({ cells }, i) => ({ number: lines.length + 2 + i, cells }))
          .filter(({ cells }) => !Object.values(cells).every(blank))
        assert.deepEqual(
          found.map(({ number, cells }) => ({ number, cells })),
          expected.map(({ number, cells }) => ({
            number,
            cells: Object.fromEntries(
              Object.entries(cells).map(([key, one]) => [
                key,
                blank(one) ? { kind: 'empty' } : { kind: 'value', value: one },
              ]),
            ),
          })),
        )
      },
    ),
    { numRuns: 60 },
  )
})

test('a text is a text cell, whatever it begins with, and no part holds a formula of a cell', async () => {
  const file = await write({ title: '=1', says: naughty, columns, rows: naughty.map((task) => ({ cells: { task } })) })
  const parts = await partsIn(file)
  for (const xml of Object.values(parts)) assert.doesNotMatch(xml, /<f[ >]/)
  const sheet = parts['xl/worksheets/sheet1.xml'] ?? ''
  assert.deepEqual(
    [...sheet.matchAll(/<c r="B\d+" s="\d+" t="(\w+)"/g)].map(([, type]) => type),
    Array.from({ length: naughty.length * 2 + 1 }, () => 'inlineStr'),
  )
  assert.deepEqual(
    (await rowsOf(file)).map(({ cells }) => value(cells.task)),
    naughty,
  )
})

test('cells are typed, the header is frozen and filtered, drop-downs hold the choices', async () => {
  const at = new Date('2024-11-05T06:30:00Z')
  const row = { id: '007', task: '建库', lead: '市数据局', count: 3, money: 1.5, done: 45, due: '2024-11-05', at }
  const parts = await partsIn(await write({ title: '任务', says: ['说明'], columns, rows: [{ cells: row }] }))
  const sheet = parts['xl/worksheets/sheet1.xml'] ?? ''
  const numbers = Object.fromEntries([...sheet.matchAll(/<c r="(\w+)" s="\d+"><v>([^<]+)/g)].map(([, a, v]) => [a, v]))
  assert.deepEqual(numbers, { D3: '3', E3: '1.5', F3: '0.45', G3: '45601', H3: `${45601 + 14.5 / 24}` })
  assert.match(sheet, /<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"\/>/)
  assert.match(sheet, /<autoFilter ref="A2:H3"\/>/)
  assert.match(sheet, /<col min="1" max="1" [^>]*hidden="1"/)
  assert.match(sheet, /<c r="B1"[^>]*><is><t xml:space="preserve">说明/, 'a line stands where it is seen')
  assert.match(sheet, /sqref="C3:C1048576"><formula1>'选项'!\$C\$1:\$C\$3</)
  assert.match(parts['xl/worksheets/sheet2.xml'] ?? '', /C2"[^>]*><is><t xml:space="preserve">大丰区, 东台市/)
  assert.match(parts['xl/workbook.xml'] ?? '', /name="选项" sheetId="2" state="hidden"/)
})

test('a cell that is wrong is marked, keeps what stands in it, and says why in the last column', async () => {
  const rows: SheetRow[] = [
    {
      cells: { task: '一', count: '许多' },
      wrong: { count: '应为整数。', other: '与第 4 行重复。', due: '必须填写。' },
    },
    { cells: { task: '二', count: 2 } },
  ]
  const file = await write({ title: '问题', columns, rows, problems: true })
  const wider: SheetColumn[] = [...columns, { key: 'problems', title: '问题', kind: 'longText' }]
  const [first, second] = await rowsOf(file, wider)
  assert.equal(value(first?.cells.problems), '数量：应为整数。\n与第 4 行重复。\n期限：必须填写。')
  assert.deepEqual(first?.cells.count, { kind: 'wrong', says: '应为整数，现在是“许多”。', text: '许多' })
  assert.deepEqual(second?.cells.problems, { kind: 'empty' })
  const sheet = (await partsIn(file))['xl/worksheets/sheet1.xml'] ?? ''
  const style = (at: string) => new RegExp(`<c r="${at}" s="(\\d+)"`).exec(sheet)?.[1]
  assert.notEqual(style('D2'), style('D3'))
  assert.ok(style('G2'), 'an empty cell is marked too')
  await assert.rejects(write({ title: '问', columns, rows }), /without problems/)
})

test('a sheet is named as Excel allows', async () => {
  for (const [title, name] of [
    ['任务/清单: [2024]?', '任务 清单 2024'],
    ['一'.repeat(30) + '😀', '一'.repeat(30)],
    ["'选项'", '表 选项'],
    ['History', '表 History'],
    ['*', '表'],
    ['O\'Brien & "Co"', 'O\'Brien & "Co"'],
  ] as const)
    assert.equal((await readSheet(await write({ title, columns, rows: [] }), '', columns)).title, name)
})

test('the same rows make the same bytes', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => ({ cells: { task: `任务 ${i}`, count: i } }))
  const [a, b] = await Promise.all(['a', 'b'].map((name) => write({ title: '清单', columns, rows }, `${name}.xlsx`)))
  assert.ok((await readFile(a as string)).equals(await readFile(b as string)))
})

test('what does not fit is refused before nonsense is written', async () => {
  const failsWith = (sheet: Sheet, code: string, words: RegExp) =>
    assert.rejects(write(sheet), (error: unknown) => {
      assert.ok(error instanceof Fault, String(error))
      assert.equal(error.code, code)
      assert.match(error.message, words)
      return true
    })
  const long = { task: '字'.repeat(32_767) }
  await write({ title: '长', columns, rows: [{ cells: long }] })
  await failsWith(
    { title: '长', columns, rows: [{ cells: {} }, { cells: { task: `${long.task}字` } }] },
    'sheet/text-too-long',
    /第 3 行的“任务”超过 32,767 个字/,
  )
})

test('rows are asked for as they are taken, and let go when nobody takes them', async () => {
  let asked = 0
  let freed = () => {}
  const free = new Promise<void>((done) => {
    freed = done
  })
  async function* endless(): AsyncGenerator<SheetRow> {
    try {
      for (;;) {
        asked += 1
        yield { cells: { task: `${asked * 7919}` } }
      }
    } finally {
      freed()
    }
  }
  const stream = writeSheet({ title: '无尽', columns, rows: endless() })
  let taken = 0
  for await (const chunk of stream) {
    taken += (chunk as Buffer).length
    if (taken > 100_000) break
  }
  await free
  assert.ok(asked < 100_000, `${asked}`)
})

test('a mistake in the rows ends the stream with it', async () => {
  const rows = (function* (): Generator<SheetRow> {
    yield { cells: {} }
    throw new Error('the query broke')
  })()
  await assert.rejects(write({ title: '断', columns, rows }), /the query broke/)
})

test('columns are found by their titles, in any order, under other rows, between empty ones', async () => {
  const sheet = worksheet(
    `<row r="2">${inline('A2', '盐城市任务表')}</row><row r="4">${inline('A4', '备注')}${inline('B4', ' 数　量 ')}${inline('D4', '任务\n名称')}</row><row r="5"/><row r="6"><c r="A6"/><c r="B6" s="0"/></row><row r="7">${inline('A7', '只有备注')}</row><row r="9">${inline('A9', '无关')}<c r="B9"><v>12</v></c>${inline('D9', '建库')}</row><row r="10">${inline('D10', '  ')}</row>`,
  )
  const found = await read(packageOf(sheet), [
    { key: 'task', title: '任务名称', kind: 'text' },
    { key: 'count', title: '数量', kind: 'integer' },
  ])
  assert.equal(found.title, '表')
  assert.deepEqual(
    found.rows.map(({ number, cells, at }) => ({ number, cells, at: [at('task'), at('count')] })),
    [
      {
        number: 9,
        cells: { task: { kind: 'value', value: '建库' }, count: { kind: 'value', value: 12 } },
        at: ['D9', 'B9'],
      },
    ],
  )
})

test('shared, rich and phonetic texts, prefixed elements and cells without addresses are read', async () => {
  const shared =
    '<x:sst xmlns:x="x"><x:si><x:t>甲</x:t></x:si><x:si><x:r><x:t>粗</x:t></x:r><x:r><x:rPr/><x:t xml:space="preserve"> 细_x000D_</x:t></x:r><x:rPh><x:t>cū</x:t></x:rPh></x:si></x:sst>'
  const sheet =
    '<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c></x:row><x:row><x:c t="s"><x:v>1</x:v></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:r><x:t>甲&amp;</x:t></x:r><x:r><x:t><![CDATA[<乙>]]></x:t></x:r><x:rPh><x:t>yǐ</x:t></x:rPh></x:is></x:c></x:row></x:sheetData></x:worksheet>'
  const { rows } = await read(packageOf(sheet, { 'xl/sharedStrings.xml': shared }), [one])
  assert.deepEqual(
    rows.map(({ cells }) => value(cells.a)),
    ['粗 细\r', '甲&<乙>'],
  )
})

test('the first sheet that is not hidden is read', async () => {
  const book =
    '<sheets><sheet name="藏" sheetId="1" state="veryHidden" r:id="s"/><sheet name="见" sheetId="2" r:id="o"/></sheets>'
  const other = worksheet(`${header('甲')}<row r="2">${inline('A2', '此')}</row>`)
  const found = await read(packageOf(worksheet(''), { book, 'xl/worksheets/other.xml': other }), [one])
  assert.equal(found.title, '见')
  assert.equal(value(found.rows[0]?.cells.a), '此')
})

test('numbers typed as text are numbers where numbers are asked for', async () => {
  for (const [kind, written, meant] of [
    ['integer', '12', 12],
    ['integer', '１２', 12],
    ['integer', ' 45 ', 45],
    ['integer', '1,234', 1234],
    ['integer', '−3', -3],
    ['integer', '12.0', 12],
    ['number', '3.25', 3.25],
    ['percent', '12%', 12],
    ['percent', '１２％', 12],
    ['percent', '100', 100],
  ] as const)
    assert.deepEqual(await cell(of(kind), text(written)), { kind: 'value', value: meant }, `${kind} ${written}`)
  assert.equal(value(await cell(of('percent'), number('0.28999999999999998', 2))), 29)
  assert.equal(value(await cell(of('percent'), number('29'))), 29)
  assert.equal(value(await cell(of('number'), number('4.5E-3'))), 0.0045)
  assert.equal(value(await cell(of('text'), number('7'))), '7')
  assert.equal(value(await cell(of('text'), number('45601', 1))), '2024-11-05')
  assert.equal(value(await cell(of('text'), '<c r="A2" t="b"><v>1</v></c>')), 'TRUE')
})

test('a number is read at the digits that a workbook has', async () => {
  for (const [kind, written, meant, style] of [
    ['integer', '57.999999999999993', 58],
    ['integer', '29.000000000000004', 29],
    ['number', '0.30000000000000004', 0.3],
    ['money', '1234.5600000000001', 1234.56],
    ['percent', '0.57999999999999996', 58, 2],
    ['percent', '0.28999999999999998', 29, 2],
    ['percent', '29.000000000000004', 29],
    ['text', '29.000000000000004', '29'],
    ['text', '0.28999999999999998', '29%', 2],
    ['number', '123456789012345', 123_456_789_012_345],
  ] as const) {
    assert.deepEqual(
      await cell(of(kind), number(written, style)),
      { kind: 'value', value: meant },
      `${kind} ${written}`,
    )
    if (kind !== 'text' && style === undefined)
      assert.deepEqual(await cell(of(kind), text(written)), { kind: 'value', value: meant }, `${kind} “${written}”`)
  }
  assert.match(says(await cell(of('integer'), number('57.99999999999'))), /带有小数/)
  assert.match(says(await cell(of('integer'), text('9007199254740993'))), /位数过多/)
})

test('law: a number of fifteen digits is read as it is shown, though arithmetic left it beside itself', () =>
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (whole, places) => {
      const shown = Number(`${whole}e-${places}`)
      for (const beside of [1, 1 + Number.EPSILON, 1 - Number.EPSILON]) assert.equal(counted(shown * beside), shown)
    }),
  ))

test('a cell of dates is the day that stands in it, with a zone and without', async () => {
  for (const written of [
    '2024-11-05',
    '2024-11-05Z',
    '2024-11-05+08:00',
    '2024-11-05T00:00:00',
    '2024-11-05T00:00:00Z',
    '2024-11-05T23:30:00Z',
    '2024-11-05T00:30:00+08:00',
    '2024-11-05T00:00:00.000-11:00',
    '2024-11-05T00:00:00.0000000',
    '20241105T000000Z',
  ])
    assert.equal(value(await cell(of('date'), `<c r="A2" t="d"><v>${written}</v></c>`)), '2024-11-05', written)
  const instant = await cell(of('instant'), '<c r="A2" t="d"><v>2024-11-05T14:30:00Z</v></c>')
  assert.deepEqual(value(instant), new Date('2024-11-05T06:30:00Z'))
  assert.match(says(await cell(of('date'), '<c r="A2" t="d"><v>2024-02-30Z</v></c>')), /没有 2024-02-30 这一天/)
})

test('a workbook in UTF-16 and in the strict form is read', async () => {
  const strict = (word: string) => `http://purl.oclc.org/ooxml/${word}`
  const of = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${strict(`officeDocument/relationships/${type}`)}" Target="${target}"/>`
  const wide = (xml: string) => Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le')
  const parts = {
    '_rels/.rels': wide(`<Relationships>${of('b', 'officeDocument', 'book.xml')}</Relationships>`),
    'book.xml': wide(
      `<workbook xmlns="${strict('spreadsheetml/main')}" xmlns:r="${strict('officeDocument/relationships')}"><sheets><sheet name="表" sheetId="1" r:id="s"/></sheets></workbook>`,
    ),
    '_rels/book.xml.rels': wide(`<Relationships>${of('s', 'worksheet', 'one.xml')}</Relationships>`),
    'one.xml': wide(worksheet(`${header('甲')}<row r="2">${inline('A2', '盐城')}</row>`)).swap16(),
  }
  assert.equal(value((await read(zipSync(parts), [one])).rows[0]?.cells.a), '盐城')
})

test('dates are read from both calendars and from text', async () => {
  for (const written of [
    '2024-11-05',
    '2024/11/5',
    '2024年11月5日',
    '2024.11.5',
    '20241105',
    '２０２４-11-5',
    '2024-11-05 00:00:00',
  ])
    assert.equal(value(await cell(of('date'), text(written))), '2024-11-05', written)
  const from1904 = '<workbookPr date1904="1"/><sheets><sheet name="表" sheetId="1" r:id="s"/></sheets>'
  for (const style of [1, 3, 5]) {
    assert.equal(value(await cell(of('date'), number('45601', style))), '2024-11-05')
    assert.equal(value(await cell(of('date'), number('44139', style), from1904)), '2024-11-05')
  }
  assert.equal(value(await cell(of('date'), number('45601.75', 1))), '2024-11-05')
  assert.equal(value(await cell(of('date'), number('1', 1))), '1900-01-01')
  assert.equal(value(await cell(of('date'), number('20241105'))), '2024-11-05')
  assert.equal(value(await cell(of('date'), '<c r="A2" t="d"><v>2024-11-05T00:00:00</v></c>')), '2024-11-05')
  assert.deepEqual(
    value(await cell(of('instant'), number(`${45601 + 14.5 / 24}`, 1))),
    new Date('2024-11-05T06:30:00Z'),
  )
  assert.equal(value(await cell(of('date'), number('45600.9999999999', 1))), '2024-11-05')
  assert.deepEqual(value(await cell(of('instant'), text('2024/11/5 14:30'))), new Date('2024-11-05T06:30:00Z'))
})

test('what a cell may not hold is told apart, with what to do', async () => {
  const choices = of('text', ['在建', '建成'])
  assert.equal(value(await cell(choices, text(' 在建 '))), '在建')
  for (const [column, xml, words] of [
    [of('integer'), '<c r="A2"><f>1+1</f><v>2</v></c>', /公式.*选择性粘贴/],
    [of('text'), '<c r="A2" t="str"><f t="shared" si="0"/><v></v></c>', /公式/],
    [of('number'), '<c r="A2" t="e"><v>#REF!</v></c>', /错误值 #REF!/],
    [of('integer'), text('许多'), /应为整数，现在是“许多”/],
    [of('integer'), number('1.5'), /带有小数/],
    [of('integer'), text('12%'), /应为整数/],
    [of('integer'), number('9007199254740993'), /位数过多/],
    [of('integer'), number('45601', 1), /是日期/],
    [of('number'), text('1,2,3'), /应为数字/],
    [of('number'), number('1E999'), /应为数字/],
    [of('percent'), number('1.5', 2), /0–100/],
    [of('percent'), number('0.125', 2), /小数/],
    [of('percent'), text('-5%'), /0–100/],
    [of('date'), text('2024-02-30'), /没有 2024-02-30 这一天/],
    [of('date'), text('2024-13-01'), /没有 2024-13-01 这一天/],
    [of('date'), text('2024/11-05'), /应为日期/],
    [of('date'), text('年底'), /应为日期.*“年底”/],
    [of('date'), number('45601'), /应为日期/],
    [of('date'), number('60', 1), /应为日期/],
    [of('date'), number('2958466', 1), /应为日期/],
    [of('date'), number('45601', 4), /应为日期/],
    [of('instant'), text('2024-11-05 24:00'), /没有 24:00 这个时刻/],
    [choices, text('停工'), /“停工”不在可选的范围内，应为在建、建成/],
    [of('text'), number('3.2090119800101E+17'), /丢失末尾几位.*文本/],
    [of('text'), text('字'.repeat(32_768)), /超过 32,767 个字/],
  ] as const)
    assert.match(says(await cell(column, xml)), words, xml.slice(0, 80))
})

test('a merged cell is wrong in every row and column that it covers', async () => {
  const rows = [2, 3, 4, 5]
    .map((n) => `<row r="${n}">${inline(`A${n}`, `甲${n}`)}${inline(`B${n}`, `乙${n}`)}</row>`)
    .join('')
  const pair = [one, { key: 'b', title: '乙', kind: 'text' } as const]
  const merges = (...refs: string[]) =>
    packageOf(
      worksheet(
        header('甲', '乙') + rows,
        `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
      ),
    )
  const { rows: found } = await read(merges('B3:C4', 'A1:A2', 'A5', 'D2:E900000'), pair)
  assert.deepEqual(
    found.map(({ cells }) => [cells.a?.kind, cells.b?.kind].join()),
    ['wrong,value', 'value,wrong', 'value,wrong', 'value,value'],
  )
  assert.match(says(found[1]?.cells.b), /取消合并/)
  assert.equal(found[1]?.cells.b?.kind === 'wrong' && found[1].cells.b.text, '乙3')
  await refuses(merges(...Array<string>(9).fill('A2:A5')), 'sheet/broken')
})

test('what is no workbook, or closed, or broken, is refused in a sentence', async () => {
  const good = packageOf(worksheet(header('甲')))
  await refuses(strToU8('任务,单位\n'), 'sheet/not-a-workbook')
  await refuses(new Uint8Array(), 'sheet/not-a-workbook')
  await refuses(zipSync({ 'word/document.xml': strToU8('<x/>') }), 'sheet/not-a-workbook')
  await refuses(
    packageOf('', {
      '_rels/.rels': `<Relationships>${relation('b', 'officeDocument', 'xl/workbook.bin')}</Relationships>`,
    }),
    'sheet/not-a-workbook',
  )
  await refuses(packageOf('', { 'xl/workbook.xml': '<document/>' }), 'sheet/not-a-workbook')
  await refuses(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'sheet/encrypted')
  await refuses(good.subarray(0, good.length / 2), 'sheet/broken')
  await refuses(packageOf('<worksheet><sheetData>'), 'sheet/broken')
  await refuses(packageOf(worksheet('&lol;')), 'sheet/broken')
  await refuses(packageOf(worksheet(''), { book: '<sheets/>' }), 'sheet/broken')
  const changed = packageOf(worksheet(header('甲')))
  new DataView(changed.buffer).setUint32(Buffer.from(changed).lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 16, 7)
  await refuses(changed, 'sheet/broken')
  const twice = Buffer.from(packageOf(worksheet(header('甲')), { 'xl/worksheets/sheet2.xml': worksheet(header('甲')) }))
  for (let at; (at = twice.indexOf('sheet2.xml')) >= 0;) twice.write('sheet1.xml', at)
  await refuses(twice, 'sheet/broken')
  const row = (xml: string) => packageOf(worksheet(`${header('甲')}${xml}`))
  await refuses(row('<row r="1"/>'), 'sheet/broken')
  await refuses(row('<row r="1048577"/>'), 'sheet/broken')
  await refuses(row('<row r="2"><c r="A3"/></row>'), 'sheet/broken')
  await refuses(row('<row r="1048576"/><row/>'), 'sheet/broken')
  await refuses(row(`<row r="2">${'<c/>'.repeat(16_385)}</row>`), 'sheet/broken')
  await refuses(row(`<row r="2">${text('一')}${text('二')}</row>`), 'sheet/broken')
  await refuses(row('<row r="2"><c r="A2"><v>0x10</v></c></row>'), 'sheet/broken')
  await refuses(row('<row r="2"><c r="A2" t="s"><v>5</v></c></row>'), 'sheet/broken')
  await refuses(packageOf(`<worksheet><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`), 'sheet/broken')
})

test('a header that is not there, or there twice, is refused by its titles', async () => {
  const wanted = [one, { key: 'b', title: '乙', kind: 'text' } as const]
  const content = packageOf(worksheet(header('甲', '丙')))
  await assert.rejects(read(content, wanted), /没有找到表头，没有导入：缺少“乙”。/)
  await refuses(packageOf(worksheet('')), 'sheet/no-header', undefined, '“甲”')
  await refuses(packageOf(worksheet(header('甲', '乙', ' 甲'))), 'sheet/title-twice', undefined, 'A1、C1')
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `<row r="${from + i}">${inline(`A${from + i}`, '甲')}</row>`).join(
      '',
    )
  await refuses(packageOf(worksheet(rows(1, 4))), 'sheet/too-many-rows', 2, '2 行')
  assert.equal((await read(packageOf(worksheet(rows(1, 3))), [one], 2)).rows.length, 2)
  const noise = Array.from({ length: 100 }, (_, i) => `<row r="${i + 1}">${inline(`A${i + 1}`, '说明')}</row>`).join('')
  await refuses(packageOf(worksheet(noise + rows(101, 102))), 'sheet/no-header')
})

test('a declaration of entities is refused, and nothing that it names is fetched or grows', async () => {
  const outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
  await refuses(
    packageOf(`${outside}${worksheet(`${header('甲')}<row r="2">${inline('A2', '&x;')}</row>`)}`),
    'sheet/has-doctype',
  )
  await refuses(packageOf(worksheet(''), { 'xl/sharedStrings.xml': `${outside}<sst/>` }), 'sheet/has-doctype')
})

test('law: a workbook with any bytes changed is read or refused, never more', async () => {
  const rows = naughty.map((task, i) => ({ cells: { task, count: i, due: '2024-11-05', lead: '市数据局' } }))
  const whole = await readFile(await write({ title: '清单', columns, rows }))
  const loose = await partsIn(path.join(folder, 'written.xlsx'))
  const tries = async (content: Uint8Array) => {
    try {
      await readSheet(await keep(content, 'changed.xlsx'), '改.xlsx', columns)
    } catch (error) {
      assert.ok(error instanceof Fault && error.code.startsWith('sheet/'), String(error))
    }
  }
  const change = fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const bytes = Buffer.from(whole)
      for (const { at, byte } of changes) bytes[Math.floor(at * bytes.length)] = byte
      await tries(bytes)
    }),
    { numRuns: 150 },
  )
  const scrap = fc.constantFrom(
    '',
    '<',
    '>',
    '"',
    '</c>',
    '<row>',
    '<f/>',
    '&#1;',
    '-1',
    '1e9',
    'r=""',
    't="s"',
    '\uFFFF',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(loose)),
      change,
      scrap,
      fc.nat(9),
      async (name, { at }, put, cut) => {
        const xml = loose[name] as string
        const from = Math.floor(at * xml.length)
        const parts = { ...loose, [name]: xml.slice(0, from) + put + xml.slice(from + cut) }
        await tries(zipSync(Object.fromEntries(Object.entries(parts).map(([n, x]) => [n, strToU8(x)]))))
      },
    ),
    { numRuns: 250 },
  )
})
