import { dayOf, dueAfter } from '#kernel/clock'
import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'

/** An action that may be taken for a time only is taken within it, counted from when the state was entered. @throws case/not-now */
export function theSpanOfTheActionHasNotPassed({ declared, held, action, today }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  if (!asked?.within) return
  const last = dueAfter(dayOf(held.stateSince), asked.within).day
  if (today > last) throw faults['not-now']({ action: asked.title, why: `最晚应在 ${last} 提出，期限已过` })
}
