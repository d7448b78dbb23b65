import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Directory } from '#engines/identity/run'
import { cellXml, paragraph, rowXml, run, says, tableOf, tableXml, wordFile } from '../../testing/word-file.ts'
import { defineReading, type DocumentRead } from './index.ts'
import { readDocument } from './reader.ts'

const reading = defineReading('plan', {
  title: '年度计划',
  accepts: ['txt', 'docx'],
  labels: { lead: ['责任部门', '牵头单位'], support: ['配合单位'], due: ['完成时间'] },
  everyUnit: /各县/,
  rosters: {},
  quantities: { units: ['个', '项', '场', '%'], stops: [/\d{4}年/g] },
  names: /《([^》]+)》/g,
  verbs: /^建设/,
})
const agencies = ['市数据局', '市委网信办'].map((name) => ({
  ...{ id: name, name, fullName: `盐城${name}`, kind: 'department', region: '320900', aliases: [] },
}))
const directory: Directory = {
  agencies: new Map(agencies.map((agency) => [agency.id, agency])),
  foremost: agencies,
  regions: new Map([['320900', { code: '320900', name: '盐城市', level: 'city', parent: null }]]),
  units: [],
  streetsOf: new Map(),
}
const reads = (body: string, parts: Parameters<typeof wordFile>[1] = {}) =>
  readDocument(reading, '要点.docx', wordFile(body, parts), directory)

const head = ['盐城市人民政府办公室', '2024年8月22日', '2024年数字盐城工作要点']
const [one, two, three] = [
  '1.建立体系。联席会议运转。(责任部门:市数据局;完成时间:2024年12月底前)',
  '2.构建制度。出台12项标准。(责任部门:市数据局;完成时间:2025年3月)',
  '3.网络安全。办好培训。(责任部门:市委网信办;完成时间:2024年8月)',
] as const
const heading = ['序号', '主要工作', '具体内容', '完成时间', '责任部门']
const rows = [
  ['1', '建立体系', '联席会议运转。', '2024年12月底前', '市数据局'],
  ['2', '构建制度', '出台12项标准。', '2025年3月', '市数据局'],
  ['3', '网络安全', '办好培训。', '2024年8月', '市委网信办'],
]
const table = tableOf(heading, ...rows)
const small = tableOf(['指标', '单位', '目标'], ['覆盖率', '%', '95'])
const lines = (...texts: string[]) => texts.map((text) => says(text)).join('')
const plan = (...pieces: string[]) =>
  lines(...head) + pieces.map((piece) => (piece.startsWith('<') ? piece : says(piece))).join('')
const usual = ['一、体系', one, two, '二、安全', three, '重点任务分解表', table]

const items = (read: DocumentRead) => read.items.map((item) => [item.number, item.title, item.deadline?.dueOn ?? null])
const tasks = (read: DocumentRead) =>
  read.rows.map((row) => [row.number, row.part, row.content, row.deadline?.dueOn ?? null])
const doubts = (read: DocumentRead) => read.doubts.map(({ kind, item, row }) => [kind, item, row?.number ?? null])
const plainItems = [
  [1, '建立体系', '2024-12-31'],
  [2, '构建制度', '2025-03-31'],
  [3, '网络安全', '2024-08-31'],
]
const plainTasks = [
  [1, 1, '联席会议运转。', '2024-12-31'],
  [2, 1, '出台12项标准。', '2025-03-31'],
  [3, 1, '办好培训。', '2024-08-31'],
]

test('a plain plan is read without a doubt', async () => {
  const read = await reads(plan(...usual))
  assert.deepEqual(items(read), plainItems)
  assert.deepEqual(tasks(read), plainTasks)
  assert.deepEqual(read.doubts, [])
  assert.deepEqual(
    [read.title, read.issuer, read.issuedOn],
    ['2024年数字盐城工作要点', '盐城市人民政府办公室', '2024-08-22'],
  )
})

test('a small table in the prose is not the breakdown: the items after it are kept, and it is said where it stands', async () => {
  const four = '4.共享应用。建成5个平台。(责任部门:市数据局;完成时间:2024年10月)'
  const more = tableOf(heading, ...rows, ['4', '共享应用', '建成5个平台。', '2024年10月', '市数据局'])
  const before = await reads(
    plan('一、体系', one, small, two, '二、安全', three, small, four, '附件', '重点任务分解表', more),
  )
  assert.deepEqual(items(before), [...plainItems, [4, '共享应用', '2024-10-31']])
  assert.equal(before.rows.length, 4)
  assert.deepEqual(doubts(before), [
    ['apart', 1, null],
    ['apart', 3, null],
  ])
  assert.match(before.doubts[0]?.says ?? '', /指标 \| 单位 \| 目标.*共 2 行.*没有读入/)
  const without = await reads(plan('一、体系', one, two, '二、安全', three, small, four))
  assert.deepEqual(items(without), [...plainItems, [4, '共享应用', '2024-10-31']])
  assert.deepEqual([without.rows.length, doubts(without)], [4, [['apart', 3, null]]])
  assert.match(without.items[2]?.text ?? '', /^办好培训。$/)
})

