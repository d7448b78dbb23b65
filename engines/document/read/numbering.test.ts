import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellXml, paragraph, rowXml, run, says, tableXml, wordFile } from '../../../testing/word-file.ts'
import { readDocx } from './docx.ts'
import { numeral } from './numeral.ts'

interface Level {
  form?: string
  text?: string
  start?: number
  more?: string
}
const level = ({ form = 'decimal', text = '%1.', start = 1, more = '' }: Level, at: number) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${form}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
const kind = (id: number, levels: Level[], more = '') =>
  `<w:abstractNum w:abstractNumId="${id}">${more}${levels.map(level).join('')}</w:abstractNum>`
const list = (id: number, of: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`
const of = (id: number | undefined, at?: number, more = '') =>
  `${more}<w:numPr>${at === undefined ? '' : `<w:ilvl w:val="${at}"/>`}${id === undefined ? '' : `<w:numId w:val="${id}"/>`}</w:numPr>`
const styled = (name: string) => `<w:pStyle w:val="${name}"/>`

/** The lines of a body, each as its text. */
const lines = async (body: string, numbering: string, styles?: string) =>
  (await readDocx(wordFile(body, { numbering, ...(styles === undefined ? {} : { styles }) }), '要点.docx')).map(
    (block) => (block.kind === 'line' ? block.text : block.cells.join('|')),
  )
/** What stands before paragraphs of these levels of one list. */
const drawn = async (levels: Level[], places: number[], more = '') =>
  (await lines(places.map((at) => says('文', of(1, at))).join(''), kind(0, levels) + list(1, 0, more))).map((one) =>
    one.slice(0, -1).trim(),
  )

test('numbers are drawn in the forms of official documents', () => {
  for (const [form, number, written] of [
    ['decimal', 12, '12'],
    ['decimalZero', 7, '07'],
    ['decimalFullWidth', 12, '１２'],
    ['chineseCounting', 10, '十'],
    ['chineseCounting', 21, '二十一'],
    ['chineseCounting', 105, '一〇五'],
    ['chineseCountingThousand', 11, '十一'],
    ['chineseCountingThousand', 110, '一百一十'],
    ['chineseCountingThousand', 1005, '一千零五'],
    ['ideographDigital', 10, '一〇'],
    ['japaneseCounting', 21, '二十一'],
    ['japaneseCounting', 123, '百二十三'],
    ['chineseLegalSimplified', 12, '壹拾贰'],
    ['ideographTraditional', 3, '丙'],
    ['decimalEnclosedCircle', 12, '⑫'],
    ['decimalEnclosedCircleChinese', 21, '㉑'],
    ['decimalEnclosedParen', 2, '⑵'],
    ['decimalEnclosedFullstop', 1, '⒈'],
    ['ideographEnclosedCircle', 2, '㊁'],
    ['upperRoman', 4, 'IV'],
    ['lowerRoman', 19, 'xix'],
    ['upperLetter', 28, 'BB'],
    ['lowerLetter', 3, 'c'],
    ['none', 3, ''],
    ['aiueo', 3, undefined],
    ['toString', 3, undefined],
  ] as const)
    assert.equal(numeral(number, form), written, `${form} ${number}`)
  assert.equal(numeral(7, 'custom', '001, 002, 003, ...'), '007')
})

test('law: two numbers of a list are never written alike', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(
        'decimal',
        'chineseCounting',
        'chineseCountingThousand',
        'ideographDigital',
        'japaneseCounting',
        'upperRoman',
        'lowerLetter',
        'decimalEnclosedCircle',
        'chineseLegalSimplified',
      ),
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 500 }),
      (form, one, other) => assert.equal(numeral(one, form) === numeral(other, form), one === other),
    ),
  ))

test('a deeper level begins anew below a higher one, as it says, and shows the numbers above it', async () => {
  const outline: Level[] = [
    { form: 'chineseCounting', text: '%1、' },
    { form: 'chineseCounting', text: '（%2）' },
    { text: '%1.%2.%3', more: '<w:isLgl/>' },
  ]
  assert.deepEqual(await drawn(outline, [0, 1, 1, 2, 2, 0, 1, 2]), [
    '一、',
    '（一）',
    '（二）',
    '1.2.1',
    '1.2.2',
    '二、',
    '（一）',
    '2.1.1',
  ])
  const running = [{ text: '%1、' }, { text: '%2.', more: '<w:lvlRestart w:val="0"/>' }]
  assert.deepEqual(await drawn(running, [0, 1, 1, 0, 1]), ['1、', '1.', '2.', '2、', '3.'])
  const byFirst = [{ text: '%1、' }, { text: '%2.' }, { text: '%3)', more: '<w:lvlRestart w:val="1"/>' }]
  assert.deepEqual(await drawn(byFirst, [0, 1, 2, 1, 2, 0, 2]), ['1、', '1.', '1)', '2.', '2)', '2、', '1)'])
  assert.deepEqual(await drawn([{ start: 5 }, { text: '%1.%2' }], [1, 0, 0]), ['5.1', '5.', '6.'])
  assert.deepEqual(
    await drawn(
      [
        { form: 'bullet', text: '\uF0B7' },
        { form: 'none', text: '附：' },
      ],
      [0, 1],
    ),
    ['', '附：'],
  )
})

test('lists of one kind count on; one that says where it starts begins there once', async () => {
  const kinds = kind(0, [{}]) + kind(1, [{ text: '%1、' }])
  const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
  const own = `<w:lvlOverride w:ilvl="0">${level({ form: 'upperLetter', text: '%1)', start: 3 }, 0)}</w:lvlOverride>`
  const lists = list(1, 0) + list(2, 0) + list(3, 0, start) + list(4, 1, own)
  const body = [1, 1, 2, 3, 3, 1, 4, 4].map((id) => says('文', of(id, 0))).join('')
  assert.deepEqual(await lines(body, kinds + lists), [
    '1. 文',
    '2. 文',
    '3. 文',
    '1. 文',
    '2. 文',
    '3. 文',
    'C) 文',
    'D) 文',
  ])
})

test('a paragraph is numbered by its style, or what that is based on; a list by the style that it names', async () => {
  const styles =
    `<w:style w:type="paragraph" w:styleId="章"><w:pPr>${of(1)}</w:pPr></w:style>` +
    `<w:style w:type="paragraph" w:styleId="条"><w:basedOn w:val="章"/><w:pPr>${of(undefined, 1)}</w:pPr></w:style>` +
    '<w:style w:type="paragraph" w:styleId="条二"><w:basedOn w:val="条"/></w:style>' +
    `<w:style w:type="paragraph" w:styleId="节"><w:basedOn w:val="章"/></w:style>` +
    `<w:style w:type="numbering" w:styleId="表"><w:pPr>${of(7)}</w:pPr></w:style>`
  const numbering =
    kind(0, [
      { form: 'chineseCounting', text: '%1、', more: '<w:pStyle w:val="章"/>' },
      { text: '%2.' },
      { text: '（%3）', more: '<w:pStyle w:val="节"/>' },
    ]) +
    kind(1, [], '<w:numStyleLink w:val="表"/>') +
    kind(2, [{ text: '[%1]' }], '<w:styleLink w:val="表"/>') +
    list(1, 0) +
    list(5, 1) +
    list(7, 2)
  const body =
    says('甲', styled('章')) +
    says('乙', styled('条')) +
    says('丙', styled('条二')) +
    says('丁', styled('节')) +
    says('戊', of(0, 0, styled('章'))) +
    says('己', of(5, 0)) +
    says('庚', of(5)) +
    says('辛', of(99, 0))
  assert.deepEqual(await lines(body, numbering, styles), [
    '一、 甲',
    '1. 乙',
    '2. 丙',
    '（1） 丁',
    '戊',
    '[1] 己',
    '[2] 庚',
    '辛',
  ])
})

test('what stands between a number and its words is what the list says; a hidden number is not there', async () => {
  const numbering = (more: string) => kind(0, [{ text: '%1、', more }]) + list(1, 0)
  const body = says('文', of(1, 0))
  assert.deepEqual(await lines(body, numbering('<w:suff w:val="nothing"/>')), ['1、文'])
  assert.deepEqual(await lines(body, numbering('<w:suff w:val="space"/>')), ['1、 文'])
  assert.deepEqual(await lines(body, numbering('<w:rPr><w:vanish/></w:rPr>')), ['文'])
})

test('the number of a row is drawn in its first cell, also where the cell is empty; what is deleted is not counted', async () => {
  const gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
  const row = (first: string, properties = '') => rowXml(cellXml(first) + cellXml(says('文')), properties)
  const auto = paragraph('', of(1, 0))
  const table = tableXml(
    row(auto) +
      row(auto, '<w:del w:id="1" w:author="a"/>') +
      row(`<w:sdt><w:sdtContent>${auto}</w:sdtContent></w:sdt>`) +
      rowXml(cellXml(auto, '<w:vMerge/>') + cellXml(says('续'))) +
      row(paragraph('', `${of(1, 0)}${gone}`)) +
      row(auto),
  )
  assert.deepEqual(await lines(table, kind(0, [{ text: '%1' }]) + list(1, 0)), ['1|文', '2|文', '|续', '|文', '3|文'])
  const body =
    says('一', of(1, 0)) +
    says('二', of(1, 0) + gone) +
    says('三', of(1, 0)) +
    paragraph('', of(1, 0)) +
    says('四', of(1, 0))
  assert.deepEqual(await lines(body, kind(0, [{}]) + list(1, 0)), ['1. 一', '2. 二三', '4. 四'])
})

test('a number in a form that nobody knows is shown in figures, and said to be unsure', async () => {
  const numbering = kind(0, [{ form: 'aiueo', text: '%1.' }]) + list(1, 0)
  const [found] = await readDocx(wordFile(paragraph(run('文'), of(1, 0)), { numbering }), '要点.docx')
  assert.ok(found?.kind === 'line')
  assert.equal(found.text, '1. □文')
  assert.match(found.unread?.[0]?.says ?? '', /自动编号（格式 aiueo）/)
})
