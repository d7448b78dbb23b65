import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { Fault } from '#kernel/fault'
import { zipped } from '../../../kernel/sheet/zip.ts'
import {
  cellXml,
  paragraph,
  rowXml,
  run,
  says,
  tableOf,
  tableXml,
  wordFile,
  wordPart,
  wordRelations,
} from '../../../testing/word-file.ts'
import { readDocx } from './docx.ts'

const read = (content: Uint8Array) => readDocx(content, '要点.docx')
/** What a body reads as: lines as texts, rows as their cells. */
const texts = async (body: string, parts: Parameters<typeof wordFile>[1] = {}) =>
  (await read(wordFile(body, parts))).map((block) => (block.kind === 'line' ? block.text : block.cells))
/** What one paragraph's content reads as. */
const line = async (content: string) => (await texts(paragraph(content))).join('\n')
const refuses = (content: Uint8Array, code = 'document/broken') =>
  assert.rejects(read(content), (error: unknown) => {
    assert.ok(error instanceof Fault, String(error))
    assert.equal(error.code, code)
    assert.match(error.message, /^“要点.docx”.+。/)
    return true
  })
const tracked = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'

test('the main part is found by what the package says of it, in both forms, whatever its name', async () => {
  const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
  for (const [kind, target] of [
    [undefined, 'word/document2.xml'],
    [strict, '/main.xml'],
  ] as const) {
    const name = target.replace(/^\//, '')
    const xml = wordPart('document', says('一、建设')).replace(
      'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
      kind ? 'http://purl.oclc.org/ooxml/wordprocessingml/main' : '$&',
    )
    const file = zipSync({
      '_rels/.rels': strToU8(wordRelations({ officeDocument: target }, kind)),
      [name]: strToU8(xml),
    })
    assert.deepEqual(await read(file), [{ kind: 'line', text: '一、建设', at: 1 }])
  }
  await refuses(zipSync({ 'word/document.xml': strToU8(wordPart('document', says('一'))) }))
  await refuses(zipSync({ '_rels/.rels': strToU8(wordRelations({ officeDocument: 'gone.xml' })) }))
})

test('a picture that looks like a part, and parts whose sizes come after them, change nothing', async () => {
  const fake = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(20), Buffer.from('504b0708504b0506', 'hex')])
  const more = { 'word/media/image1.png': [fake, { level: 0 }] as [Uint8Array, { level: 0 }] }
  assert.deepEqual(await texts(says('建成12个'), { more }), ['建成12个'])
  const streamed = Object.entries({
    '_rels/.rels': wordRelations({ officeDocument: 'word/document.xml' }),
    'word/media/image1.png': fake.toString('latin1'),
    'word/document.xml': wordPart('document', says('建成12个')),
  }).map(([name, content]) => ({ name, content: () => [Buffer.from(content)] }))
  const file = Buffer.concat(await Readable.from(zipped(streamed)).toArray())
  assert.equal(file.readUInt16LE(6) & 8, 8)
  assert.deepEqual(await read(file), [{ kind: 'line', text: '建成12个', at: 1 }])
})

test('a part that is not what was packed, is there twice, or is cut off, is refused in a sentence', async () => {
  const stored = zipSync(
    {
      '_rels/.rels': strToU8(wordRelations({ officeDocument: 'd.xml' })),
      'd.xml': strToU8(wordPart('document', says('2025年3月'))),
    },
    { level: 0 },
  )
  const changed = Buffer.from(stored)
  changed.write('2026', changed.indexOf('2025'))
  await refuses(changed)
  const twice = Buffer.from(wordFile(says('一'), { more: { 'word/documenu.xml': strToU8('<x/>') } }))
  for (let at; (at = twice.indexOf('documenu.xml')) >= 0;) twice.write('document.xml', at)
  await refuses(twice)
  await refuses(Buffer.from(stored).subarray(0, stored.length - 30))
  await refuses(wordFile('<w:p><w:r>'))
  await refuses(wordFile('<w:p>&lol;</w:p>'))
})

