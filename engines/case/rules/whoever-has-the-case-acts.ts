import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'
import { isSomebodyElses } from '../handler.ts'

/** What is for whoever has the case is done by them, or by who holds their post while they are away. @throws case/not-now */
export function whoeverHasTheCaseActs({ declared, held, action, actor, handlers = [] }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  if (asked && isSomebodyElses(asked, handlers, actor))
    throw faults['not-now']({ action: asked.title, why: `由${held.handlerName}承办，请由承办人办理，或先改派` })
}
