import type { Custody } from '#engines/crypto'
import type { OfficerOf } from '#engines/crypto/run'
import type { Actor } from '#engines/identity'
import { identityFaults, reachOf, scopeOf, signedIn } from '#engines/identity/run'

/** Who asks custody for what, and how far their grants reach: custody itself knows no posts. */
export const officerOf =
  (custody: Custody): OfficerOf<{ actor: Actor }> =>
  (request, action) => {
    const actor = signedIn(request)
    const reach = reachOf(actor, custody, action)
    if (reach.size === 0) throw identityFaults['not-granted']({ action, on: custody.title })
    return { person: actor.person, agency: actor.agency, scope: scopeOf(actor, reach) }
  }
