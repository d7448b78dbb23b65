import type { Actor } from '#engines/identity'
import type { Action } from './index.ts'
import { rolesOf, type Party } from './party.ts'
import type { TrailStep } from './row.ts'

/** What is known of an act that several parties take together. */
export interface Together {
  parties: readonly Party[]
  /** Newest first. */
  trail: readonly TrailStep[]
  since: Date
}

/** The parties that have taken an action since its state began. */
function takenBy(name: string, { parties, trail, since }: Together): Set<string> {
  const people = new Set(
    trail.filter((step) => step.action === name && step.at >= since).map((step) => step.behalf ?? step.actor),
  )
  return new Set(parties.filter(({ person }) => person !== null && people.has(person)).map(({ role }) => role))
}

/** Whether an actor has taken theirs of a joint action already. */
export function hasTaken(action: Action, name: string, together: Together, actor: Actor): boolean {
  if (!action.joint) return false
  const taken = takenBy(name, together)
  return rolesOf(actor, together.parties).some((role) => taken.has(role))
}

/** The parties whose turn it still is once an actor has taken a joint action; none where it is nobody's but theirs. */
export function stillToTake(action: Action, name: string, together: Together, actor: Actor): string[] {
  if (!action.joint) return []
  const taken = takenBy(name, together)
  const now = rolesOf(actor, together.parties)
  return (action.takenBy ?? []).filter(
    (role) => !taken.has(role) && !now.includes(role) && together.parties.some((party) => party.role === role),
  )
}
