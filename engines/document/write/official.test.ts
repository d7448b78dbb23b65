import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { readDocx } from '../read/docx.ts'
import { linesOf } from './clean.ts'
import { ems } from './measure.ts'
import type { OfficialDocument, OfficialTable } from '../index.ts'
import { writeOfficial } from './official.ts'
import { breakTitle } from './title.ts'

const ranking: OfficialTable = {
  title: '表1　10月份推进情况排名',
  columns: [
    { title: '名次', width: 14, align: 'center' },
    { title: '县（市、区）', width: 60 },
    { title: '得分', width: 30, align: 'right' },
  ],
  rows: [
    ['1', '东台市', '96.35'],
    ['2', '盐南高新技术产业开发区', '94.18'],
  ],
}

const bulletin: OfficialDocument = {
  head: '盐城市数据局文件',
  number: '盐数督〔2024〕3号',
  title: '盐城市数据局关于2024年10月份数字盐城重点任务推进情况的通报',
  recipients: '各县（市、区）人民政府，市各有关单位',
  body: [
    { kind: 'paragraph', text: '现将有关情况通报如下。' },
    { kind: 'heading', level: 1, text: '一、总体情况' },
    { kind: 'heading', level: 2, text: '（一）数字政务' },
    { kind: 'heading', level: 3, text: '1. 数据共享' },
    { kind: 'paragraph', text: '办结57项。\n逾期15项。' },
    { kind: 'table', ...ranking },
    { kind: 'paragraph', text: '请认真整改。' },
  ],
  attachments: ['进展明细表。', '整改责任表'],
  signer: '盐城市数据局',
  on: '2024-11-05',
  copies: ['市委办公室', '市政府办公室'],
  printed: { by: '盐城市数据局办公室', on: '2024-11-05' },
}

