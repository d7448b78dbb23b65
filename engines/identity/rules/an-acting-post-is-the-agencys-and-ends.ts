import type { Appointing } from '../asked.ts'
import { faults } from '../faults.ts'

/** Who holds the post of someone absent holds one of the same agency, until a day. @throws identity/no-such-position identity/acting-until */
export function anActingPostIsTheAgencysAndEnds({ asked, held }: Appointing) {
  if (asked.actingFor === undefined) return
  if (!held) throw faults['no-such-position']()
  if (!asked.until) throw faults['acting-until']()
}
