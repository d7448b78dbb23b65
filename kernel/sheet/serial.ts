import { dayOf, daysBetween, plusDays, startOf } from '#kernel/clock'

const epoch1900 = '1899-12-30'
const epoch1904 = '1904-01-01'
// Before March 1900 a serial is one off in some programs: a 29 February 1900 is counted that never was.
const first = '1900-03-01'
const last = '9999-12-31'
const dayMs = 86_400_000

/** A day as a workbook counts it; undefined for what is no day, or one that a workbook cannot count. @source ISO/IEC 29500-1 18.17.4 */
export const serialOfDay = (day: string): number | undefined =>
  isDay(day) && day >= first && day <= last ? daysBetween(epoch1900, day) : undefined

/** An instant as a workbook counts it, in the city's time. */
export function serialOfInstant(at: Date): number | undefined {
  if (Number.isNaN(at.getTime())) return undefined
  const day = dayOf(at)
  const serial = serialOfDay(day)
  return serial === undefined ? undefined : serial + (at.getTime() - startOf(day).getTime()) / dayMs
}

/** Day and milliseconds into it that a serial means; undefined for none. @source ISO/IEC 29500-1 18.17.4.1 */
export function momentOf(serial: number, from1904: boolean): { day: string; ms: number } | undefined {
  let days = Math.floor(serial)
  let ms = Math.round((serial - days) * dayMs)
  if (ms === dayMs) [days, ms] = [days + 1, 0]
  if (!from1904 && days < 61) days = days === 60 ? -1 : days + 1
  if (days < (from1904 ? 0 : 2) || days > (from1904 ? 2_957_003 : 2_958_465)) return undefined
  return { day: plusDays(from1904 ? epoch1904 : epoch1900, days), ms }
}

/** An instant from a city day and milliseconds into it. */
export const instantOf = (day: string, ms: number): Date => new Date(startOf(day).getTime() + ms)

/** Whether a text is a calendar day as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** An instant as the city writes it. */
export function instantText(at: Date): string {
  if (Number.isNaN(at.getTime())) return ''
  const day = dayOf(at)
  if (!isDay(day)) return at.toISOString()
  return `${day} ${timeText(at.getTime() - startOf(day).getTime())}`
}

/** Milliseconds into a day as hours and minutes, and what is finer only when there is any. */
export const timeText = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .slice(11, 23)
    .replace(/\.000$/, '')
    .replace(/:00$/, '')

/**
 * The day and time that a cell of dates writes, without its zone: the day that stands there is the day that is meant,
 * wherever whoever wrote it was. Anything else stays as it is.
 * @source ISO/IEC 29500-1 18.18.11 (ST_CellType: d), ISO 8601-1
 */
export const writtenDay = (text: string): string =>
  text.replace(
    /^(\d{4}-?\d\d-?\d\d)(T\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/i,
    (_, day: string, time: string | undefined) => day + (time ? ` ${timeOf(time)}` : ''),
  )

/** A time as 14:30:00, and its first three decimals. */
const timeOf = (time: string) =>
  time
    .slice(1)
    .replace(/^(\d\d):?(\d\d):?/, '$1:$2:')
    .replace(/:$/, '')
    .replace(/[.,](\d{1,3})\d*$/, '.$1')