const partsOf = async (document: OfficialDocument) =>
  Object.fromEntries(
    Object.entries(unzipSync(await writeOfficial(document))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  )
const mainOf = async (document: OfficialDocument) => (await partsOf(document))['word/document.xml'] ?? ''
const textsOf = async (document: OfficialDocument) =>
  (await readDocx(await writeOfficial(document), '通报.docx')).map((block) =>
    block.kind === 'line' ? block.text : block.cells,
  )

/** The paragraph that holds these words, as XML. */
function paragraphOf(xml: string, words: string): string {
  const found = xml.match(/<w:p>.*?<\/w:p>/gs)?.find((one) => one.includes(words))
  assert.ok(found, `no paragraph with ${words}`)
  return found
}
const has = (xml: string, ...wanted: string[]) => {
  for (const one of wanted) assert.ok(xml.includes(one), `${one} is not in ${xml}`)
}

test('the sheet is A4 with a type area of 156 × 225 mm, 22 lines of 28 characters in 3号 FangSong', async () => {
  const parts = await partsOf(bulletin)
  const main = parts['word/document.xml'] ?? ''
  has(main, '<w:pgSz w:w="11906" w:h="16838"')
  const margins = /<w:pgMar [^>]*>/.exec(main)?.[0] ?? ''
  has(margins, 'w:top="2098"', 'w:left="1587"', 'w:right="1474"', 'w:bottom="1984"')
  const twips = (mm: number) => (mm * 1440) / 25.4
  assert.ok(Math.abs(11906 - 1587 - 1474 - twips(156)) < 2)
  assert.ok(Math.abs(16838 - 2098 - 1984 - twips(225)) < 2)
  const body = paragraphOf(main, '现将有关情况通报如下。')
  has(body, '<w:sz w:val="32"/>', 'w:firstLineChars="200"')
  has(body, 'w:ascii="仿宋_GB2312"', 'w:hAnsi="仿宋_GB2312"', 'w:eastAsia="仿宋_GB2312"', 'w:hint="eastAsia"')
  const line = Number(/w:line="(\d+)" w:lineRule="exact"/.exec(body)?.[1])
  assert.equal(Math.floor((16838 - 2098 - 1984) / line), 22)
  const spacing = Number(/<w:rPrDefault>.*?<w:spacing w:val="(-?\d+)"/s.exec(parts['word/styles.xml'] ?? '')?.[1])
  const across = (11906 - 1587 - 1474) / (320 + spacing)
  assert.ok(across >= 28 && across < 28.2, `${across} characters to a line`)
})

test('the head is red and large, its rule red; the fonts are named with what stands in for them, none is in the file', async () => {
  const parts = await partsOf(bulletin)
  const main = parts['word/document.xml'] ?? ''
  const mark = paragraphOf(main, '盐城市数据局文件')
  has(mark, '<w:color w:val="FF0000"/>', 'w:eastAsia="方正小标宋简体"', '<w:jc w:val="center"/>')
  assert.ok(Number(/<w:sz w:val="(\d+)"/.exec(mark)?.[1]) > 60)
  has(paragraphOf(main, '盐数督〔2024〕3号'), '<w:pBdr><w:bottom w:val="single" w:color="FF0000"')
  has(
    parts['word/fontTable.xml'] ?? '',
    'w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong',
    'w:name="方正小标宋简体"',
  )
  assert.deepEqual(
    Object.keys(parts).filter((name) => /fonts\//.test(name)),
    [],
  )
})

test('a long name of the issuer still stands in one line', async () => {
  const head = '盐城市数字盐城建设工作联席会议办公室文件'
  const mark = paragraphOf(await mainOf({ ...bulletin, head }), head)
  const size = Number(/<w:sz w:val="(\d+)"/.exec(mark)?.[1])
  assert.ok(size >= 40 && size * 10 * head.length <= 8845, `${size}`)
})

test('headings are HeiTi, KaiTi and FangSong in 3号, and show in the outline', async () => {
  const parts = await partsOf(bulletin)
  for (const [words, level, face] of [
    ['一、总体情况', 1, '黑体'],
    ['（一）数字政务', 2, '楷体_GB2312'],
    ['1. 数据共享', 3, '仿宋_GB2312'],
  ] as const) {
    const heading = paragraphOf(parts['word/document.xml'] ?? '', words)
    has(heading, `w:val="Heading${level}"`, `w:eastAsia="${face}"`, '<w:sz w:val="32"/>', '<w:keepNext/>')
    const style = new RegExp(`<w:style [^>]*"Heading${level}".*?</w:style>`, 's').exec(parts['word/styles.xml'] ?? '')
    has(style?.[0] ?? '', `<w:outlineLvl w:val="${level - 1}"/>`)
  }
})

test('what was written comes back in order through the reader', async () => {
  assert.deepEqual(await textsOf(bulletin), [
    '盐城市数据局文件',
    '盐数督〔2024〕3号',
    '盐城市数据局关于2024年10月份 数字盐城重点任务推进情况的通报',
    '各县（市、区）人民政府，市各有关单位：',
    '现将有关情况通报如下。',
    '一、总体情况',
    '（一）数字政务',
    '1. 数据共享',
    '办结57项。',
    '逾期15项。',
    '表1　10月份推进情况排名',
    ['名次', '县（市、区）', '得分'],
    ['1', '东台市', '96.35'],
    ['2', '盐南高新技术产业开发区', '94.18'],
    '请认真整改。',
    '附件：1. 进展明细表',
    '2. 整改责任表',
    '盐城市数据局',
    '2024年11月5日',
    ['抄送：市委办公室，市政府办公室。'],
    ['盐城市数据局办公室 2024年11月5日印发'],
  ])
})

test('a draft says so in place of its number and leaves its day open', async () => {
  const { copies: _, printed: __, attachments: ___, ...rest } = bulletin
  const texts = await textsOf({ ...rest, number: null, on: null, recipients: null })
  assert.equal(texts[1], '草稿')
  assert.equal(texts[3], '现将有关情况通报如下。')
  assert.equal(texts.at(-1), '年　月　日')
})

test('one attachment has no number; the signer stands over the middle of the day, four characters from the right', async () => {
  const main = await mainOf({ ...bulletin, attachments: ['明细表'] })
  has(main, '附件：', '明细表')
  assert.ok(!main.includes('1.</w:t><w:tab/>'))
  const day = paragraphOf(main, '2024年11月5日<')
  const left = Number(/<w:ind w:left="(\d+)"/.exec(day)?.[1])
  const half = (8845 - left) / 2
  const dayWidth = 6.5 * 315
  assert.ok(Math.abs(half - dayWidth / 2 - 4 * 315) < 30, `${half - dayWidth / 2} twips are blank`)
  const signer = main.slice(main.lastIndexOf('<w:p>', main.lastIndexOf('盐城市数据局<')))
  has(signer, `<w:ind w:left="${left}"/><w:jc w:val="center"/>`, '<w:keepNext/>')
})

test('the page number is outside, in 4号 SongTi between dashes, and the only field there is', async () => {
  const parts = await partsOf(bulletin)
  const footers = Object.keys(parts).filter((name) => /^word\/footer\d\.xml$/.test(name))
  const [odd, even] = footers.map((name) => parts[name] ?? '')
  for (const footer of [odd, even])
    has(footer ?? '', '>— </w:t>', 'PAGE', '> —</w:t>', 'w:eastAsia="宋体"', '<w:sz w:val="28"/>')
  has(odd ?? '', '<w:ind w:right="280"/><w:jc w:val="right"/>')
  has(even ?? '', '<w:ind w:left="280"/><w:jc w:val="left"/>')
  has(parts['word/settings.xml'] ?? '', '<w:evenAndOddHeaders/>')
  assert.ok(!/instrText|fldSimple|fldChar/.test(parts['word/document.xml'] ?? ''))
})

test('a letter has double rules on its first page, no number there, and no printer', async () => {
  const parts = await partsOf({ ...bulletin, head: '盐城市数据局' })
  const main = parts['word/document.xml'] ?? ''
  has(main, '<w:titlePg/>', 'w:w="9638"')
  has(paragraphOf(main, '盐数督〔2024〕3号'), '<w:jc w:val="right"/>')
  const first = /w:type="first" r:id="(rId\d+)"/.exec(main)?.[1]
  const target = new RegExp(`Id="${first}"[^>]*Target="(footer\\d\\.xml)"|Target="(footer\\d\\.xml)"[^>]*Id="${first}"`)
  const named = target.exec(parts['word/_rels/document.xml.rels'] ?? '')
  const footer = parts[`word/${named?.[1] ?? named?.[2]}`] ?? ''
  has(footer, 'w:color="FF0000"', 'w:vAnchor="page"')
  assert.ok(!footer.includes('PAGE'))
  assert.ok(!main.includes('印发'))
  has(main, '抄送：市委办公室')
})

test('the head of a table stands on every page, and a row that fits stays whole', async () => {
  const rows = Array.from({ length: 300 }, (_, i) => [String(i + 1), '滨海县', '1'])
  rows.push(['301', '很长的说明'.repeat(200), '1'], ['302', '一\n'.repeat(40), '1'])
  const main = await mainOf({ ...bulletin, body: [{ kind: 'table', ...ranking, rows }] })
  const written = main.match(/<w:tr>.*?<\/w:tr>/gs)?.slice(0, 303) ?? []
  assert.equal(written.filter((row) => row.includes('<w:tblHeader/>')).length, 1)
  has(written[0] ?? '', '<w:tblHeader/>', '县（市、区）', 'w:eastAsia="黑体"')
  assert.ok(written.slice(1, 301).every((row) => row.includes('<w:cantSplit/>')))
  assert.ok(!written[301]?.includes('<w:cantSplit/>') && !written[302]?.includes('<w:cantSplit/>'))
})

test('law: a table is never wider than the type area, and what fits keeps its widths', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.double({ min: 8, max: 90, noNaN: true }), fc.constantFrom(-5, 0, NaN, Infinity, 1e9)), {
        minLength: 1,
        maxLength: 12,
      }),
      async (widths) => {
        const columns = widths.map((width) => ({ title: '列', width }))
        const main = await mainOf({ ...bulletin, body: [{ kind: 'table', columns, rows: [widths.map(() => '值')] }] })
        const grid = /<w:tblGrid>.*?<\/w:tblGrid>/s.exec(main)?.[0] ?? ''
        const got = [...grid.matchAll(/w:w="(\d+)"/g)].map(([, one]) => Number(one))
        assert.equal(got.length, widths.length)
        assert.ok(got.reduce((sum, one) => sum + one, 0) <= 8845)
        if (widths.every((one) => one >= 8) && widths.reduce((sum, one) => sum + one, 0) <= 155)
          got.forEach((one, i) => assert.ok(Math.abs(one - ((widths[i] ?? 0) * 1440) / 25.4) <= 1))
      },
    ),
    { numRuns: 60 },
  ))

