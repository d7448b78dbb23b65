/** A day as an official document writes it: in full, no zero before a single digit. @source GB/T 9704-2012 7.3.5.4 */
export function dayWords(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  if (!year) throw new Error(`not a day: ${day}`)
  return `${year}年${Number(month)}月${Number(date)}日`
}
