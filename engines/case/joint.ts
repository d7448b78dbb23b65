import type { Actor } from '#engines/identity'
import { ownerOf } from '#engines/identity/run'
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

/** Who has taken an action since its state began. */
const takers = (name: string, { trail, since }: Together): Set<string | null> =>
  new Set(trail.filter((step) => step.action === name && step.at >= since).map((step) => step.behalf ?? step.actor))

/** Whether an actor has taken theirs of a joint action already. */
export const hasTaken = (action: Action, name: string, together: Together, actor: Actor): boolean =>
  action.joint === true && rolesOf(actor, together.parties).length > 0 && takers(name, together).has(ownerOf(actor))

/** Those whose turn it still is once an actor has taken a joint action; none where it is nobody's but theirs. */
export function stillToTake(action: Action, name: string, together: Together, actor: Actor): Party[] {
  if (!action.joint) return []
  const taken = takers(name, together).add(ownerOf(actor))
  return together.parties.filter(
    ({ role, person }) => (action.takenBy ?? []).includes(role) && (person === null || !taken.has(person)),
  )
}