test('a part is read in the encoding that it is written in', async () => {
  const xml = wordPart('document', says('盐城 ≥ 95%'))
  const rels = strToU8(wordRelations({ officeDocument: 'd.xml' }))
  const wide = Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le')
  const bare = Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le').swap16()
  const gb = Buffer.concat([
    Buffer.from(
      '<?xml version="1.0" encoding="GB18030"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>',
    ),
    Buffer.from([0xd1, 0xce, 0xb3, 0xc7]),
    Buffer.from('</w:t></w:r></w:p></w:body></w:document>'),
  ])
  for (const [bytes, text] of [
    [strToU8(xml), '盐城 ≥ 95%'],
    [Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), strToU8(xml)]), '盐城 ≥ 95%'],
    [Buffer.concat([Buffer.from([0xff, 0xfe]), wide]), '盐城 ≥ 95%'],
    [wide, '盐城 ≥ 95%'],
    [Buffer.concat([Buffer.from([0xfe, 0xff]), bare]), '盐城 ≥ 95%'],
    [bare, '盐城 ≥ 95%'],
    [strToU8(xml.replace('UTF-8', 'UTF-16')), '盐城 ≥ 95%'],
    [gb, '盐城'],
  ] as const)
    assert.deepEqual(await read(zipSync({ '_rels/.rels': rels, 'd.xml': bytes })), [{ kind: 'line', text, at: 1 }])
  await refuses(zipSync({ '_rels/.rels': rels, 'd.xml': gb.subarray(0, -60) }))
  await refuses(zipSync({ '_rels/.rels': rels, 'd.xml': Buffer.concat([strToU8('<a>'), Buffer.from([0xff, 0xff])]) }))
  await refuses(zipSync({ '_rels/.rels': rels, 'd.xml': strToU8(xml.replace('UTF-8', 'no-such')) }))
})

test('numeric references are characters; an entity of the file’s own is refused in any part', async () => {
  assert.equal(await line(run('&#x2265;95%&#65292;&#x76D0;&#22478;')), '≥95%，盐城')
  const doctype = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
  await refuses(wordFile(says('一'), { more: { 'word/styles.xml': strToU8(`${doctype}<w/>`) } }))
})

test('a bomb of many small elements, or of deep ones, is dropped while it unfolds', async () => {
  const before = process.memoryUsage().rss
  await refuses(wordFile('<w:p/>'.repeat(1_100_000)), 'document/too-large-inside')
  await refuses(wordFile('<w:p>'.repeat(100_000)))
  await refuses(wordFile(says('一'), { styles: '<w:style/>'.repeat(1_100_000) }), 'document/too-large-inside')
  const wide = rowXml(cellXml(says('一'), '<w:gridSpan w:val="999999999"/>'), '<w:gridBefore w:val="999999999"/>')
  assert.equal((await texts(tableXml(wide.repeat(50))))[0]?.length, 126)
  assert.ok(process.memoryUsage().rss - before < 600 * 1024 * 1024)
})

// How something may be wrapped without a word of it changing, by where it stands.
const inline: ((xml: string) => string)[] = [
  (xml) => xml,
  (xml) => `<w:ins ${tracked}>${xml}</w:ins>`,
  (xml) => `<w:moveTo ${tracked}>${xml}</w:moveTo>`,
  (xml) => `<w:sdt><w:sdtPr><w:alias w:val="名"/></w:sdtPr><w:sdtContent>${xml}</w:sdtContent></w:sdt>`,
  (xml) =>
    `<w:smartTag w:element="date"><w:smartTagPr><w:attr w:name="Year" w:val="2024"/></w:smartTagPr>${xml}</w:smartTag>`,
  (xml) => `<w:customXml w:element="x">${xml}</w:customXml>`,
  (xml) => `<w:hyperlink w:anchor="a">${xml}</w:hyperlink>`,
  (xml) => `<w:fldSimple w:instr=" REF a ">${xml}</w:fldSimple>`,
  (xml) => `<w:bdo w:val="rtl">${xml}</w:bdo>`,
  (xml) => `<w:dir w:val="ltr">${xml}</w:dir>`,
  (xml) =>
    `<mc:AlternateContent><mc:Choice Requires="w14 wps">${xml}</mc:Choice><mc:Fallback>${run('别')}</mc:Fallback></mc:AlternateContent>`,
  (xml) =>
    `<mc:AlternateContent><mc:Choice Requires="odd">${run('别')}</mc:Choice><mc:Fallback>${xml}</mc:Fallback></mc:AlternateContent>`,
  (xml) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE "别" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${xml}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  (xml) => `<w:del ${tracked}><w:r><w:delText>别</w:delText></w:r></w:del>${xml}<w:proofErr w:type="spellEnd"/>`,
  (xml) =>
    `<w:moveFromRangeStart w:id="9" w:name="m"/><w:moveFrom ${tracked}>${run('别')}</w:moveFrom><w:moveFromRangeEnd w:id="9"/>${xml}`,
  (xml) =>
    `${run('别', '<w:vanish/>')}${xml}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:lastRenderedPageBreak/></w:r>`,
]
const block: ((xml: string) => string)[] = [
  (xml) => xml,
  (xml) => `<w:sdt><w:sdtPr/><w:sdtContent>${xml}</w:sdtContent></w:sdt>`,
  (xml) => `<w:customXml w:element="x"><w:customXmlPr/>${xml}</w:customXml>`,
  (xml) => `<w:sdt><w:sdtContent><w:customXml>${xml}</w:customXml></w:sdtContent></w:sdt>`,
  (xml) => `<w:bookmarkStart w:id="1" w:name="b"/>${xml}<w:bookmarkEnd w:id="1"/>`,
  (xml) => `<mc:AlternateContent><mc:Choice Requires="w14">${xml}</mc:Choice><mc:Fallback/></mc:AlternateContent>`,
]

