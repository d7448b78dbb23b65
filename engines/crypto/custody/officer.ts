import type { Scope } from '#kernel/database'

/** An officer as custody sees them: who they are, and which agencies' applications an action of theirs reaches. */
export interface Officer {
  person: string
  agency: string | null
  scope: Scope
}

/** What can be granted in custody. */
export const custodyActions = ['read', 'create', 'rotate', 'retire', 'destroy', 'stop', 'quota', 'certify'] as const
export type CustodyAction = (typeof custodyActions)[number]

/** Tells who asks, or refuses. @throws identity/not-signed-in, identity/not-granted */
export type OfficerOf<Request> = (request: Request, action: CustodyAction) => Officer
