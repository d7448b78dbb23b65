import type { Asked } from '../asked.ts'
import { faults } from '../faults.ts'

/** Who confirms that a version is destroyed is another officer than who asked for it. @throws crypto/needs-another-officer */
export function anotherOfficerConfirms({ version, doomedBy, by }: Asked['destroy']) {
  if (doomedBy === null || doomedBy === by) throw faults['needs-another-officer']({ version })
}
