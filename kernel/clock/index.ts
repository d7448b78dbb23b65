import chineseDays from 'chinese-days'

/**
 * The one source of time. The demonstration city runs on an offset; tests hold a clock still and move it.
 * Days are the city's (UTC+8, no daylight saving since 1991).
 */
export interface Clock {
  now: () => Date
  /** True when the city's time is not the world's. */
  readonly shifted: boolean
}

const zone = 8 * 3600_000
const dayMs = 86_400_000

export const worldClock = (): Clock => ({ now: () => new Date(), shifted: false })

/** A clock that runs at the world's pace, `offset` milliseconds away from it. */
export const offsetClock = (offset: number): Clock => ({ now: () => new Date(Date.now() + offset), shifted: true })

/** A clock that stands until it is moved. */
export function heldClock(at: string): Clock & { set: (at: string | Date) => void } {
  let held = new Date(at)
  return { now: () => new Date(held), shifted: true, set: (next) => void (held = new Date(next)) }
}

/** The city's calendar day of an instant, YYYY-MM-DD. */
export const dayOf = (at: Date): string => new Date(at.getTime() + zone).toISOString().slice(0, 10)

/** The first instant of a city day. */
export const startOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - zone)

/** The last instant of a city day, to the millisecond. */
export const endOf = (day: string): Date => new Date(startOf(day).getTime() + dayMs - 1)

/** A day moved by calendar days. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** Calendar days from one day to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)

/** The last day of a month given as YYYY-MM. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

/** The last day of so many months that begin on a day: the day before that of its number, or the month's last where it has none. */
export function lastDayOfMonths(from: string, months: number): string {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number]
  const last = lastDayOf(new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7))
  return day > Number(last.slice(8)) ? last : plusDays(`${last.slice(0, 8)}${String(day).padStart(2, '0')}`, -1)
}

/** The month before a day's, YYYY-MM. */
export const monthBefore = (day: string): string => plusDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)

/**
 * Last day whose rest days are published. Past it a working day is only Monday to Friday, and says so.
 * @source the State Council's yearly holiday notice, as carried by chinese-days (2004–2026)
 */
export const calendarHorizon = '2026-12-31'

/** Whether offices are open. @source the State Council's yearly holiday notice */
export function isWorkingDay(day: string): boolean {
  if (day > calendarHorizon || day < '2004-01-01') {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    return weekday !== 0 && weekday !== 6
  }
  return chineseDays.isWorkday(day)
}

export interface DueDay {
  day: string
  /** The day lies past the published calendar and is counted again when the year's notice arrives. */
  provisional: boolean
}

/**
 * The day `days` working days after `from`. The opening day is not counted; with 0 days the next working day at or
 * after `from`.
 * @param days whole working days, 0–1,000
 * @source Civil Code art. 201–203
 */
export function workingDaysAfter(from: string, days: number): DueDay {
  let day = from
  for (let left = days; left > 0;) {
    day = plusDays(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  while (!isWorkingDay(day)) day = plusDays(day, 1)
  return { day, provisional: day > calendarHorizon }
}

/** Of each year that was asked for: how many working days there are up to and including each of its days. */
const openOf = new Map<number, Uint16Array>()

function openIn(year: number): Uint16Array {
  const known = openOf.get(year)
  if (known) return known
  const first = `${String(year).padStart(4, '0')}-01-01`
  const open = new Uint16Array(366)
  for (let i = 0, count = 0; i < open.length; i += 1) {
    const day = plusDays(first, i)
    if (day.slice(0, 4) === first.slice(0, 4) && isWorkingDay(day)) count += 1
    open[i] = count
  }
  openOf.set(year, open)
  return open
}

/** Working days after one day, up to and including another that is not before it. */
function openBetween(after: string, until: string): number {
  const [from, to] = [after, until].map((day) => Number(day.slice(0, 4))) as [number, number]
  const upTo = (day: string) => openIn(Number(day.slice(0, 4)))[daysBetween(`${day.slice(0, 4)}-01-01`, day)] ?? 0
  let count = upTo(until) - upTo(after)
  for (let year = from; year < to; year += 1) count += openIn(year).at(-1) ?? 0
  return count
}

/**
 * Working days left until a day: 0 on the day itself, negative once it has passed. Spans are cut at 1,000 calendar days
 * either way. Cost: a subtraction, whatever the span, once a year's days have been counted.
 */
export function workingDaysLeft(today: string, due: string): number {
  const span = Math.max(-1000, Math.min(1000, daysBetween(today, due)))
  const last = plusDays(today, span)
  if (span >= 0) return openBetween(today, last)
  return -openBetween(plusDays(last, -1), plusDays(today, -1)) || -1
}

/** A span that a deadline counts in. */
export type Duration = { workingDays: number } | { calendarDays: number }

/** A span of working days, as the city's calendar counts them. */
export const workingDays = (count: number): Duration => ({ workingDays: count })
/** A span of calendar days; where it would end on a rest day it ends on the next working day. */
export const calendarDays = (count: number): Duration => ({ calendarDays: count })

/** The day a span that starts on `from` ends; a calendar span ending on a rest day moves to the next working day. @source Civil Code art. 203 */
export function dueAfter(from: string, within: Duration): DueDay {
  if ('workingDays' in within) return workingDaysAfter(from, within.workingDays)
  return workingDaysAfter(plusDays(from, within.calendarDays), 0)
}

/** How much of a span of days has passed, 0–1. */
export function elapsedShare(from: string, until: string, today: string): number {
  const whole = daysBetween(from, until)
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, daysBetween(from, today) / whole))
}
