import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Fault } from '#kernel/fault'
import { agencies, city, regions } from '#city'
import type { Directory } from '#engines/identity/run'
import { workPlan } from '../../systems/assurance/plan-supervision/documents.ts'
import { agencyRecogniser } from './recognise/agencies.ts'
import { deadline, deadlinesIn } from './recognise/deadline.ts'
import { quantities } from './recognise/quantity.ts'
import { readDocument } from './reader.ts'

const aliased = (all: typeof city.directory.agencies) =>
  all.map((agency) => ({ ...agency, aliases: agency.aliases ?? [] }))
const known = aliased([...agencies])
const directory: Directory = {
  agencies: new Map(aliased(city.directory.agencies).map((agency) => [agency.id, agency])),
  foremost: known,
  regions: new Map(regions.map((region) => [region.code, region])),
  units: known.filter(({ kind }) => kind === 'county' || kind === 'zone'),
  streetsOf: new Map(),
}
const reads = (text: string, settled = {}) =>
  readDocument(workPlan, '计划.txt', new TextEncoder().encode(text), directory, settled)
const items = ({ items: all }: Awaited<ReturnType<typeof reads>>) =>
  all.map((item) => [item.number, item.section, item.title, item.deadline?.dueOn ?? null])
const targets = ({ items: all }: Awaited<ReturnType<typeof reads>>) =>
  all.flatMap((item) => item.quantities.map((one) => [item.number, one.comparator, one.value, one.unit]))
const own = '盐城市人民政府办公室\n2026年1月8日\n2026年数字盐城工作要点\n'

test('items that run on across chapters, brackets without labels, no table: each item is a row', async () => {
  const read = await reads(`${own}一、强基
（一）织网。年内建站120座，通达率达到97%以上，入户1.5万户。（市工信局、市通管办按职责分工负责。以下各项均由县、区人民政府落实，不再列出）
（二）错峰。三季度末前建成1个算力池，功率密度不低于8kW，5G覆盖。（市数据局牵头，市发改委配合）
二、用数
（三）立制。年底前出台制度3项以上，登记资源超过200个。（市数据局牵头，市财政局配合）
（四）持续更新目录。（各有关部门）`)
  assert.deepEqual(items(read), [
    [1, '', '织网', '2026-12-31'],
    [2, '', '错峰', '2026-09-30'],
    [3, '', '立制', '2026-12-31'],
    [4, '', '持续更新目录', null],
  ])
  assert.deepEqual(targets(read), [
    [1, 'eq', 120, '座'],
    [1, 'ge', 97, '%'],
    [1, 'eq', 15_000, '户'],
    [2, 'eq', 1, '个'],
    [3, 'ge', 3, '项'],
    [3, 'gt', 200, '个'],
  ])
  assert.deepEqual(
    read.items.map(({ agencies: { named } }) => named.map(({ id }) => id)),
    [
      ['city-industry-bureau', 'city-communications-office'],
      ['city-data-bureau', 'city-development-reform-commission'],
      ['city-data-bureau', 'city-finance-bureau'],
      [],
    ],
  )
  assert.equal(read.everyUnit, true)
  assert.deepEqual(
    read.rows.map(({ number, item, group }) => [number, item, group]),
    [
      [1, 1, '强基'],
      [2, 2, '强基'],
      [3, 3, '用数'],
      [4, 4, '用数'],
    ],
  )
  assert.deepEqual(
    read.doubts.map(({ kind, item }) => [kind, item]),
    [
      ['inferred', 1],
      ['inferred', 2],
      ['inferred', 3],
      ['open-list', 4],
      ['no-deadline', 4],
    ],
  )
})

