import { plain } from '../read/block.ts'

export type Comparator = 'eq' | 'ge' | 'gt'
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

/** How numbers are found: units that count, and names that only look like numbers. */
export interface QuantityRule {
  /** The words that count: 个, 万元, %. */
  units: readonly string[]
  /** Names with digits in them; what they cover is not read. */
  stops: readonly RegExp[]
}

const comparators: [RegExp, Comparator][] = [
  [/(?:不少于|不低于|至少|达到?|≥)$/, 'ge'],
  [/(?:超过?|突破|>)$/, 'gt'],
]

/**
 * Finds literal quantities: number, unit, comparator, in full-width characters too. What a number means beyond its words
 * is left to a person.
 */
export function quantities(written: string, rule: QuantityRule): Quantity[] {
  const sentence = plain(written)
  const masked = rule.stops.reduce((text, stop) => text.replace(stop, (name) => '\u0000'.repeat(name.length)), sentence)
  const pattern = new RegExp(`(\\d[\\d,]*(?:\\.\\d+)?)?(万|亿)?(${rule.units.join('|')})`, 'g')
  const found: Quantity[] = []
  for (const match of masked.matchAll(pattern)) {
    const [whole, digits, scale, unit] = match as unknown as [string, string | undefined, string | undefined, string]
    if (digits === undefined && scale === undefined) continue
    if (digits === undefined && masked[match.index - 1] !== '“') continue
    const read = quantityAt(sentence, match.index, whole, { digits, scale, unit })
    found.push({ ...read, quote: written.slice(read.from, read.from + read.quote.length) })
  }
  return found
}

function quantityAt(
  sentence: string,
  at: number,
  whole: string,
  { digits, scale, unit }: { digits: string | undefined; scale: string | undefined; unit: string },
): Quantity {
  const before = sentence.slice(0, at)
  const clause = before.slice(Math.max(...[...',。;:、'].map((mark) => before.lastIndexOf(mark))) + 1)
  const compared = comparators.find(([words]) => words.test(clause))
  const lead = compared ? (compared[0].exec(clause)?.[0] ?? '') : ''
  const subject = clause.slice(0, clause.length - lead.length)
  const rest = (/^[^,。;、]*/.exec(sentence.slice(at + whole.length))?.[0] ?? '').slice(0, 30)
  const measured = unit === '%' || unit === '元' || rest === ''
  const monthly = /每月|逐月|按月/.test(clause)
  const value =
    Number((digits ?? '1').replaceAll(',', '')) * (scale === '万' ? 10_000 : scale === '亿' ? 100_000_000 : 1)
  const kind = unit === '%' ? 'rate' : monthly ? 'recurring' : unit === '元' || unit === '人' ? 'cumulative' : 'count'
  const name = (measured ? subject : digits === undefined ? `${subject}${whole}${rest}` : rest)
    .replace(/^[的]|[“”]/g, '')
    .trim()
  const comparator = compared?.[1] ?? 'eq'
  return {
    quote: `${lead}${whole}`,
    from: at - lead.length,
    name,
    comparator: unit === '%' && comparator === 'ge' && value === 100 ? 'eq' : comparator,
    value,
    unit,
    kind,
  }
}
