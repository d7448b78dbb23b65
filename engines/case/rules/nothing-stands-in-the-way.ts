import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'
import type { Subject } from '../stand.ts'

/** What the declaration says may stand in the way does not. @throws case/not-now */
export function nothingStandsInTheWay({ declared, held, record, action, form, today }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  const why = asked?.refuses?.({ form, record: record as Subject, facts: held.facts, today })
  if (why) throw faults['not-now']({ action: asked?.title ?? action, why })
}