test('two tables without titles stay two', async () => {
  const { title: _, ...plain } = ranking
  const main = await mainOf({
    ...bulletin,
    body: [
      { kind: 'table', ...plain },
      { kind: 'table', ...plain },
    ],
  })
  assert.ok(!main.includes('</w:tbl><w:tbl>'))
})

const naughty = [
  '\u0000\u0001\u0008\u000b\u001f\u007f\u0085甲',
  '半个\ud800字符\udc00',
  '\ufffe\uffff\ufeff',
  '</w:t></w:r></w:p><w:p/>&amp;&#0;<!-- ]]> "\'',
  '{ HYPERLINK "http://example.com" } =1+1 @SUM(A1)',
  '\u202e得分001\u202c',
  '👩‍👩‍👧‍👦 مرحبا Z̴̢̛a̷l̵g̶o̸',
  'a'.repeat(3000),
  '\r\n\n\u2028',
]

test('naughty words never break the file, and none becomes a field, a link or markup', async () => {
  const parts = await partsOf({
    head: naughty.join(''),
    number: naughty[3] ?? '',
    title: naughty.join(''),
    recipients: naughty.join(''),
    body: naughty.flatMap((text) => [
      { kind: 'heading', level: 2, text } as const,
      { kind: 'paragraph', text } as const,
      { kind: 'table', title: text, columns: [{ title: text, width: 20 }], rows: [[text], ['']] } as const,
    ]),
    attachments: naughty,
    signer: naughty.join(''),
    on: null,
    copies: naughty,
    printed: { by: naughty.join(''), on: '2024-01-01' },
  })
  for (const [name, xml] of Object.entries(parts)) {
    assert.doesNotThrow(() => new SaxesParser({ xmlns: true }).write(xml).close(), name)
    assert.ok(!/[^\P{Cc}\t\n\r]|\p{Noncharacter_Code_Point}|[\u202a-\u202e\ufffd]/u.test(xml), name)
  }
  const main = parts['word/document.xml'] ?? ''
  assert.ok(!/<w:(hyperlink|fldSimple|instrText|fldChar)/.test(main))
  has(main, '{ HYPERLINK &quot;http://example.com&quot; } =1+1', '得分001', '半个字符', 'a'.repeat(3000))
  assert.ok(!(parts['word/_rels/document.xml.rels'] ?? '').includes('example.com'))
})

