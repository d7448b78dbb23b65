import type { Mandating } from '../asked.ts'
import { faults } from '../faults.ts'

/** A mandate names some acts, each of which somebody may be let do here. @throws identity/mandate-acts */
export function aMandateNamesActsThatAreThere({ asked, acts }: Mandating) {
  const unknown = asked.acts.filter((act) => !acts.has(act))
  if (asked.acts.length === 0 || unknown.length > 0) throw faults['mandate-acts']({ acts: unknown })
}
