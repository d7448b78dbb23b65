import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'
import { hasTaken } from '../joint.ts'

/** Of an action that parties take together each takes theirs once. @throws case/not-now */
export function eachPartyActsOnce({ declared, held, action, actor, together }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  if (asked && together && hasTaken(asked, action, together, actor))
    throw faults['not-now']({ action: asked.title, why: '您已经办过这一步，正在等其他当事人' })
}
