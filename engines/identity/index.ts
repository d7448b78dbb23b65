import * as z from 'zod'
import { fieldOf } from '#kernel/field'
import type { Actable, Rights, ScopeName } from './actable.ts'
import type { Listed } from './listed.ts'

export { awayIn, listedIn, type Listed } from './listed.ts'
export type { Actable, Reach, Rights, ScopeName } from './actable.ts'

/** Who may do what to which, and how far. */
export interface Grant {
  readonly on: Actable
  readonly actions: readonly string[]
  readonly scope: ScopeName
  /** What the engine of the part adds to the grant: which fields a creation may fill. */
  readonly under?: unknown
}

/** One line of a role: `may(household, ['read', 'amend'], 'own-area')`. */
export function may<A extends string>(on: Actable<A>, actions: readonly NoInfer<A>[], scope: ScopeName): Grant {
  return { on: on as unknown as Actable, actions, scope }
}

/** A duty in an agency or for the whole city: who hears of what, whatever roles the city appoints to it. */
export interface Duty {
  readonly name: string
  readonly title: string
  readonly of: 'agency' | 'city'
  /** The register that says which post has it for which agency; where nobody is in such a post, whoever carries it by a role has it. */
  readonly listed?: Listed
}

/** Declares a duty; roles carry it, and a register may say whose it is agency by agency. */
export const defineDuty = (name: string, d: Omit<Duty, 'name'>): Duty => ({ name, ...d })

/** A role is a value: what its holders may do. Everything else is refused. */
export interface Role {
  readonly kind: 'role'
  readonly name: string
  readonly title: string
  readonly grants: readonly Grant[]
  readonly duties: readonly Duty[]
  /**
   * Held without being given: by everyone, visitors too; by whoever acts in no post; by everyone in one; by whoever acts in a
   * session that a machine was lent; or by whoever came through another's application. These last two hold nothing else.
   */
  readonly heldBy: 'appointed' | 'everyone' | 'citizens' | 'officers' | 'at-machines' | 'in-apps'
  /** Its holder leads: the city's doors show them how things stand before what is to do. */
  readonly leads?: true
}

/** Declares a role. A post carries roles by name; nobody holds one otherwise, unless `heldBy` says so. */
export function defineRole(
  name: string,
  d: {
    title: string
    grants: readonly Grant[]
    duties?: readonly Duty[]
    heldBy?: Exclude<Role['heldBy'], 'appointed'>
    leads?: true
  },
): Role {
  return { kind: 'role', name, heldBy: 'appointed', duties: [], ...d }
}

/** Who acts, in which post. Nobody signed in: no person, no post. */
export interface Actor {
  readonly person: string | null
  readonly name: string
  readonly position: string | null
  readonly agency: string | null
  /** Region codes that the post covers; each covers what its code begins. */
  readonly areas: readonly string[]
  readonly roles: readonly string[]
  /** How sure the city is of them: 1 password, 2 a second factor beside it, 3 a verified person. Absent: 1. */
  readonly assurance?: Assurance
  /** The machine of the city's at which they act, in a session lent to it: they do only what is open at machines. */
  readonly machine?: string
  /** The app of the city's through which they came, from somebody else's application that vouches for them: its row, and what their sign-in is called. */
  readonly through?: { readonly id: string; readonly called: string }
  /** For whom they act by a mandate; absent: for themselves, or in their post. */
  readonly behalf?: Behalf
  /** What their roles let them do in this city; absent: nothing. */
  readonly rights?: Rights
}

/** How sure the city is of who acts. */
export type Assurance = 1 | 2 | 3

/** For whom somebody acts: the organisation or person, and what the mandate lets its agent do. */
export interface Behalf {
  readonly mandate: string
  readonly kind: 'organisation' | 'person'
  /** Whose rows are "own": the person's id, or the organisation's. */
  readonly party: string
  readonly name: string
  /** Acts as `kind:name:action`. */
  readonly acts: readonly string[]
}

/** Nobody in particular, with no right at all; a city's own visitor may do what it grants to everyone. */
export const nobody: Actor = { person: null, name: '访客', position: null, agency: null, areas: [], roles: [] }

export interface Agency {
  id: string
  name: string
  fullName: string
  kind: string
  region: string
  aliases: string[]
}

export interface Region {
  code: string
  name: string
  level: 'city' | 'county' | 'zone' | 'town' | 'village'
  parent: string | null
}

/** A type of its own for each field: the note is kept by the type. */
const agencyId = () =>
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(80)
    .brand<'agency'>()

/** The permanent id of an agency, as a field holds it. */
export type AgencyId = z.output<ReturnType<typeof agencyId>>

/** An agency, by its permanent id. @param kinds the only kinds that it takes */
export const agency = (label: string, { kinds }: { kinds?: readonly string[] } = {}) =>
  fieldOf(agencyId(), { label, widget: 'agency', column: 'text', ...(kinds && { kinds }) })

/** Agencies in their order; empty when there are none. @param kinds the only kinds that it takes */
export const agencies = (label: string, { min = 0, kinds }: { min?: number; kinds?: readonly string[] } = {}) =>
  fieldOf(z.array(agencyId()).min(min).max(200), {
    ...{ label, widget: 'agencies', column: 'text[]' },
    ...(min > 0 && { min }),
    ...(kinds && { kinds }),
  })

/** Somebody in post at the agency of whoever fills the form in: their account's id, and what they are called. */
export const colleague = (label: string) =>
  fieldOf(z.strictObject({ id: z.uuid(), name: z.string().max(100) }).brand<'colleague'>(), {
    ...{ label, widget: 'colleague', column: 'jsonb' },
    example: { id: '01900000-0000-7000-8000-000000000000', name: '何顺' },
  })
export type Colleague = z.output<ReturnType<typeof colleague>>

/** A region, by its code. @source GB/T 2260; towns and villages by the statistical codes; zones by the city's own overlay codes */
export const region = (label: string) =>
  fieldOf(
    z
      .string()
      .regex(/^\d{4}[0-9A-Z]{0,8}$/)
      .brand<'region'>(),
    { label, widget: 'region', column: 'text', standard: 'GB/T 2260' },
  )

export { appointmentDesk, clientDesk, directoryDesk, mandateDesk, organisationDesk, verificationDesk } from './desk.ts'
