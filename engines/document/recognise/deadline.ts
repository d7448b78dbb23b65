import { lastDayOf } from '#kernel/clock'

export interface Deadline {
  /** The last calendar day; null when the work goes on. */
  dueOn: string | null
  ongoing: boolean
}

const going = ['持续推进', '长期坚持', '长期', '常态化推进']
const quarters = '一二三四'
/** Words of a date without its ending: the year, then what of it. */
const date =
  '(?:(\\d{4}) ?年|(今年|本年|当年)|(明年|次年))? ?(?:(上半年|下半年)|第?([一二三四1-4])季度|(年)|(\\d{1,2}) ?月 ?(?:(\\d{1,2}) ?日|(上旬|中旬|下旬)|份)?)?'
const ending = '(底|末|内)?(前|之前|以前)?'
const whole = new RegExp(`^${date}${ending}(?:完成)?$`)
const within = new RegExp(`${date}${ending}`, 'g')

/**
 * Recognises when something must be done: `2024年8月底前`, `2025年1月` and `2024年12月底` mean the month's last day;
 * `2024年8月15日前` that day; `2024年底前` the year's last day; `三季度末` a quarter's; `持续推进` no day. Undefined when it
 * is none of these.
 * @param year the year that words without one speak of
 */
export function deadline(text: string, year?: number): Deadline | undefined {
  const words = text.replace(/[\s。;,]/g, '')
  if (going.includes(words)) return { dueOn: null, ongoing: true }
  const match = words === '' ? null : whole.exec(words)
  const dueOn = match ? dayOf(match, year) : undefined
  return dueOn === undefined ? undefined : { dueOn, ongoing: false }
}

/** A deadline that a sentence names, with its words. */
export interface DeadlineRead {
  words: string
  dueOn: string
}

/** The deadlines in a sentence, in their order: only words that say until when, `年底前` or `6月底`, not every date in it. */
export function deadlinesIn(sentence: string, year?: number): DeadlineRead[] {
  return [...sentence.matchAll(within)].flatMap((match) => {
    const [words, , , , half] = match
    const [end, before] = match.slice(-2)
    if (!end && !before && !half) return []
    const dueOn = dayOf(match, year)
    return dueOn === undefined ? [] : [{ words, dueOn }]
  })
}

function dayOf(match: RegExpMatchArray, fallback: number | undefined): string | undefined {
  const [, said, same, next, half, quarter, wholeYear, month, day, third, end] = match
  const year = said ? Number(said) : fallback === undefined ? undefined : fallback + (next ? 1 : 0)
  if (year === undefined) return undefined
  if (half) return half === '上半年' ? `${year}-06-30` : `${year}-12-31`
  if (quarter) {
    const which = quarters.includes(quarter) ? quarters.indexOf(quarter) + 1 : Number(quarter)
    return lastDayOf(`${year}-${String(which * 3).padStart(2, '0')}`)
  }
  if (month === undefined) return end && (said || same || next || wholeYear) ? `${year}-12-31` : undefined
  if (Number(month) < 1 || Number(month) > 12) return undefined
  const last = lastDayOf(`${year}-${month.padStart(2, '0')}`)
  const date = day ?? { 上旬: '10', 中旬: '20' }[third ?? '']
  if (date === undefined) return last
  const on = `${last.slice(0, 8)}${date.padStart(2, '0')}`
  return on <= last && Number(date) > 0 ? on : undefined
}
