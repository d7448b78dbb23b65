import { daysBetween, monthEnd, plusDays, wall } from '../../../look/dates.ts'
import type { Line, Reading } from '../plan-data.ts'

/** The stretch of months that a plan's rows fill, and where days and months lie on it in percent of its width. */
export interface Span {
  from: string
  until: string
  /** Percent from the left; held within the span. */
  at: (day: string) => number
  months: { month: string; at: number }[]
}

/** The day a row counts from: its own, the day its case was opened, or the day of issue. */
export function startOf(line: Line, { plan }: Reading): string {
  return line.startOn ?? (line.case ? wall(line.case.openedAt).date : (plan.issuedOn ?? `${plan.year}-01-01`))
}

/** Whole months from the first start to the last due day, and to the end of the plan's year at least. */
export function spanOf(reading: Reading): Span {
  const end = `${reading.plan.year}-12-31`
  const first = reading.lines.map((line) => startOf(line, reading)).toSorted()[0] ?? `${reading.plan.year}-01-01`
  const last = [end, ...reading.lines.flatMap((line) => line.dueOn ?? [])].toSorted().at(-1) ?? end
  const from = `${first.slice(0, 7)}-01`
  const until = monthEnd(last.slice(0, 7))
  const days = daysBetween(from, until) + 1
  const at = (day: string) => Math.min(100, Math.max(0, (100 * daysBetween(from, day)) / days))
  const months: Span['months'] = []
  for (let day = from; day <= until; day = plusDays(monthEnd(day.slice(0, 7)), 1))
    months.push({ month: day.slice(0, 7), at: at(day) })
  return { from, until, at, months }
}