test('the breakdown is told by the words of its heading, in two lines too, and goes on in a table without one', async () => {
  const named = tableOf(
    ['编号', '工作任务', '时限', '牵头单位', '配合单位'],
    ['1', '联席会议运转。', '2024年12月底前', '市数据局', ''],
  )
  const next = tableOf(...rows.slice(1))
  assert.deepEqual(tasks(await reads(plan(...usual.slice(0, -1), named, '', next))), plainTasks)
  const double = tableOf(
    ['序 号', '主要工作', '具体内容', '完成时限', '责任单位', ''],
    ['', '', '', '', '牵头单位', '配合单位'],
    ...rows.map((row) => [...row, '']),
  )
  assert.deepEqual(tasks(await reads(plan(small, ...usual.slice(0, -1), double))), plainTasks)
  assert.deepEqual(tasks(await reads(plan(...usual.slice(0, -1), tableOf(...rows)))), plainTasks, 'no heading at all')
  const titled = await reads(plan(...usual.slice(0, -1), tableOf(['重点任务分解表', '', '', '', ''], heading, ...rows)))
  assert.deepEqual([tasks(titled), titled.doubts], [plainTasks, []])
  const [page, overleaf] = [
    tableOf(heading, ...rows.slice(0, 1)),
    tableOf(['', '', '续办。', '2025年1月', '市数据局'], ['', '', '再办。', '', ''], ...rows.slice(1)),
  ]
  assert.equal((await reads(plan(...usual.slice(0, -1), page, '', overleaf))).rows.length, 5)
})

test('a table of who does what without numbers is no breakdown beside one that has them', async () => {
  const duties = tableOf(['责任单位', '工作内容'], ['市数据局', '统筹协调。'])
  for (const pieces of [
    [duties, ...usual],
    [...usual, '说明', duties],
  ]) {
    const read = await reads(plan(...pieces))
    assert.deepEqual(tasks(read), plainTasks)
    assert.deepEqual(
      read.doubts.map(({ kind, quote }) => [kind, quote]),
      [['apart', '责任单位 | 工作内容']],
    )
  }
})

test('a row that does not fit is a doubt that names it; merged and shifted rows fit', async () => {
  const odd = tableOf(
    heading,
    ['注：以下任务按季度调度', '', '', '', ''],
    ...rows.slice(0, 1),
    ['', '', '续办事项。', '', ''],
    ['编制规划。', '2025年1月', '市委网信办'],
    ...rows.slice(1),
    ['合计', '3项', '', '', ''],
    ['4', '', '', '', ''],
  )
  const read = await reads(plan(...usual.slice(0, -1), odd))
  assert.deepEqual(tasks(read), [
    plainTasks[0],
    [1, 2, '续办事项。', '2024-12-31'],
    [1, 3, '编制规划。', '2025-01-31'],
    ...plainTasks.slice(1),
  ])
  const apart = read.doubts.filter(({ kind }) => kind === 'apart')
  assert.deepEqual(
    apart.map(({ quote, row }) => [quote, row?.number ?? null]),
    [
      ['注：以下任务按季度调度', null],
      ['合计 | 3项', 3],
      ['4', 3],
    ],
  )
})

test('a number that stands twice counts on, and says so', async () => {
  const read = await reads(
    plan(...usual.slice(0, -1), tableOf(heading, ...rows, ['1', '建立体系', '再办一次。', '2025年1月', '市数据局'])),
  )
  assert.deepEqual(tasks(read).at(-1), [1, 2, '再办一次。', '2025-01-31'])
  assert.deepEqual(
    doubts(read).filter(([kind]) => kind === 'number'),
    [['number', null, 1]],
  )
  const again = await reads(plan('一、体系', one, two.replace('2', '1'), '二、安全', three, table))
  assert.deepEqual(
    again.items.map((item) => item.number),
    [1, 2, 3],
  )
  assert.deepEqual(
    doubts(again).filter(([kind]) => kind === 'number'),
    [['number', 2, null]],
  )
})

test('the prose goes on after the breakdown where its numbers do; what does not go on is no part of an item', async () => {
  const four = '4.共享应用。建成5个平台。(责任部门:市数据局;完成时间:2024年10月)'
  const read = await reads(plan(...usual, '抄送：市委办公室。', '1.填报说明。', '（一）填表要求。', '三、应用', four))
  assert.deepEqual(items(read), [...plainItems, [4, '共享应用', '2024-10-31']])
  assert.deepEqual(
    read.chapters.map(({ title }) => title),
    ['体系', '安全', '应用'],
  )
  assert.deepEqual(
    doubts(read).filter(([kind]) => kind === 'apart'),
    [
      ['apart', 3, null],
      ['apart', 3, null],
    ],
  )
})

