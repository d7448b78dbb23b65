import { daysBetween, monthEnd, plusDays } from '../../look/dates.ts'

/** A stretch of whole months, and where days and months lie on it in percent of its width. */
export interface Span {
  from: string
  until: string
  /** Percent from the left; held within the span. */
  at: (day: string) => number
  months: { month: string; at: number }[]
}

/** Whole months from the first of some days to the last. */
export function spanOf(days: string[]): Span {
  const sorted = days.toSorted()
  const from = `${sorted[0]?.slice(0, 7)}-01`
  const until = monthEnd(sorted.at(-1)?.slice(0, 7) ?? '')
  const whole = daysBetween(from, until) + 1
  const at = (day: string) => Math.min(100, Math.max(0, (100 * daysBetween(from, day)) / whole))
  const months: Span['months'] = []
  for (let day = from; day <= until; day = plusDays(monthEnd(day.slice(0, 7)), 1))
    months.push({ month: day.slice(0, 7), at: at(day) })
  return { from, until, at, months }
}