test('law: whatever is written comes back, less what no file can hold and what nobody sees', () => {
  const any = fc
    .array(fc.oneof(fc.nat(0xffff), fc.nat(0x7f)), { maxLength: 60 })
    .map((codes) => String.fromCharCode(...codes).replace(/[\p{Co}\p{Cf}\ufffc]/gu, ''))
  return fc.assert(
    fc.asyncProperty(any, fc.array(any, { maxLength: 4 }), async (paragraph, cells) => {
      const columns = [1, 2, 3, 4].slice(0, cells.length).map(() => ({ title: '列', width: 30 }))
      const texts = await textsOf({
        head: '文件',
        number: '1号',
        title: '题',
        recipients: null,
        body: [
          { kind: 'paragraph', text: paragraph },
          ...(cells.length > 0 ? [{ kind: 'table', columns, rows: [cells] } as const] : []),
        ],
        signer: '局',
        on: '2024-12-31',
      })
      assert.deepEqual(texts, [
        '文件',
        '1号',
        '题',
        ...linesOf(paragraph),
        ...(cells.length > 0 ? [cells.map(() => '列'), cells.map((one) => linesOf(one).join(' '))] : []),
        '局',
        '2024年12月31日',
      ])
    }),
    { numRuns: 60 },
  )
})