test('three levels: sections are kept, and what stands deepest and says who acts is an item', async () => {
  const read = await reads(`${own}一、政府
（一）省心
1.网上办。年底前办成20件，材料压减三成。（牵头单位：市数据局；责任单位：市直有关部门、单位，各区县政府。以下任务均需各区县政府落实，不再一一列出）
2.掌上办。2026年10月底前上线不少于15个。（牵头单位：市数据局；责任单位：市公安局）
（二）精细
3.汇聚。接入不少于3万路。（牵头单位：市公安局）
二、经济
（三）培育
4.新增上云企业500家。（责任单位：市工信局）`)
  assert.deepEqual(items(read), [
    [1, '省心', '网上办', '2026-12-31'],
    [2, '省心', '掌上办', '2026-10-31'],
    [3, '精细', '汇聚', null],
    [4, '培育', '新增上云企业500家', null],
  ])
  assert.deepEqual(targets(read), [
    [1, 'eq', 20, '件'],
    [1, 'eq', 30, '%'],
    [2, 'ge', 15, '个'],
    [3, 'ge', 30_000, '路'],
    [4, 'eq', 500, '家'],
  ])
  const [first] = read.items
  assert.deepEqual(
    [first?.agencies.named.map(({ text }) => text), first?.agencies.open, first?.agencies.units],
    [['市数据局'], true, true],
    'departments in general are no two agencies, and every county no agency',
  )
})

test('labels without a bracket; chapters, or none at all; numbering that begins anew', async () => {
  const one = await reads(`2026年数字盐城重点任务
一、重点任务
1.建成中心，6月底前投用。责任单位：市城管局、市数据局
2.用户达到60万人。
责任单位：市数据局；完成时限：11月30日
3.培训全年不少于24场，覆盖8000人次。【责任单位：市委网信办】`)
  assert.deepEqual(
    one.items.map(({ number, agencies: { named }, deadline: due }) => [number, named.length, due?.dueOn ?? null]),
    [
      [1, 2, '2026-06-30'],
      [2, 1, '2026-11-30'],
      [3, 1, null],
    ],
  )
  const none = await reads('数字盐城2026年重点任务\n1、建平台。（市数据局，6月底前）\n2、管数据。（市财政局，长期）')
  assert.deepEqual(
    none.items.map(({ chapter, deadline: due }) => [chapter, due?.dueOn, due?.ongoing]),
    [
      ['数字盐城2026年重点任务', '2026-06-30', false],
      ['数字盐城2026年重点任务', null, true],
    ],
  )
  const anew = await reads(
    `${own}第一章 甲\n1.一事。（市数据局）\n第二章 乙\n1.二事。（市财政局）\n（1）先做。\n（2）再做。`,
  )
  assert.deepEqual(
    anew.items.map(({ number, title, text, chapterNumber }) => [number, title, text, chapterNumber]),
    [
      [1, '一事', '', 1],
      [2, '二事', '（1）先做。（2）再做。', 2],
    ],
  )
})

test('a document of another city, of a county, or of nobody it names: whose bureaux are meant is not guessed', async () => {
  const body =
    '一、甲\n1.建平台。（责任单位：市工信局，完成时间：2026年6月）\n2.管数据。（责任单位：市工信局、市信访局）'
  const ids = (read: Awaited<ReturnType<typeof reads>>) => read.items.map(({ agencies: { named } }) => named[0]?.id)
  const another = await reads(`北屿市人民政府办公室\n2026年1月8日\n2026年智慧北屿要点\n${body}`)
  assert.deepEqual([another.own, ids(another)], ['another', [null, null]])
  assert.deepEqual(
    another.unknown.map(({ text, items: at, likely }) => [text, at, likely]),
    [
      ['市工信局', [1, 2], 'city-industry-bureau'],
      ['市信访局', [2], 'city-complaints-bureau'],
    ],
  )
  assert.deepEqual(
    another.doubts.filter(({ kind }) => kind === 'issuer' || kind === 'unknown-agency').map(({ kind }) => kind),
    ['issuer', 'unknown-agency', 'unknown-agency'],
  )
  const county = await reads(`东台市人民政府办公室\n2026年1月8日\n2026年数字东台要点\n${body}`)
  assert.deepEqual([county.own, ids(county)], ['own', ['dongtai-industry-bureau', 'dongtai-industry-bureau']])
  assert.deepEqual(
    county.unknown.map(({ text }) => text),
    ['市信访局'],
  )
  const unsaid = await reads(`2026年智慧临江要点\n${body}`)
  assert.deepEqual([unsaid.own, ids(unsaid)], ['unsaid', [null, null]])
  const settled = await reads(`2026年智慧临江要点\n${body}`, {
    agencies: { 市工信局: 'city-industry-bureau', 市信访局: null },
    dues: { 2: '2026-08-31' },
  })
  assert.deepEqual(ids(settled), ['city-industry-bureau', 'city-industry-bureau'])
  assert.deepEqual([settled.unknown, settled.doubts, settled.items[1]?.deadline?.dueOn], [[], [], '2026-08-31'])
})