type Wrap = (by: readonly ((xml: string) => string)[], xml: string) => string
const words = fc.string({ unit: fc.constantFrom(...'数字盐城12年3月底前≥95%、。（）：'), minLength: 1, maxLength: 8 })
const told = fc.array(words, { minLength: 1, maxLength: 3 })
const pieces = fc.array(
  fc.oneof(told, fc.array(fc.array(told, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })),
  {
    minLength: 1,
    maxLength: 4,
  },
)
const isRows = (piece: string[] | string[][][]): piece is string[][][] => typeof piece[0] !== 'string'

function drawn(piece: string[] | string[][][], wrap: Wrap): string {
  const told = (parts: string[]) => wrap(block, paragraph(parts.map((part) => wrap(inline, run(part))).join('')))
  if (!isRows(piece)) return told(piece)
  const rows = piece.map((row) => wrap(block, rowXml(row.map((cell) => wrap(block, cellXml(told(cell)))).join(''))))
  return wrap(block, tableXml(rows.join('')))
}

test('law: whatever wraps a word, a paragraph, a row or a cell changes nothing that is read', () =>
  fc.assert(
    fc.asyncProperty(pieces, fc.infiniteStream(fc.nat(99)), async (content, dice) => {
      const bare: Wrap = (_, xml) => xml
      const wrapped: Wrap = (by, xml) => {
        const pick = () => by[(dice.next().value as number) % by.length] as (xml: string) => string
        return pick()(pick()(xml))
      }
      const plain = await read(wordFile(content.map((piece) => drawn(piece, bare)).join('')))
      const full = await read(wordFile(content.map((piece) => drawn(piece, wrapped)).join('')))
      assert.deepEqual(full, plain)
      const all = plain.map((one) => (one.kind === 'line' ? one.text : one.cells.join(''))).join('')
      assert.equal(all, content.map((piece) => piece.flat(2).join('').trim()).join(''))
    }),
    { numRuns: 150 },
  ))

test('changes are read as accepted: what moved is at its new place, once', async () => {
  const gone = `<w:rPr><w:del ${tracked}/></w:rPr>`
  const left = `<w:rPr><w:moveFrom ${tracked}/></w:rPr>`
  assert.deepEqual(
    await texts(
      paragraph(`${run('一。')}<w:moveFrom ${tracked}>${run('评估。')}</w:moveFrom>`) +
        paragraph(`${run('二。')}<w:moveTo ${tracked}>${run('评估。')}</w:moveTo>`) +
        paragraph(`<w:moveFrom ${tracked}>${run('走了')}</w:moveFrom>`, left) +
        says('三'),
    ),
    ['一。', '二。评估。', '三'],
  )
  // A mark that is deleted alone: its words go on in the next paragraph, across what wraps it; before a table they stay.
  assert.deepEqual(
    await texts(
      says('建成', gone) +
        `<w:sdt><w:sdtContent>${says('12', gone)}</w:sdtContent></w:sdt>` +
        says('个') +
        says('末', gone) +
        tableOf(['一']),
    ),
    ['建成12个', '末', ['一']],
  )
  const rows = rowXml(cellXml(says('1')) + cellXml(says('留'))) + rowXml(cellXml(says('2')), `<w:del ${tracked}/>`)
  const added = rowXml(
    cellXml(says('3')) +
      cellXml(says('别'), `<w:cellDel ${tracked}/>`) +
      cellXml(says('新'), `<w:cellIns ${tracked}/>`),
    `<w:ins ${tracked}/>`,
  )
  assert.deepEqual(await texts(tableXml(rows + added)), [
    ['1', '留'],
    ['3', '新'],
  ])
})