test('the same document is the same bytes, whatever the hour', async () => {
  const [one, other] = [await writeOfficial(bulletin), await writeOfficial(bulletin)]
  assert.ok(one.equals(other))
  assert.ok(!/dcterms/.test((await partsOf(bulletin))['docProps/core.xml']?.replace(/xmlns:\S+/g, '') ?? 'dcterms'))
})

test('a title breaks between words, into a trapezoid and not an hourglass', () => {
  for (const [title, lines] of [
    ['关于召开会议的通知', ['关于召开会议的通知']],
    [
      '盐城市数据局关于2024年10月份数字盐城重点任务推进情况的通报',
      ['盐城市数据局关于2024年10月份', '数字盐城重点任务推进情况的通报'],
    ],
    [
      '盐城市人民政府办公室关于印发《2024年数字盐城建设工作要点》的通知',
      ['盐城市人民政府办公室关于印发', '《2024年数字盐城建设工作要点》的通知'],
    ],
    ['关于表扬先进单位\n和先进个人的通报', ['关于表扬先进单位', '和先进个人的通报']],
  ] as const)
    assert.deepEqual(breakTitle(title.split('\n'), 20), lines)
})

test('law: a broken title is the same title, no line is too wide, and no number is torn', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '盐城市',
          '关于',
          '2024年',
          '第3季度',
          '的',
          '通报',
          '《要点》',
          '，',
          'HJ212',
          '12345热线',
          '重点任务',
        ),
        {
          minLength: 1,
          maxLength: 40,
        },
      ),
      (words) => {
        const title = words.join('')
        const lines = breakTitle([title], 20)
        assert.equal(lines.join(''), title)
        for (const [i, one] of lines.entries()) {
          assert.ok(ems(one) <= 20, one)
          if (i > 0) assert.ok(!(/\d$/.test(lines[i - 1] ?? '') && /^\d/.test(one)), lines.join('|'))
        }
      },
    ),
  ))

test('a row that does not fit its columns, or a day that is none, is a mistake of the caller', async () => {
  const body = (columns: OfficialTable['columns'], rows: string[][]) =>
    writeOfficial({ ...bulletin, body: [{ kind: 'table', columns, rows }] })
  await assert.rejects(body(ranking.columns, [['1']]), /1 cells for 3 columns/)
  await assert.rejects(body([], []), /without columns/)
  await assert.rejects(writeOfficial({ ...bulletin, on: '5日' }), /not a day/)
})

test('a paper of those who sign it has no head, and a line for each: the name and day, or room for a pen', async () => {
  const texts = await textsOf({
    ...{ head: null, number: null, title: '调解协议书', recipients: null, signer: '亭湖区调解中心', on: null },
    body: [{ kind: 'paragraph', text: '修好漏水。' }],
    signatures: [
      { title: '申请人', name: '李华', on: '2024-09-02' },
      { title: '对方当事人', name: null, on: null },
    ],
  })
  assert.deepEqual(texts.flat().filter(Boolean).slice(0, 4), [
    '调解协议书',
    '修好漏水。',
    '申请人（签名）：李华　　2024年9月2日',
    '对方当事人（签名）：　　　　　　　　　　年　月　日',
  ])
})