test('a letter before the plan, with numbers of its own, is no part of it', async () => {
  const read = await reads(`关于印发2026年数字盐城工作要点的通知
各单位：
现印发给你们。
一、提高认识。
二、抓好落实。
盐城市人民政府办公室
2026年1月8日
2026年数字盐城工作要点
一、甲
1.建平台。（责任单位：市数据局；完成时间：2026年6月）`)
  assert.deepEqual([read.title, read.chapters.map(({ title }) => title)], ['2026年数字盐城工作要点', ['甲']])
  assert.deepEqual([read.issuer, read.issuedOn], ['盐城市人民政府办公室', '2026-01-08'])
})

test('a plan that is a table alone: its tasks are the items, each with its rows', async () => {
  const read = await reads(`盐城市数据局
2026年2月3日
2026年数字盐城重点任务清单
序号 | 重点任务 | 具体内容 | 完成时间 | 责任部门
1 | 建平台 | 建成平台50个。 | 2026年6月 | 市数据局
 | | 覆盖率达到95%。 | 2026年9月 | 市财政局
2 | 管数据 | 归集数据1.5万条。 | 2026年12月 | 市数据局`)
  assert.deepEqual(
    [read.title, read.issuer, read.issuedOn],
    ['2026年数字盐城重点任务清单', '盐城市数据局', '2026-02-03'],
  )
  assert.deepEqual(items(read), [
    [1, '', '建平台', '2026-06-30'],
    [2, '', '管数据', '2026-12-31'],
  ])
  assert.deepEqual(targets(read), [
    [1, 'eq', 50, '个'],
    [1, 'ge', 95, '%'],
    [2, 'eq', 15_000, '条'],
  ])
  assert.deepEqual(
    read.rows.map(({ number, part, item }) => [number, part, item]),
    [
      [1, 1, 1],
      [1, 2, 1],
      [2, 1, 2],
    ],
  )
})

test('spaces beside figures, and a year in Chinese numerals, change nothing that is read', async () => {
  const read = await reads(`盐城市人民政府办公室
2026 年 1 月 8 日
二〇二六年数字盐城工作要点
一、甲
1 建平台。2026 年 6 月底前建成平台 50 个、覆盖率 95 %以上。（责任单位：市数据局）
2 管数据。9 月底前归集数据 1.5 万条。（责任单位：市数据局；完成时间：2026 年 9 月）`)
  assert.deepEqual([read.title, read.year, read.issuedOn], ['二〇二六年数字盐城工作要点', 2026, '2026-01-08'])
  assert.deepEqual(
    read.items.map(({ number, deadline: due }) => [number, due?.dueOn]),
    [
      [1, '2026-06-30'],
      [2, '2026-09-30'],
    ],
  )
  assert.deepEqual(targets(read), [
    [1, 'eq', 50, '个'],
    [1, 'ge', 95, '%'],
    [2, 'eq', 15_000, '条'],
  ])
})

test('what has no title with a year, or nothing numbered, is refused by what it lacks', async () => {
  const refusal = (text: string) =>
    reads(text).then(
      () => '',
      (error: unknown) => (error instanceof Fault ? error.message : String(error)),
    )
  assert.match(await refusal('会议通知\n请准时参加。'), /没有找到编号的任务/)
  assert.match(await refusal('会议通知\n一、时间。\n二、地点。'), /没有找到写明年度的标题/)
})

