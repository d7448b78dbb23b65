import type { Scope } from '#kernel/database'
import type { House, Right } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import { identityFaults, person, reachOf, scopeOf } from '#engines/identity/run'
import { applicationOf, type Application } from './application.ts'
import { custodyActions, type Custody, type CustodyAction } from './custody.ts'

/** An officer as custody sees them: who they are, and which agencies' applications an action of theirs reaches. */
export interface Officer {
  person: string
  agency: string | null
  scope: Scope
  /** What they may do in custody at all. */
  may: readonly CustodyAction[]
}

const nowhere: Pick<Custody, 'kind' | 'name' | 'title'> = { kind: 'custody', name: '', title: '密钥托管' }

/** The custody of a city; where no system declares one, nobody is granted anything in it. */
const custodyOf = (house: House) => [...house.parts<Custody>('custody').values()][0] ?? nowhere

/** Whoever is granted an action in custody. @throws identity/not-signed-in identity/not-granted */
export const officer = (action: CustodyAction): Right<Officer> => ({
  says: `custody ${action}`,
  admits: async (request, house) => {
    const actor: Actor & { person: string } = await person.admits(request, house)
    const custody = custodyOf(house)
    const reach = reachOf(actor, custody, action)
    if (reach.size === 0) throw identityFaults['not-granted']({ action, on: custody.title })
    const may = custodyActions.filter((one) => reachOf(actor, custody, one).size > 0)
    return { person: actor.person, agency: actor.agency, scope: scopeOf(actor, reach), may }
  },
})

/** Another department's system, which proves itself by a token of its own. @throws crypto/not-an-application */
export const application: Right<Application> = {
  says: 'application',
  admits: (request, { database, clock }) => applicationOf(database, request.headers.authorization, clock.now()),
}
