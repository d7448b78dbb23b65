import { dayOf, plusDays } from '#kernel/clock'
import { faults } from '../faults.ts'
import { lateDays } from '../keys.ts'
import { earlySeconds } from '../token.ts'

/** A scan that a scanner hands in later was made in the days for which keys are kept, and not in time to come. @throws code/not-yet, code/too-late */
export function itWasScannedLately({ at, now }: { at: Date; now: Date }) {
  if (at.getTime() > now.getTime() + earlySeconds * 1000) throw faults['not-yet']()
  if (dayOf(at) < plusDays(dayOf(now), -lateDays)) throw faults['too-late']({ days: lateDays })
}
