import type { Appointing } from '../asked.ts'
import { faults } from '../faults.ts'

/** A post is at an agency and in a place that the city has; who appoints at their own agency stays within its area. @throws identity/no-such-agency */
export function anAgencyAndAPlaceAreKnownAndInReach({ agency, region, reach }: Appointing) {
  if (!agency || !region) throw faults['no-such-agency']()
  if (reach === 'own' && !region.code.startsWith(agency.region)) throw faults['no-such-agency']()
}
