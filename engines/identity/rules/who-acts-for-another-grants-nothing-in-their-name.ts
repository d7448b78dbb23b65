import type { Mandating } from '../asked.ts'
import { faults } from '../faults.ts'

/** Who acts for another grants nothing in their name. @throws identity/not-representative @source 民法典 第169条 */
export function whoActsForAnotherGrantsNothingInTheirName({ actor }: Mandating) {
  if (actor.behalf) throw faults['not-representative']()
}
