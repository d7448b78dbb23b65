import type { Asked } from '../asked.ts'
import { faults } from '../faults.ts'
import { bodyAbove } from '../levels.ts'

/** A case goes up to the one body of a higher level around its holder; where there is none, or none that is meant alone, it stays. @throws case/not-now */
export function itGoesUpToWhoIsThere({ declared, held, action, directory }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  if (asked?.raises && !bodyAbove(declared, directory, held.agency))
    throw faults['not-now']({ action: asked.title, why: '上面没有可以上报的单位，或者有几个而不能确定是哪一个' })
}
