import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'

/** A case goes back to the agency that handed it over; one that nobody handed over stays. @throws case/not-now */
export function itIsHandedBackToWhoeverHandedItOver({ declared, held, action }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  if (asked?.returns && held.cameBy.length === 0)
    throw faults['not-now']({ action: asked.title, why: '它不是其他单位转来的，没有可以退回的单位' })
}
