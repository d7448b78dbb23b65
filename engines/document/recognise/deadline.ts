import { lastDayOf } from '#kernel/clock'

export interface Deadline {
  /** The last calendar day; null when the work goes on. */
  dueOn: string | null
  ongoing: boolean
}

const going = ['持续推进', '长期坚持', '长期', '常态化推进']

/**
 * Recognises when something must be done: `2024年8月底前`, `2025年1月` and `2024年12月底` mean the month's last day;
 * `2024年8月15日前` that day; `2024年底前` the year's last day; `持续推进` no day. Undefined when it is none of these.
 */
export function deadline(text: string): Deadline | undefined {
  const words = text.replace(/[\s。;,]/g, '')
  if (going.includes(words)) return { dueOn: null, ongoing: true }
  const match = /^(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?:底)?(?:前|之前|以前)?$/.exec(words)
  if (!match) return undefined
  const [, year, month, day] = match
  if (month === undefined) return /底/.test(words) ? { dueOn: `${year}-12-31`, ongoing: false } : undefined
  if (Number(month) < 1 || Number(month) > 12) return undefined
  const last = lastDayOf(`${year}-${month.padStart(2, '0')}`)
  if (day === undefined) return { dueOn: last, ongoing: false }
  const on = `${last.slice(0, 8)}${day.padStart(2, '0')}`
  return on <= last && Number(day) > 0 ? { dueOn: on, ongoing: false } : undefined
}
