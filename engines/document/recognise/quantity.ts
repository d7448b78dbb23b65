import { onceEach } from '#kernel/memo'
import { plain } from '../read/block.ts'

export type Comparator = 'eq' | 'ge' | 'gt' | 'le' | 'lt'
export type QuantityKind = 'count' | 'rate' | 'cumulative' | 'recurring'

/** A number that a sentence promises, with the words that promise it. */
export interface Quantity {
  quote: string
  /** Where the quote begins in the sentence. */
  from: number
  name: string
  comparator: Comparator
  value: number
  unit: string
  kind: QuantityKind
}

/** How numbers are found: units that count beside the common ones, and names that only look like numbers. */
export interface QuantityRule {
  /** The words that count: 个, 元, %. */
  units: readonly string[]
  /** Names with digits in them; what they cover is not read. */
  stops: readonly RegExp[]
}

const before: [RegExp, Comparator][] = [
  [/(?:不少于|不低于|不小于|至少|达到?|≥)$/, 'ge'],
  [/(?:不超过|不高于|不多于|不大于|控制在|压(?:减|缩)[至到]|降[至到]|≤)$/, 'le'],
  [/(?:超过?|突破|高于|大于|多于|>)$/, 'gt'],
  [/(?:低于|少于|小于|<)$/, 'lt'],
]
const after: [RegExp, Comparator][] = [
  [/^(?:及|或)?以上/, 'ge'],
  [/^(?:及|或)?(?:以内|以下|之内)/, 'le'],
]

/** The words by which Chinese counts things, longest first; spans of time are none of them. */
const classifiers = `
  个百分点 平方公里 平方米 立方米 公里 公顷 千瓦时 千瓦 兆瓦 人次 人天 户次 次
  件次 个 项 家 座 户 路 条 套 场 种 处 所 名 位 辆 栋 幢 间 亩 米 吨 艘
  架 只 头 株 门 课 批 组 支 部 篇 份 册 张 块 片 台 件 人 类 站 点 村
  镇 校 例 款 轮 对 根 盏 床 卷 本 笔 单 宗 起 枚 尊 首 % ‰ 元
`
  .trim()
  .split(/\s+/)
/** Words that say until when, before what is counted. */
const until =
  /^(?:\d{4}年)?(?:年|\d{1,2}月|第?[一二三四]季度|上半年|下半年)?(?:底|末|内)?(?:前|内|末|底)|^(?:全年|年内|上半年|下半年)/
const tenths = '一二三四五六七八九'
const tenth = (word: string) => (word === '两' ? 2 : tenths.indexOf(word) + 1)

/** A number with a unit that a rule knows, or a share in tenths. */
const patternOf = onceEach(({ units: own }: QuantityRule) => {
  const units = [...new Set([...own, ...classifiers])].toSorted((a, b) => b.length - a.length).join('|')
  const number = '(\\d[\\d,]*(?:\\.\\d+)?)?'
  return new RegExp(`${number} ?(百万|千万|万|亿|千|百)?(?:余|多)? ?(${units})|([${tenths}两])(成)`, 'g')
})

/** Finds literal quantities: number, unit, comparator. What a number means beyond its words is left to a person. */
export function quantities(written: string, rule: QuantityRule): Quantity[] {
  const sentence = plain(written)
  const masked = rule.stops.reduce((text, stop) => text.replace(stop, (name) => '\u0000'.repeat(name.length)), sentence)
  const found: Quantity[] = []
  const add = (read: Quantity) =>
    found.push({ ...read, quote: written.slice(read.from, read.from + read.quote.length) })
  for (const match of masked.matchAll(patternOf(rule))) {
    const [whole, digits, scale, unit, share] = match as unknown as (string | undefined)[] & [string]
    if (share !== undefined) {
      // 三成 is 30 %; 建成 and 一成不变 are words.
      if (!/[减增降升提高少多约近达超到]$/.test(masked.slice(0, match.index))) continue
      add(quantityAt(sentence, match.index, whole, { value: tenth(share) * 10, unit: '%' }))
      continue
    }
    if (digits === undefined && (scale === undefined || masked[match.index - 1] !== '“')) continue
    // A number in the middle of a word or of another number is not one of its own.
    if (/[A-Za-z\d.\-—~～+第]/.test(masked[match.index - 1] ?? '')) continue
    if (unit === '个' && /^(?:多)?(?:月|工作日|小时|季度|星期|自然日)/.test(masked.slice(match.index + whole.length)))
      continue
    const value = Number((Number((digits ?? '1').replaceAll(',', '')) * (scales[scale ?? ''] ?? 1)).toPrecision(15))
    add(quantityAt(sentence, match.index, whole, { value, unit: unit as string, bare: digits === undefined }))
  }
  return found
}

const scales: Record<string, number> = {
  ...{ '': 1, 百: 100, 千: 1000, 万: 10_000, 百万: 1_000_000, 千万: 10_000_000, 亿: 100_000_000 },
}

function quantityAt(
  sentence: string,
  at: number,
  whole: string,
  { value, unit, bare = false }: { value: number; unit: string; bare?: boolean },
): Quantity {
  const said = sentence.slice(0, at)
  const clause = said.slice(Math.max(...[...',。;:、'].map((mark) => said.lastIndexOf(mark))) + 1)
  const compared = before.find(([words]) => words.test(clause))
  const lead = compared?.[0].exec(clause)?.[0] ?? ''
  const subject = clause.slice(0, clause.length - lead.length)
  const rest = sentence.slice(at + whole.length)
  const trailing = after.find(([words]) => words.test(rest))
  const trail = trailing?.[0].exec(rest)?.[0] ?? ''
  const following = (/^[^,。;、]*/.exec(rest.slice(trail.length))?.[0] ?? '').slice(0, 30)
  const share = unit === '%' || unit === '‰' || unit === '个百分点'
  const measured = share || unit === '元' || following === ''
  const kind = share
    ? 'rate'
    : /每月|逐月|按月/.test(clause)
      ? 'recurring'
      : ['元', '人', '人次'].includes(unit)
        ? 'cumulative'
        : 'count'
  const name = (measured ? subject : bare ? `${subject}${whole}${following}` : following)
    .replace(until, '')
    .replace(/^[的]|[“”]/g, '')
    .trim()
  const comparator = trailing?.[1] ?? compared?.[1] ?? 'eq'
  return {
    ...{ quote: `${lead}${whole}${trail}`, from: at - lead.length, name },
    comparator: unit === '%' && comparator === 'ge' && value === 100 ? 'eq' : comparator,
    ...{ value, unit, kind },
  }
}
