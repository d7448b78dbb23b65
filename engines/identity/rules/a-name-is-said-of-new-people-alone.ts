import type { Appointing } from '../asked.ts'
import { faults } from '../faults.ts'

/** A name makes a new person, whose account is nobody's yet; without one, somebody has the account. @throws identity/account-taken identity/no-such-person */
export function aNameIsSaidOfNewPeopleAlone({ asked, known }: Appointing) {
  if (known && asked.name !== undefined) throw faults['account-taken']({ account: asked.account })
  if (!known && asked.name === undefined) throw faults['no-such-person']()
}
