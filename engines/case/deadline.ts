import { dayOf, dueAfter, endOf, plusDays, startOf } from '#kernel/clock'
import type { AnyCase } from './index.ts'

/** What the clock knows of a case. */
export interface Timed {
  state: string
  stateSince: Date
  dueOn: string | null
  closedAt: Date | null
}

/** The instant the present state must be left by; null when it may stay. */
export function stateDue(declared: AnyCase, timed: Timed): { at: Date | null; provisional: boolean } {
  const state = declared.states[timed.state]
  if (state?.within) {
    const due = dueAfter(dayOf(timed.stateSince), state.within)
    return { at: endOf(due.day), provisional: due.provisional }
  }
  if (state?.until && timed.dueOn) return { at: endOf(timed.dueOn), provisional: false }
  return { at: null, provisional: false }
}

/**
 * The next instant at which the clock must look at a case: a reminder, the present state's end, or the next day when
 * its light may change by itself. Null once it is closed.
 */
export function nextLook(declared: AnyCase, timed: Timed & { stateDueAt: Date | null }, now: Date): Date | null {
  if (timed.closedAt) return null
  const tomorrow = startOf(plusDays(dayOf(now), 1))
  const looks: Date[] = []
  if (declared.judge) looks.push(tomorrow)
  if (timed.stateDueAt && declared.states[timed.state]?.overdue) looks.push(new Date(timed.stateDueAt.getTime() + 1))
  for (const days of timed.dueOn ? declared.reminds : []) {
    const on = startOf(plusDays(timed.dueOn as string, -days))
    if (on > now) looks.push(on)
  }
  return looks.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}

/** The reminders whose day came after `since` and is here: days before the due day, latest first. */
export const remindersSince = (declared: AnyCase, dueOn: string, since: string, today: string): number[] =>
  declared.reminds
    .filter((days) => plusDays(dueOn, -days) > since && plusDays(dueOn, -days) <= today)
    .toSorted((a, b) => a - b)