test('one branch of what is said in several ways is read, and a box’s words are lines of their own, once', async () => {
  const box = (content: string) => `<wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp>`
  const drawing = (content: string) =>
    `<w:drawing><wp:anchor><wp:positionH><wp:posOffset>77</wp:posOffset></wp:positionH><a:graphic><a:graphicData>${box(content)}</a:graphicData></a:graphic></wp:anchor></w:drawing>`
  const old = (content: string) =>
    `<w:pict><v:shape style="position:absolute"><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict>`
  const both = (content: string) =>
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${drawing(content)}</mc:Choice><mc:Fallback>${old(content)}</mc:Fallback></mc:AlternateContent></w:r>`
  const boxed = says('框内一') + says('框内二') + tableOf(['甲', '乙'])
  const file = wordFile(paragraph(run('出台12') + both(boxed) + run('项。')) + says('后'))
  assert.deepEqual(await read(file), [
    { kind: 'line', text: '出台12项。', at: 1 },
    { kind: 'line', text: '框内一', at: 2, apart: true },
    { kind: 'line', text: '框内二', at: 3, apart: true },
    { kind: 'row', cells: ['甲', '乙'], table: 1, at: 4 },
    { kind: 'line', text: '后', at: 5 },
  ])
  assert.deepEqual(await texts(paragraph(run('一') + `<w:r>${old(says('印'))}</w:r>` + run('二'))), ['一二', '印'])
  assert.deepEqual(await texts(tableXml(rowXml(cellXml(paragraph(run('市数据局') + both(says('注'))))))), [
    ['市数据局 注'],
  ])
  const several =
    '<mc:AlternateContent><mc:Choice Requires="odd"><w:t>A</w:t></mc:Choice><mc:Choice Requires="w14"><w:t>B</w:t></mc:Choice><mc:Choice Requires="w14"><w:t>C</w:t></mc:Choice><mc:Fallback><w:t>D</w:t></mc:Fallback></mc:AlternateContent>'
  assert.equal(await line(`<w:r>${several}</w:r>`), 'B')
  assert.equal(await line(`<w:r>${several.replaceAll('"w14"', '"undeclared"')}</w:r>`), 'D')
})

test('merged cells are empty, what stands before a row too; a table in a cell is that cell’s', async () => {
  const table = tableXml(
    rowXml(cellXml(says('一'), '<w:gridSpan w:val="3"/>')) +
      rowXml(cellXml(says('1'), '<w:vMerge w:val="restart"/>') + cellXml(says('甲')) + cellXml(says('乙'))) +
      rowXml(
        cellXml(says('藏'), '<w:vMerge/>') + cellXml(says('丙')) + cellXml(says('丁'), '<w:vMerge w:val="restart"/>'),
      ) +
      rowXml(cellXml(says('末')), '<w:gridBefore w:val="2"/>') +
      rowXml(cellXml(says('隐')), '<w:hidden/>') +
      rowXml(cellXml(says('前') + tableOf(['内1', '内2'], ['内3', '']) + says('后')) + cellXml(says(''))),
  )
  assert.deepEqual(await texts(table), [
    ['一', '', ''],
    ['1', '甲', '乙'],
    ['', '丙', '丁'],
    ['', '', '末'],
    ['前 内1 内2 内3 后', ''],
  ])
})

test('characters are read as they are shown', async () => {
  const sym = (font: string, char: string) => `<w:r><w:sym w:font="${font}" w:char="${char}"/></w:r>`
  for (const [content, shown] of [
    [run('覆盖率') + sym('Symbol', 'F0B3') + run('95%'), '覆盖率≥95%'],
    [sym('Symbol', 'F0A3') + sym('Symbol', '00B4') + sym('Symbol', 'F0B1') + sym('Symbol', 'F02D') + run('3'), '≤×±−3'],
    [sym('Wingdings', 'F0FC') + sym('Wingdings', 'F081') + sym('宋体', '2265'), '✓①≥'],
    [run('覆盖率') + run('\uF0B3', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + run('95%'), '覆盖率≥95%'],
    [run('³95', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), '≥95'],
    [
      '<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t><w:tab/><w:t>D</w:t><w:br/><w:t>E</w:t><w:cr/><w:t>F</w:t><w:ptab w:alignment="left" w:relativeTo="margin" w:leader="none"/><w:t>G</w:t></w:r>',
      'A-BC D E F G',
    ],
    [
      `<w:r><w:ruby><w:rubyPr/><w:rt>${run('yán')}</w:rt><w:rubyBase>${run('盐')}</w:rubyBase></w:ruby></w:r>${run('城')}`,
      '盐城',
    ],
    [run('1\u200b2\u00ad项\ufeff'), '12项'],
    [run('建成') + run('隐', '<w:vanish/>') + run('显', '<w:vanish w:val="0"/>'), '建成显'],
    [run('10') + run('4', '<w:vertAlign w:val="superscript"/>') + run('个'), '10⁴个'],
    [run('CO') + run('2', '<w:vertAlign w:val="subscript"/>'), 'CO₂'],
    [
      `${run('12')}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>${run('项')}`,
      '12项',
    ],
    [`${run('12')}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>①</w:t></w:r>${run('项')}`, '12项'],
    ['<m:oMath><m:r><m:t>≥95</m:t></m:r></m:oMath>', '≥95'],
    [
      '<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>',
      '1/2',
    ],
    [
      '<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>',
      '10⁴',
    ],
    ['<w:r><w:t> 盐\n城 </w:t></w:r><w:r><w:t xml:space="preserve"> 市</w:t></w:r>', '盐 城 市'],
  ] as const)
    assert.equal(await line(content), shown, content)
})

test('what computes a field is out and what it shows is in; a table of contents is out', async () => {
  const char = (kind: string, inside = '') => `<w:r><w:fldChar w:fldCharType="${kind}">${inside}</w:fldChar></w:r>`
  const field = (code: string, result: string) =>
    `${char('begin')}<w:r><w:instrText xml:space="preserve">${code}</w:instrText></w:r>${result === '' ? '' : char('separate') + result}${char('end')}`
  assert.equal(await line(run('第') + field(' SEQ 图 ', run('12')) + run('项')), '第12项')
  assert.equal(await line(field(` IF ${'1'} `, run('真')) + run('后')), '真后')
  assert.equal(
    await line(
      char('begin') +
        '<w:r><w:instrText>IF </w:instrText></w:r>' +
        field('REF a', run('9')) +
        char('separate') +
        run('是') +
        char('end'),
    ),
    '是',
  )
  assert.equal(await line(field('eq \\o\\ac(○,12)', '') + run('项')), '⑫项')
  assert.equal(await line(run('率') + field('SYMBOL 179 \\f "Symbol" \\s 12', '') + run('95%')), '率≥95%')
  assert.equal(await line(field('NOTEREF _Ref1', run('3')) + run('项')), '项')
  assert.equal(await line(`<w:fldSimple w:instr="NOTEREF _Ref1">${run('3')}</w:fldSimple>${run('项')}`), '项')
  assert.equal(await line(`<w:del ${tracked}>${field('REF a', run('删'))}</w:del>${run('留')}`), '留')
  const checked = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
  assert.equal(
    await line(char('begin', checked) + '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>' + char('end') + run('是')),
    '☑是',
  )
  // A field that never ends swallows nothing.
  assert.deepEqual(await texts(paragraph(run('一') + char('begin') + run('二')) + says('三')), ['一二', '三'])
  const contents =
    paragraph(`${char('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>${char('separate')}${run('一、建设 1')}`) +
    paragraph(run('二、应用 2') + char('end'))
  assert.deepEqual(await texts(says('目录') + contents + says('一、建设')), ['目录', '一、建设'])
})

test('text is hidden by its style as by itself; a paragraph whose mark is hidden stands in one line with the next', async () => {
  const styles =
    '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="i"><w:basedOn w:val="h"/></w:style><w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>'
  const body =
    paragraph(
      run('显') + run('隐', '<w:rStyle w:val="i"/>') + run('又显', '<w:rStyle w:val="i"/><w:vanish w:val="0"/>'),
    ) +
    says('全隐', '<w:pStyle w:val="p"/>') +
    says('1.标题。', '<w:rPr><w:vanish/><w:specVanish/></w:rPr>') +
    says('正文')
  assert.deepEqual(await texts(body, { styles }), ['显又显', '1.标题。正文'])
})

test('what cannot be read leaves a visible mark and says so where it stands', async () => {
  const unknown = '<w:r><w:sym w:font="MT Extra" w:char="F04C"/></w:r>'
  const picture =
    '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  for (const [content, text, what] of [
    [run('覆盖率') + unknown + run('95%'), '覆盖率□95%', /MT Extra 字体的字符 F04C/],
    [run('覆盖率\uF0B395%'), '覆盖率□95%', /字符 F0B3/],
    [run('覆盖率') + picture + run('95%'), '覆盖率□95%', /图片/],
    [
      run('覆盖率') + '<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>' + run('95%'),
      '覆盖率□95%',
      /嵌入的对象/,
    ],
    [run('率') + '<m:oMath><m:rad><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad></m:oMath>', '率□', /公式/],
    [
      run('率') +
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\f(1,2)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      '率□',
      /域“EQ/,
    ],
  ] as const) {
    const [found, ...rest] = await read(wordFile(paragraph(content)))
    assert.ok(found?.kind === 'line' && rest.length === 0)
    assert.equal(found.text, text)
    assert.equal(found.unread?.length, 1)
    assert.match(found.unread?.[0]?.says ?? '', what)
    assert.ok(text.includes(found.unread?.[0]?.quote ?? '-'))
  }
  assert.deepEqual(await read(wordFile(paragraph(picture) + says('后'))), [{ kind: 'line', text: '后', at: 2 }])
  const [row] = await read(
    wordFile(tableXml(rowXml(cellXml(says('1')) + cellXml(paragraph(run('率') + unknown + run('5')))))),
  )
  assert.ok(row?.kind === 'row' && row.unread?.length === 1 && row.cells[1] === '率□5')
  const [outside] = await read(wordFile('<w:altChunk/>' + says('后')))
  assert.match(outside?.unread?.[0]?.says ?? '', /另一份文件/)
})

