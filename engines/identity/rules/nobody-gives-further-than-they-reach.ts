import type { Appointing } from '../asked.ts'
import { faults } from '../faults.ts'

/** A role that changes things everywhere is given by who appoints everywhere; one that is held by no appointment, by nobody. @throws identity/role-beyond-reach */
export function nobodyGivesFurtherThanTheyReach({ asked, held, reach, roles }: Appointing) {
  const wrong = (held ?? asked).roles.filter((name) => {
    const role = roles.get(name)
    if (!role || role.heldBy !== 'appointed') return true
    return (
      reach === 'own' &&
      role.grants.some((grant) => grant.scope === 'all' && grant.actions.some((one) => one !== 'read'))
    )
  })
  if (wrong.length > 0)
    throw faults['role-beyond-reach']({ roles: wrong.map((name) => roles.get(name)?.title ?? name) })
}
