import type { Asked } from '../asked.ts'
import { faults } from '../faults.ts'
import { isBelow } from '../levels.ts'

/** A case goes down to a body of a lower level within its holder's area. @throws case/not-now */
export function itGoesDownWithinTheArea({ declared, held, action, form, directory }: Asked) {
  const asked = declared.states[held.state]?.actions?.[action]
  const field: string | undefined = asked?.lowers
  if (field === undefined) return
  const body = form[field] as string | null
  if (body === null || !isBelow(declared, directory, held.agency, body))
    throw faults['not-now']({
      action: asked?.title ?? action,
      why: `“${directory.agencies.get(body ?? '')?.name ?? body}”不是本单位辖区内的下级单位`,
    })
}
