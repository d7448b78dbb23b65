import type { Bind, Scope } from '#kernel/database'
import { defineRoom, type Rooms } from '#kernel/room'
import {
  nobody,
  type Actable,
  type Actor,
  type Duty,
  type Reach,
  type Rights,
  type Role,
  type ScopeName,
} from './index.ts'

type Held = { readonly rooms: Rooms }

/** The roles of a city, and what sets of them let their holders do. */
interface Roles {
  all: readonly Role[]
  rightsOf: (actor: Pick<Actor, 'roles' | 'position' | 'machine' | 'through'>) => Rights
}

const roles = defineRoom<Roles>('roles')
const nothing: Reach = new Set<ScopeName>()
const keyOf = (on: Pick<Actable, 'kind' | 'name'>, action: string) => `${on.kind}:${on.name}:${action}`

/** What roles let their holders do, as a table of how far each action reaches. */
function rightsFrom(held: readonly Role[]): Rights {
  const reaches = new Map<string, Set<ScopeName>>()
  const added = new Map<string, { scope: ScopeName; under: unknown }[]>()
  for (const { on, actions, scope, under } of held.flatMap(({ grants }) => grants))
    for (const action of actions) {
      const key = keyOf(on, action)
      reaches.set(key, (reaches.get(key) ?? new Set()).add(scope))
      added.set(key, [...(added.get(key) ?? []), { scope, under }])
    }
  const rights = {
    reach: (on: Pick<Actable, 'kind' | 'name'>, action: string) => reaches.get(keyOf(on, action)) ?? nothing,
    under: (on: Pick<Actable, 'kind' | 'name'>, action: string) => added.get(keyOf(on, action)) ?? [],
  }
  // An actor goes along with work that is written down; what they may do is read anew when it is done.
  return Object.defineProperty(rights, 'toJSON', { value: () => undefined })
}

/** Takes the roles that the systems of a city declare; a role refers to its parts by value. */
export function openRoles(rooms: Rooms, declared: Iterable<Role>) {
  const all = [...declared]
  const made = new Map<string, Rights>()
  rooms.put(roles, {
    all,
    rightsOf: ({ roles: names, position, machine, through }) => {
      const inPost = position !== null
      const own = machine ? 'at-machines' : through ? 'in-apps' : inPost ? 'officers' : 'citizens'
      const key = `${own} ${names.join(' ')}`
      const known = made.get(key)
      if (known) return known
      const unasked = ['everyone', own]
      const held = all.filter(({ heldBy, name }) => unasked.includes(heldBy) || (inPost && names.includes(name)))
      const rights = rightsFrom(held)
      made.set(key, rights)
      return rights
    },
  })
}

export const allRoles = ({ rooms }: Held): readonly Role[] => rooms.get(roles).all

/** An actor with what their roles let them do in a city now. */
export const entitled = <A extends Actor>({ rooms }: Held, actor: A): A => ({
  ...actor,
  rights: rooms.get(roles).rightsOf(actor),
})

/** Whoever comes without a sign-in. */
export const visitorOf = (city: Held): Actor => entitled(city, nobody)

/** Whose rows are an actor's own: theirs, or those of the party for whom they act. */
export const ownerOf = (actor: Actor): string | null => actor.behalf?.party ?? actor.person

/** The acts that anyone may do on their own rows: what can be done for them by a mandate, as `kind:name:action`. */
export const mandateActs = (city: Held): { act: string; on: string; action: string }[] =>
  allRoles(city)
    .filter(({ heldBy }) => heldBy === 'everyone' || heldBy === 'citizens')
    .flatMap((role) => role.grants.filter(({ scope }) => scope === 'own'))
    .flatMap(({ on, actions }) => actions.map((action) => ({ act: keyOf(on, action), on: on.title, action })))

/** How far an actor may do an action; for another party only what the mandate names. */
export function reachOf(actor: Actor, on: Pick<Actable, 'kind' | 'name'>, action: string): Reach {
  const reach = actor.rights?.reach(on, action) ?? nothing
  if (!actor.behalf || !reach.has('own') || actor.behalf.acts.includes(keyOf(on, action))) return reach
  return new Set([...reach].filter((scope) => scope !== 'own'))
}

/** The names of the roles that may do an action, at any scope. */
export const rolesThatMay = (
  city: Held,
  on: Pick<Actable, 'kind' | 'name'>,
  action: string,
): { role: string; scope: ScopeName }[] =>
  allRoles(city).flatMap((role) =>
    role.grants
      .filter((grant) => grant.on.kind === on.kind && grant.on.name === on.name && grant.actions.includes(action))
      .map((grant) => ({ role: role.name, scope: grant.scope })),
  )

/** The names of the roles that carry a duty. */
export const rolesWith = (city: Held, duty: Duty): string[] =>
  allRoles(city)
    .filter((role) => role.duties.some((one) => one.name === duty.name))
    .map((role) => role.name)

