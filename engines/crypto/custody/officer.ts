import type { Scope } from '#kernel/database'
import type { House, Proof, Right } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import { identityFaults, person, reachOf, scopeOf, session } from '#engines/identity/run'
import { faults } from '../faults.ts'
import { applicationOf, type Application } from './application.ts'
import { custodyActions, custodyWords, type Custody, type CustodyAction } from './custody.ts'

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
  ...{
    says: `custody ${action}`,
    tells: `岗位要有密钥托管的“${custodyWords[action]}”权限，只及于所授的范围。`,
    proof: session,
  },
  refuses: [...(person.refuses ?? []), identityFaults['not-granted']],
  admits: async (request, house) => {
    const actor: Actor & { person: string } = await person.admits(request, house)
    const custody = custodyOf(house)
    const reach = reachOf(actor, custody, action)
    if (reach.size === 0) throw identityFaults['not-granted']({ action: custodyWords[action], on: custody.title })
    const may = custodyActions.filter((one) => reachOf(actor, custody, one).size > 0)
    return { person: actor.person, agency: actor.agency, scope: scopeOf(actor, reach), may }
  },
})

/** The token that an application is given when it is registered. */
const applicationToken: Proof = {
  name: 'application-token',
  scheme: () => ({ type: 'http', scheme: 'bearer', description: '登记密码应用时给出的令牌；换发之后旧的作废。' }),
}

/** Another department's system, which proves itself by a token of its own. @throws crypto/not-an-application */
export const application: Right<Application> = {
  ...{ says: 'application', tells: '由登记过的应用凭自己的令牌使用。', proof: applicationToken },
  refuses: [faults['not-an-application']],
  admits: (request, { database, clock }) => applicationOf(database, request.headers.authorization, clock.now()),
}