test('an item whose number Word draws stands by itself, and so does a row', async () => {
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' +
    [
      [1, 0],
      [2, 1],
      [3, 1],
    ]
      .map(
        ([id, of]) =>
          `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${id === 3 ? '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' : ''}</w:num>`,
      )
      .join('')
  const auto = (id: number, text: string) =>
    says(text.replace(/^[一二]、|^\d\./, ''), `<w:numPr><w:numId w:val="${id}"/></w:numPr>`)
  const drawn = tableXml(
    rowXml(heading.map((cell) => cellXml(says(cell))).join('')) +
      rows.map((row) => rowXml(row.map((cell, i) => cellXml(i === 0 ? auto(3, '') : says(cell))).join(''))).join(''),
  )
  const read = await reads(
    plan(auto(1, '一、体系'), auto(2, one), auto(2, two), auto(1, '二、安全'), auto(2, three), '分解表', drawn),
    { numbering },
  )
  assert.deepEqual(items(read), plainItems)
  assert.deepEqual(tasks(read), plainTasks)
  assert.deepEqual(read.doubts, [])
  const mixed = await reads(
    plan('一、体系', one, says(two.slice(2), '<w:numPr><w:numId w:val="2"/></w:numPr>'), '二、安全', three, table),
    { numbering },
  )
  assert.deepEqual(items(mixed), plainItems)
})

test('full-width digits and letters are read; what is quoted stands as it is written', async () => {
  const wide = '２．构建制度。出台１２项标准，上线率不低于９５％。（责任部门：市数据局；完成时间：２０２５年３月）'
  const wideRow = ['２', '构建制度', '出台１２项标准。', '２０２５年３月', '市数据局']
  const read = await reads(
    plan('一、体系', one, wide, '二、安全', three, tableOf(heading, rows[0] ?? [], wideRow, rows[2] ?? [])),
  )
  assert.deepEqual(items(read), plainItems)
  assert.deepEqual(tasks(read)[1], [2, 1, '出台１２项标准。', '2025-03-31'])
  assert.deepEqual(
    read.items[1]?.quantities.map(({ quote, comparator, value, unit }) => [quote, comparator, value, unit]),
    [
      ['１２项', 'eq', 12, '项'],
      ['不低于９５％', 'ge', 95, '%'],
    ],
  )
})

test('a day that is none, two brackets, a character that cannot be read, a box: each is a doubt beside its item', async () => {
  const unknown = '<w:r><w:sym w:font="MT Extra" w:char="F04C"/></w:r>'
  const box = `<w:r><w:pict><w:txbxContent>${says('内部资料')}</w:txbxContent></w:pict></w:r>`
  const read = await reads(
    plan(
      '一、体系',
      `${one}(完成时间:2025年1月)`,
      paragraph(run('2.构建制度。覆盖率') + unknown + run('95%。(责任部门:市数据局;完成时间:2025年3月00日)') + box),
      '二、安全',
      three,
      table,
    ),
  )
  assert.deepEqual(items(read), [
    [1, '建立体系', null],
    [2, '构建制度', null],
    [3, '网络安全', '2024-08-31'],
  ])
  assert.deepEqual(
    doubts(read).filter(([kind]) => ['character', 'apart', 'brackets', 'no-deadline'].includes(`${kind}`)),
    [
      ['brackets', 1, null],
      ['character', 2, null],
      ['apart', 2, null],
      ['no-deadline', 1, null],
      ['no-deadline', 2, null],
    ],
  )
  assert.match(read.items[1]?.text ?? '', /^覆盖率□95%。$/)
  const dated = await readDocument(
    reading,
    '要点.docx',
    wordFile(plan(...usual).replace('2024年8月22日', '2024年2月30日')),
    directory,
  )
  assert.equal(dated.issuedOn, null)
  assert.match(dated.doubts[0]?.says ?? '', /“2024年2月30日”没有这一天/)
})

test('law: every number that is read stands in the text, and none in a box, a field or a deletion does', () => {
  const number = fc.integer({ min: 1, max: 99_999 })
  const noise = fc.constantFrom(
    (n: number) => `<w:del w:id="1" w:author="a">${run(`${n}项`)}</w:del>`,
    (n: number) => run(`${n}项`, '<w:vanish/>'),
    (n: number) => `<w:r><w:pict><w:txbxContent>${says(`${n}项`)}</w:txbxContent></w:pict></w:r>`,
    (n: number) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE ${n}项</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`,
    (n: number) =>
      `<mc:AlternateContent><mc:Choice Requires="odd">${run(`${n}项`)}</mc:Choice><mc:Fallback/></mc:AlternateContent>`,
  )
  const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  return fc.assert(
    fc.asyncProperty(number, number, noise, fc.boolean(), fc.nat(4), async (shown, other, hides, isWide, at) => {
      const digits = isWide ? wide(String(shown)) : String(shown)
      const cut = Math.min(at, digits.length)
      const content =
        run(`2.构建制度。出台${digits.slice(0, cut)}`) +
        hides(other) +
        run(`${digits.slice(cut)}项标准。(责任部门:市数据局;完成时间:2025年3月)`)
      const read = await reads(plan('一、体系', one, paragraph(content), '二、安全', three, table))
      assert.deepEqual(
        read.items[1]?.quantities.map(({ value, quote }) => [value, quote]),
        [[shown, `${digits}项`]],
      )
      assert.ok(read.items[1]?.text.includes(digits))
    }),
    { numRuns: 60 },
  )
})
