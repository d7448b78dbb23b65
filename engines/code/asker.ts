import type { House, Proof, Right } from '#kernel/engine'
import { keeper } from '#kernel/keeper'
import type { Scope } from '#kernel/database'
import type { Actor } from '#engines/identity'
import { identityFaults, person, reachOf, scopeOf, session, type Person } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Code } from './index.ts'
import type { CodeHouse } from './keys.ts'
import { scannerOf, type Scanner } from './scanners.ts'

/** The one code of a city; nothing where no system declares one. */
const declared = (house: House): Code | undefined => [...house.parts<Code>('code').values()][0]

/** The code of a city that has one. @throws code/no-such-purpose */
export function codeOf(house: House): Code {
  const code = declared(house)
  if (!code) throw faults['no-such-purpose']()
  return code
}

/** What codes are made and opened with. */
export const handOf = ({ database, rooms }: House): CodeHouse => ({ database, keeper: rooms.get(keeper) })

/** Somebody with a grant on the code, and how far it reaches. */
export interface Holding {
  actor: Person
  /** The actor's agency: officers of the code's desks have one. */
  agency: string
  scope: Scope
}

/** Whoever is granted an action on the code. @throws identity/not-signed-in identity/not-granted */
export const holding = (action: Code['actions'][number], title: string): Right<Holding> => ({
  ...{ says: `code ${action}`, tells: `岗位要有苏服码的“${title}”权限，只及于本单位。`, proof: session },
  refuses: [...(person.refuses ?? []), identityFaults['not-granted']],
  admits: async (request, house) => {
    const actor: Actor & { person: string } = await person.admits(request, house)
    const code = declared(house)
    const reach = code && reachOf(actor, code, action)
    if (!reach || reach.size === 0) throw identityFaults['not-granted']({ action: title, on: code?.title ?? '苏服码' })
    return { actor, agency: actor.agency as string, scope: scopeOf(actor, reach) }
  },
})

/** The token that a device is given when it is registered. */
const scannerToken: Proof = {
  name: 'scanner-token',
  scheme: () => ({ type: 'http', scheme: 'bearer', description: '登记扫码设备时给出的令牌。' }),
}

/** A registered device, which proves itself by `Authorization: Bearer <token>`. @throws code/not-a-scanner */
export const scanner: Right<Scanner> = {
  ...{ says: 'scanner', tells: '由登记过的扫码设备凭自己的令牌使用。', proof: scannerToken },
  refuses: [faults['not-a-scanner']],
  admits: (request, house) =>
    scannerOf(house.database, codeOf(house), request.headers.authorization, house.clock.now()),
}