test('until when: what a sentence says of it, and not every date in it', () => {
  const said = (sentence: string) => deadlinesIn(sentence, 2026).map(({ words, dueOn }) => [words, dueOn])
  assert.deepEqual(said('6月底前投用，三季度末完成验收，2027年底前推广。'), [
    ['6月底前', '2026-06-30'],
    ['三季度末', '2026-09-30'],
    ['2027年底前', '2027-12-31'],
  ])
  assert.deepEqual(said('上半年完成；明年3月15日前上报；年内见效'), [
    ['上半年', '2026-06-30'],
    ['明年3月15日前', '2027-03-15'],
    ['年内', '2026-12-31'],
  ])
  assert.deepEqual(said('落实2025年要求，推进三年行动，全年不少于24场，9月召开大会'), [])
  for (const words of ['2026年3月00日', '2月30日前', '13月底前', '5季度末'])
    assert.equal(deadline(words, 2026), undefined, words)
})

test('law: every number that is read stands in the sentence, with the words that promise it', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('', '不少于', '超过', '达到', '不超过'),
      fc.integer({ min: 1, max: 99_999 }),
      fc.constantFrom('', '万', '亿'),
      fc.constantFrom('座', '个', '万路'.slice(1), '个百分点', '人次', '%', '场'),
      fc.constantFrom('', '以上', '以内'),
      fc.constantFrom('建成', '全市新增', '完成“甲乙”'),
      (lead, number, scale, unit, trail, verb) => {
        const sentence = `推进工作，${verb}${lead}${number}${scale}${unit}${trail}。`
        const [found, ...others] = quantities(sentence, { units: ['个'], stops: [] })
        assert.equal(others.length, 0, sentence)
        assert.equal(found?.value, number * { '': 1, 万: 10_000, 亿: 100_000_000 }[scale as ''], sentence)
        assert.equal(found?.unit, unit)
        assert.ok(
          sentence.includes(found?.quote ?? '-') &&
            found?.quote === sentence.slice(found.from).slice(0, found.quote.length),
        )
        if (trail === '以上') assert.equal(found?.comparator, unit === '%' && number === 100 ? 'eq' : 'ge', sentence)
        if (trail === '以内') assert.equal(found?.comparator, 'le', sentence)
      },
    ),
  ))

test('what only looks like a number of things is none', () => {
  const rule = { units: ['个', '项'], stops: [/\d{4}年/g, /\d+G/g] }
  for (const sentence of [
    '2026年推进5G、IPv6和3+3+3产业',
    '10个工作日内办结，3个月见效',
    '功率8kW，12345热线',
    '建成第3个平台',
    '一成不变，建成平台',
  ])
    assert.deepEqual(quantities(sentence, rule), [], sentence)
})

test('agencies in the words of a list: who leads is first, who is meant in general is nobody', () => {
  const recognise = agencyRecogniser(known, {})
  const said = (text: string) => {
    const { named, open, units, leads } = recognise(text)
    return [named.map(({ text: name, id }) => (id ? name : `?${name}`)), open, units, leads]
  }
  assert.deepEqual(said('市财政局、市审计局配合，市数据局牵头'), [
    ['市数据局', '市财政局', '市审计局'],
    false,
    false,
    true,
  ])
  assert.deepEqual(said('市数据局会同市财政局'), [['市数据局', '市财政局'], false, false, false])
  assert.deepEqual(said('市发展和改革委员会'), [['?市发展和改革委员会'], false, false, false])
  assert.deepEqual(said('市直有关部门、单位'), [[], true, false, false])
  assert.deepEqual(said('市数据局等有关部门和单位按职责分工负责'), [['市数据局'], true, false, false])
  assert.deepEqual(said('市数据局，各县（市、区）人民政府'), [['市数据局'], false, true, false])
  assert.deepEqual(said('国网盐城供电公司、盐城铁塔'), [['国网盐城供电公司', '盐城铁塔'], false, false, false])
})