test('law: a Word file with any bytes changed is read or refused, never more', () => {
  const numbering =
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
  const body =
    says('一、建设') + says('建成', '<w:numPr><w:numId w:val="1"/></w:numPr>') + tableOf(['1', '甲'], ['2', '乙'])
  const whole = zipSync(
    {
      '_rels/.rels': strToU8(wordRelations({ officeDocument: 'd.xml' })),
      'd.xml': strToU8(wordPart('document', body)),
      'numbering.xml': strToU8(wordPart('numbering', numbering)),
    },
    { level: 0 },
  )
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) })
  return fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), async (changes, mends) => {
      const bytes = Buffer.from(whole)
      for (const { at, byte } of changes) bytes[at] = byte
      if (mends) summed(bytes)
      try {
        await read(bytes)
      } catch (error) {
        assert.ok(error instanceof Fault && error.code.startsWith('document/'), String(error))
      }
    }),
    { numRuns: 300 },
  )
})

/** Writes the checksums of a package that packs nothing anew, so that what was changed is read. */
function summed(bytes: Buffer) {
  for (let at = 0; (at = bytes.indexOf('504b0102', at, 'hex')) >= 0; at += 46) {
    if (at + 46 > bytes.length) return
    const local = bytes.readUInt32LE(at + 42)
    if (local + 30 > bytes.length) continue
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    bytes.writeUInt32LE(crc32(bytes.subarray(from, from + bytes.readUInt32LE(at + 24))), at + 16)
  }
}
