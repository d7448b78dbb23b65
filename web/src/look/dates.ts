const zone = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** An instant as the city's wall clock shows it. */
export function wall(instant: string | number): { date: string; time: string; year: string; second: string } {
  const found: Record<string, string> = {}
  for (const { type, value } of parts.formatToParts(new Date(instant))) found[type] = value
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = found
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}`, year, second }
}

/** What is typed as a day and a time of the city's wall clock, as an instant; null for what is neither. */
export function instantTyped(local: string): string | null {
  const at = new Date(`${local}+08:00`)
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** 2024-11-20 09:02:03; what is no instant stays as it is written. */
export function toTheSecond(instant: string | number): string {
  if (Number.isNaN(new Date(instant).getTime())) return String(instant)
  const { date, time, second } = wall(instant)
  return `${date} ${time}:${second}`
}

/** 2024-11-20 周三 09:42 */
export function clockWords(instant: string): string {
  const { date, time } = wall(instant)
  return `${date} ${weekday(date)} ${time}`
}

/** 今日 09:10, 11-19 16:22, or 2023-11-19 when the year differs. */
export function shortInstant(instant: string, now: string): string {
  const at = wall(instant)
  const today = wall(now)
  if (at.date === today.date) return `今日 ${at.time}`
  return at.year === today.year ? `${at.date.slice(5)} ${at.time}` : at.date
}

/** 11-19 within the year, 2023-11-19 outside it. */
export function shortDate(date: string, now: string): string {
  return date.slice(0, 4) === wall(now).year ? date.slice(5) : date
}

/** 2024年8月22日 */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** 11月20日 */
export function dayWords(date: string): string {
  const [, month, day] = date.split('-').map(Number)
  return `${month}月${day}日`
}

/** 周三 */
export function weekday(date: string): string {
  return weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? ''
}

/** A date moved by whole days. */
export function plusDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

/** Calendar days from one date to another. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The Sunday that ends the week of a date. */
export function weekEnd(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return plusDays(date, day === 0 ? 0 : 7 - day)
}

/** The month before a month: 2024-01 → 2023-12. */
export function monthBefore(month: string): string {
  return plusDays(`${month}-01`, -1).slice(0, 7)
}

/** The last day of a month, YYYY-MM-DD. */
export function monthEnd(month: string): string {
  return plusDays(plusDays(`${month}-01`, 31).slice(0, 8) + '01', -1)
}
