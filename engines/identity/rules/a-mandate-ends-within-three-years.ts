import type { Mandating } from '../asked.ts'
import { faults } from '../faults.ts'

/** The longest that a mandate may last, in years: it is granted anew, looked at anew. */
const mostYears = 3

/** A mandate lasts from its first day to one that has not passed, three years at the most. @throws identity/mandate-days */
export function aMandateEndsWithinThreeYears({ asked, today }: Mandating) {
  const last = `${Number(asked.from.slice(0, 4)) + mostYears}${asked.from.slice(4)}`
  if (asked.until < asked.from || asked.until < today || asked.until > last)
    throw faults['mandate-days']({ years: mostYears })
}
