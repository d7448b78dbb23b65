import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'
import type { Subject } from '../stand.ts'
import { whoHolds } from '../who-holds.ts'

/** What the declaration says may stand in the way does not. @throws case/not-now */
export function nothingStandsInTheWay({ declared, held, record, action, form, today, directory }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  const found = { form, record: record as Subject, facts: held.facts, today, ...whoHolds(held, directory) }
  const why = asked?.refuses?.(found)
  if (why) throw faults['not-now']({ action: asked?.title ?? action, why })
}
