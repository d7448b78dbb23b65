import { dayOf, endOf, plusDays, startOf } from '#kernel/clock'
import type { Row } from '#kernel/database'
import type { AnyCase } from './index.ts'
import { nextOf } from './period.ts'
import { endOfSpan, standsStill, type Clocks } from './stop.ts'

/** What the clock knows of a case. */
export interface Timed {
  state: string
  stateSince: Date
  clocks: Clocks
  dueOn: string | null
  closedAt: Date | null
}

/** By when the present state must be left, and where the clock then takes it; no place when it only says so. */
export interface Leaving {
  at: Date | null
  to: string | null
  provisional: boolean
}

/** The earliest of the state's span and the days that the subject carries. */
export function leaving(declared: AnyCase, timed: Timed, subject: Row): Leaving {
  const state = declared.states[timed.state]
  const ends: { at: Date; to: string | null; provisional: boolean }[] = []
  if (state?.within) {
    const due = endOfSpan(state.within, timed.stateSince, timed.clocks[timed.state])
    ends.push({ at: endOf(due.day), to: state.overdue ?? null, provisional: due.provisional })
  }
  for (const [field, to] of Object.entries(state?.until ?? {})) {
    const day = field === declared.due ? timed.dueOn : (subject[field] as string | null)
    if (day) ends.push({ at: endOf(day), to, provisional: false })
  }
  return ends.toSorted((a, b) => a.at.getTime() - b.at.getTime())[0] ?? { at: null, to: null, provisional: false }
}

/** Days ahead that a light is judged for: beyond them the clock looks again. */
const daysJudged = 31

/**
 * The next instant at which the clock must look at a case: a reminder, the present state's end, the first of the next
 * period, or the day on which its light will change by itself. Null once it is closed.
 * @param light the case's light on a day, as everything else stands now; without it the case has none
 */
export function nextLook(
  declared: AnyCase,
  timed: Timed & { leaving: Leaving },
  now: Date,
  light?: (day: string) => string | null,
): Date | null {
  if (timed.closedAt) return null
  const today = dayOf(now)
  const looks: Date[] = []
  if (light) looks.push(startOf(nextChange(light, today)))
  const every = declared.states[timed.state]?.every
  if (every) looks.push(startOf(nextOf(every, today)))
  if (timed.leaving.at && timed.leaving.to) looks.push(new Date(timed.leaving.at.getTime() + 1))
  for (const days of timed.dueOn && !standsStill(declared, timed.state) ? declared.reminds : []) {
    const on = startOf(plusDays(timed.dueOn as string, -days))
    if (on > now) looks.push(on)
  }
  return looks.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}

/** The first day on which a light is another than today's, or the day after those that are judged. */
function nextChange(light: (day: string) => string | null, today: string): string {
  const shown = light(today)
  let day = plusDays(today, 1)
  for (let judged = 1; judged < daysJudged && light(day) === shown; judged += 1) day = plusDays(day, 1)
  return day
}

/** The reminders whose day came after `since` and is here: days before the due day, latest first. */
export const remindersSince = (declared: AnyCase, dueOn: string, since: string, today: string): number[] =>
  declared.reminds
    .filter((days) => plusDays(dueOn, -days) > since && plusDays(dueOn, -days) <= today)
    .toSorted((a, b) => a - b)
