import { dayOf, dueAfter, daysBetween, plusDays, workingDaysAfter, workingDaysLeft, type Duration } from '#kernel/clock'
import type { AnyCase, State } from './index.ts'
import type { CaseRow } from './row.ts'

/** The clock of a state that was stopped, or is. */
export interface StoppedClock {
  /** The instant it counts from. */
  since: string
  /** The days that it does not count, in those of the state's span. */
  lost: number
  /** Since which day it stands still. */
  stopped?: string
}
export type Clocks = Readonly<Record<string, StoppedClock>>

type Unit = NonNullable<State['stops']>

/** Days of a unit from one day to a later one. */
const daysOf = (unit: Unit, from: string, to: string): number =>
  unit === 'workingDays' ? Math.max(0, workingDaysLeft(from, to)) : Math.max(0, daysBetween(from, to))

const unitOf = (span: Duration | undefined): Unit => (span && 'workingDays' in span ? 'workingDays' : 'calendarDays')

/** Whether the clock of a case stands still now. */
export const standsStill = (declared: AnyCase, state: string): boolean => declared.states[state]?.stops !== undefined

/** The day on which the present state ends, counted from where its clock counts and without the days that it does not. */
export function endOfSpan(span: Duration, since: Date, clock: StoppedClock | undefined) {
  const lost = clock?.lost ?? 0
  const longer =
    'workingDays' in span ? { workingDays: span.workingDays + lost } : { calendarDays: span.calendarDays + lost }
  return dueAfter(dayOf(clock ? new Date(clock.since) : since), longer)
}

/**
 * Stops the clock of the state that a case leaves for one that stops it, and has it go on when the case comes back there.
 * A state that is entered by any other way begins its span anew.
 * @returns the days that the whole case has stood still, and in which days, where its clock goes on now
 */
export function turnClocks(
  declared: AnyCase,
  row: Pick<CaseRow, 'clocks' | 'stateSince'>,
  from: string,
  to: string,
  at: Date,
): { unit: Unit; days: number } | undefined {
  const today = dayOf(at)
  const [left, entered] = [declared.states[from], declared.states[to]]
  if (left?.stops && entered?.stops) return undefined
  if (entered?.stops) {
    const known = row.clocks[from]
    row.clocks = {
      [from]: { since: known?.since ?? row.stateSince.toISOString(), lost: known?.lost ?? 0, stopped: today },
    }
    return undefined
  }
  const [[stoppedIn, clock] = []] = Object.entries(row.clocks)
  if (!left?.stops || !clock?.stopped) {
    row.clocks = {}
    return undefined
  }
  const { since, lost, stopped } = clock
  const more = daysOf(unitOf(entered?.within), stopped, today)
  row.clocks = stoppedIn === to ? { [to]: { since, lost: lost + more } } : {}
  return { unit: left.stops, days: daysOf(left.stops, stopped, today) }
}

/** A due day moved by the days that a case has stood still. */
export const movedBy = (day: string, { unit, days }: { unit: Unit; days: number }): string =>
  unit === 'workingDays' ? workingDaysAfter(day, days).day : plusDays(day, days)
