import { plusDays } from '#kernel/clock'

/** How often what a state awaits is awaited anew. */
export type Every = 'week' | 'month' | 'quarter' | 'year'

const pad = (month: number) => String(month).padStart(2, '0')

/** The first day of the period that a day lies in; a week begins on Monday. @source GB/T 7408.1 (ISO 8601-1) 3.1.1.23 */
export function firstOf(every: Every, day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  switch (every) {
    case 'week':
      return plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
    case 'month':
      return `${day.slice(0, 7)}-01`
    case 'quarter':
      return `${year}-${pad(month - ((month - 1) % 3))}-01`
    case 'year':
      return `${year}-01-01`
  }
}

/** The days of the longest period of a kind and a few more: from a first day they lead into the next period, and no further. */
const beyond = { week: 7, month: 32, quarter: 93, year: 367 }

/** The first day of the period after the one that a day lies in. */
export const nextOf = (every: Every, day: string): string =>
  firstOf(every, plusDays(firstOf(every, day), beyond[every]))

/** The last day of the period that a day lies in. */
export const lastOf = (every: Every, day: string): string => plusDays(nextOf(every, day), -1)
