import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'
import { actionOf } from '../index.ts'

/** An action is taken only from a state that offers it. @throws case/out-of-order case/no-such-action */
export function actionMustLeaveThisState({ declared, held, action }: Asked) {
  const state = declared.states[held.state]
  if (state?.actions?.[action]) return
  const known = actionOf(declared, action)
  if (!known) throw faults['no-such-action']({ action, title: declared.title })
  throw faults['out-of-order']({
    action: known.title,
    state: state?.title ?? held.state,
    ended: state?.final === true,
    open: Object.values(state?.actions ?? {}).map((open) => open.title),
  })
}