/** The same reach as row-level security reads it: the second lock. */
export function scopeOf(actor: Actor, reach: Reach): Scope {
  if (reach.has('all')) return { all: 'on' }
  return {
    ...((reach.has('own-agency') || reach.has('assigned')) && actor.agency && { agency: actor.agency }),
    ...(reach.has('own-area') && { areas: actor.areas.join(',') }),
    ...(reach.has('own') && actor.person && { person: ownerOf(actor) as string }),
  }
}

/** Where a table keeps what scopes compare. */
export interface ScopeColumns {
  agency: string
  region: string
  person?: string
  /** The rows an agency (`$agency`) is assigned to. */
  assigned?: (agency: string) => Branch
  /** The rows that are a person's own because they are a party to them, where no column says so. */
  party?: (person: string) => Branch
}

/** The rows that one scope reaches, as a condition on the table `t`. */
export interface Branch {
  where: string
  /** Where the scope lies in another table that carries copies of what lists are sorted by: how to walk that instead. */
  through?: Through
}

export interface Through {
  /** The other table, and what joins it to `t`. */
  table: string
  on: string
  where: string
  /** Columns of `t` → those that stand for them. */
  columns: Readonly<Record<string, string>>
}

/** The rows that one scope reaches, yet to be written: each statement that takes it binds its values for itself. */
export interface Reached {
  /** @param columns what the statement calls the columns, where they are not those of `t` */
  where: (bind: Bind, columns?: OwnColumns) => string
  /** Where the scope lies in another table: its name there, what joins it, which columns it carries. */
  through?: Omit<Through, 'where'> & { where: (bind: Bind) => string }
  /** It reaches from one value to another: how many rows lie between decides how they are best found. */
  ranges?: true
}
type OwnColumns = Pick<ScopeColumns, 'agency' | 'region' | 'person'>

/** The reach, one a scope: a query takes the union of one branch each, so that every branch keeps its index. Empty: nothing is reached. */
export function reachedBy(actor: Actor, reach: Reach, columns: ScopeColumns): Reached[] {
  if (reach.has('all')) return [{ where: () => 'true' }]
  const { agency } = actor
  const { assigned, party } = columns
  const owner = ownerOf(actor)
  const reached: Reached[] = []
  if (reach.has('own-agency') && agency)
    reached.push({ where: (bind, called = columns) => `${called.agency} = ${bind(agency)}` })
  if (reach.has('assigned') && agency && assigned) reached.push(beside(assigned, agency))
  if (reach.has('own-area'))
    for (const area of actor.areas)
      reached.push({
        where: (bind, { region } = columns) => `${region} >= ${bind(area)} and ${region} < ${bind(nextCode(area))}`,
        ranges: true,
      })
  if (reach.has('own') && owner && columns.person)
    reached.push({ where: (bind, { person } = columns) => `${person} = ${bind(owner)}` })
  if (reach.has('own') && owner && party) reached.push(beside(party, owner))
  return reached
}

/** A scope that another table may carry. */
function beside(branch: (value: string) => Branch, value: string): Reached {
  const { through } = branch('')
  return {
    where: (bind) => branch(bind(value)).where,
    ...(through && { through: { ...through, where: (bind) => branch(bind(value)).through?.where ?? 'false' } }),
  }
}

/**
 * The same, written as conditions on the table `t`. One `true`: everything is reached.
 * @param bind adds a value to the statement and answers its placeholder
 */
export const branchesOf = (actor: Actor, reach: Reach, columns: ScopeColumns, bind: Bind): Pick<Branch, 'where'>[] =>
  reachedBy(actor, reach, columns).map(({ where }) => ({ where: where(bind) }))

/** Branches as one condition, where rows are sought by something else: by a key, or by sums that are few. */
export const eitherOf = (branches: readonly Pick<Branch, 'where'>[]): string =>
  branches.length > 0 ? `(${branches.map(({ where }) => `(${where})`).join(' or ')})` : 'false'

/** The first code after all that begin with this one. */
const nextCode = (code: string) => code.slice(0, -1) + String.fromCharCode(code.charCodeAt(code.length - 1) + 1)

/** Whether a reach covers one row in hand. */
export function covers(
  actor: Actor,
  reach: Reach,
  row: { agency: string | null; region: string | null; person?: string | null; assigned?: readonly string[] },
): boolean {
  if (reach.has('all')) return true
  if (reach.has('own-agency') && actor.agency !== null && row.agency === actor.agency) return true
  if (reach.has('assigned') && actor.agency !== null && row.assigned?.includes(actor.agency)) return true
  if (reach.has('own-area') && row.region !== null && actor.areas.some((area) => row.region?.startsWith(area)))
    return true
  return reach.has('own') && actor.person !== null && row.person === ownerOf(actor)
}
