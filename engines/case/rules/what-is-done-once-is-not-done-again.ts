import { faults } from '../faults.ts'
import type { Asked } from '../asked.ts'
import { wasTaken } from '../once.ts'

/** An action that is taken once in the life of a case was not taken yet. @throws case/not-now */
export function whatIsDoneOnceIsNotDoneAgain({ declared, held, action, together }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  if (asked && together && wasTaken(asked, action, together.trail))
    throw faults['not-now']({ action: asked.title, why: '这一步只能办一次，已经办过' })
}
