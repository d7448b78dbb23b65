import type { Scope } from '#kernel/database'
import type { Actable, Actor, Duty, Role, ScopeName } from './index.ts'

/** The union of what an actor's grants reach. Nothing set: nothing reached. */
export type Reach = ReadonlySet<ScopeName>

let roles = new Map<string, Role>()

/** Takes the roles that the systems declare; a role refers to its parts by value. */
export function useRoles(declared: Iterable<Role>) {
  roles = new Map()
  for (const role of declared) roles.set(role.name, role)
}

export const allRoles = (): readonly Role[] => [...roles.values()]

/** The roles an actor holds, given or by being what they are. */
export function rolesOf(actor: Actor): Role[] {
  return allRoles().filter(
    (role) =>
      role.heldBy === 'everyone' ||
      (role.heldBy === 'officers' && actor.position !== null) ||
      (actor.position !== null && actor.roles.includes(role.name)),
  )
}

/** Whose rows are an actor's own: theirs, or those of the party for whom they act. */
export const ownerOf = (actor: Actor): string | null => actor.behalf?.party ?? actor.person

/** An act as a mandate names it. */
export const actNamed = (on: Pick<Actable, 'kind' | 'name'>, action: string) => `${on.kind}:${on.name}:${action}`

/** The acts that anyone may do on their own rows: what can be done for them by a mandate. */
export const mandateActs = (): { act: string; on: string; action: string }[] =>
  allRoles()
    .filter((role) => role.heldBy === 'everyone')
    .flatMap((role) => role.grants.filter(({ scope }) => scope === 'own'))
    .flatMap(({ on, actions }) => actions.map((action) => ({ act: actNamed(on, action), on: on.title, action })))

/** How far an actor may do an action; for another party only what the mandate names. Cost: the actor's grants, a few dozen comparisons. */
export function reachOf(actor: Actor, on: Pick<Actable, 'kind' | 'name'>, action: string): Reach {
  const reach = new Set<ScopeName>()
  for (const role of rolesOf(actor)) {
    for (const grant of role.grants) {
      if (grant.on.kind === on.kind && grant.on.name === on.name && grant.actions.includes(action))
        reach.add(grant.scope)
    }
  }
  if (actor.behalf && !actor.behalf.acts.includes(actNamed(on, action))) reach.delete('own')
  return reach
}

/** The names of the roles that may do an action, at any scope. */
export const rolesThatMay = (
  on: Pick<Actable, 'kind' | 'name'>,
  action: string,
): { role: string; scope: ScopeName }[] =>
  allRoles().flatMap((role) =>
    role.grants
      .filter((grant) => grant.on.kind === on.kind && grant.on.name === on.name && grant.actions.includes(action))
      .map((grant) => ({ role: role.name, scope: grant.scope })),
  )

/** The names of the roles that carry a duty. */
export const rolesWith = (duty: Duty): string[] =>
  allRoles()
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
}

/** The rows that one scope reaches. */
export interface Branch {
  /** As a condition on the table `t`. */
  where: string
  /** Where the scope lies in another table that carries copies of what lists are sorted by: how to walk that instead. */
  through?: Through
  /** It reaches from one value to another: how many rows lie between decides how they are best found. */
  ranges?: true
}

export interface Through {
  /** The other table, and what joins it to `t`. */
  table: string
  on: string
  where: string
  /** Columns of `t` → those that stand for them. */
  columns: Readonly<Record<string, string>>
}

/**
 * The reach as conditions, one a scope: a query takes the union of one branch each, so that every branch keeps its
 * index. Empty: nothing is reached. One `true`: everything is.
 * @param bind adds a value to the statement and answers its placeholder
 */
export function branchesOf(
  actor: Actor,
  reach: Reach,
  columns: ScopeColumns,
  bind: (value: unknown) => string,
): Branch[] {
  if (reach.has('all')) return [{ where: 'true' }]
  const branches: Branch[] = []
  if (reach.has('own-agency') && actor.agency) branches.push({ where: `${columns.agency} = ${bind(actor.agency)}` })
  if (reach.has('assigned') && actor.agency && columns.assigned) branches.push(columns.assigned(bind(actor.agency)))
  if (reach.has('own-area')) {
    for (const area of actor.areas)
      branches.push({
        where: `${columns.region} >= ${bind(area)} and ${columns.region} < ${bind(nextCode(area))}`,
        ranges: true,
      })
  }
  if (reach.has('own') && actor.person && columns.person)
    branches.push({ where: `${columns.person} = ${bind(ownerOf(actor))}` })
  return branches
}

/** Branches as one condition, where rows are sought by something else: by a key, or by sums that are few. */
export const eitherOf = (branches: readonly Branch[]): string =>
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
