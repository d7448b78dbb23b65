import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'

/** What takes four eyes is not taken by whoever took the action before it. @throws case/not-now */
export function anotherHandTakesIt({ declared, held, action, actor, together }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  if (!asked?.byAnother) return
  const before = together?.trail.find((step) => step.action === asked.byAnother)
  if (before && before.actor === actor.person)
    throw faults['not-now']({ action: asked.title, why: '前一步是您本人办的，这一步要由另一个人办' })
}
