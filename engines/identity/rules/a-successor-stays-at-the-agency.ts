import type { Ending } from '../asked.ts'
import { faults } from '../faults.ts'

/** Who takes over holds another post at the same agency, for longer. @throws identity/no-such-position */
export function aSuccessorStaysAtTheAgency({ handTo, successor }: Ending) {
  if (handTo !== undefined && successor === null) throw faults['no-such-position']()
}
