import type { Doubt } from './index.ts'
import { plain } from './read/block.ts'
import { numbered } from './recognise/numbering.ts'

/** What stands before the first chapter: what the document is called, who issued it, when, and for which year. */
export interface Head {
  title: string
  issuer: string
  issuedOn: string | null
  year: number | null
  lead: string
  /** How many lines it takes up. */
  lines: number
  doubts: Doubt[]
}

const dated = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/
const issuing = /(?:人民政府|办公室|办公厅|委员会|管委会|领导小组|局|委|厅)$/
/** Longest line that is taken for a title, an issuer or a day. */
const short = 40

/**
 * Finds the head. A title is a short line with a year that is no sentence, the first after which something is numbered; one
 * of a letter (关于印发《…》的通知) only where there is no other.
 * @param tableFollows the numbers stand in a table behind it
 */
export function headOf(lines: readonly string[], { tableFollows = false } = {}): Head | undefined {
  // Spaces say nothing in a head, and a year may be written 二〇二六年.
  const flat = lines.map((line) => inDigits(plain(line).replace(/\s+/g, '')))
  const isNumbered = lines.map((line) => numbered(plain(line).trim()) !== undefined)
  const numberedFrom = (from: number) => {
    const found = isNumbered.findIndex((is, at) => at >= from && is)
    return found < 0 && tableFollows ? lines.length : found
  }
  const titles = flat.flatMap((line, at) => {
    const could = line.length <= short && /(?:19|20)\d{2}(?:年|-|—|至|度)/.test(line) && !dated.test(line)
    const says = /[。:;,]$/.test(line) || isNumbered[at] || /^《.*》.*[,。]/.test(line)
    return could && !says && numberedFrom(at) >= 0 ? [at] : []
  })
  const at = titles.find((one) => !/的?(?:通知|函|批复)$/.test(flat[one] as string)) ?? titles[0]
  if (at === undefined) return undefined
  const first = numberedFrom(at)
  const day = flat.findIndex((line, i) => i < first && dated.test(line))
  const [, y, m, d] = dated.exec(flat[day] ?? '') ?? []
  const before = day > 0 ? (flat[day - 1] as string) : ''
  const issuer =
    before && before.length <= short && !/[。:;]/.test(before)
      ? day - 1
      : flat.findIndex((line, i) => i < first && i !== at && line.length <= short && issuing.test(line))
  const title = /《(.+?)》的?(?:通知|函|批复)$/.exec(lines[at] as string)?.[1] ?? (lines[at] as string).trim()
  const covered = /((?:19|20)\d{2})/.exec(inDigits(plain(title)))
  return {
    title,
    issuer: issuer >= 0 ? (lines[issuer] as string).trim() : '',
    issuedOn: y && m && d ? dayOf(y, m, d) : null,
    year: covered ? Number(covered[1]) : y ? Number(y) : null,
    lead: lines.filter((_, i) => i < first && ![at, day, issuer].includes(i)).join('\n'),
    lines: first,
    doubts: y && m && d && !dayOf(y, m, d) ? [noSuchDay(lines[day] as string)] : [],
  }
}

/** A year in Chinese numerals in digits; every character keeps its place. */
const inDigits = (text: string): string =>
  text.replace(/[〇零○一二三四五六七八九]{4}(?=年)/g, (year) =>
    [...year].map((one) => Math.max(0, '〇一二三四五六七八九'.indexOf(one))).join(''),
  )

/** A day that there is; null for 2024年2月30日. */
function dayOf(year: string, month: string, day: string): string | null {
  const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${on}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== on ? null : on
}

const noSuchDay = (quote: string): Doubt => ({
  ...{ kind: 'no-deadline', item: null, row: null, quote },
  says: `成文日期“${quote}”没有这一天，请核对。`,
})
