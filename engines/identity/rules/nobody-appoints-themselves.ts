import type { Appointing } from '../asked.ts'
import { faults } from '../faults.ts'

/** Nobody appoints themselves. @throws identity/not-oneself */
export function nobodyAppointsThemselves({ known, actor }: Appointing) {
  if (known?.id === actor.person) throw faults['not-oneself']()
}
