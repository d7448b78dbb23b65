/** Anything that can be granted: a register, a case, a reading. */
export interface Actable<A extends string = string> {
  readonly kind: string
  readonly name: string
  readonly title: string
  readonly actions: readonly A[]
}

/** How far a grant reaches: from every row down to the rows a person made. */
export type ScopeName = 'all' | 'own-area' | 'own-agency' | 'assigned' | 'own'

/** The union of what an actor's grants reach. Nothing set: nothing reached. */
export type Reach = ReadonlySet<ScopeName>

/** What an actor's roles let them do; made once for each set of roles, and never written down. */
export interface Rights {
  /** How far an action on something reaches. Cost: one look-up. */
  reach: (on: Pick<Actable, 'kind' | 'name'>, action: string) => Reach
  /** What the engine of the part has added to each grant of an action; undefined where a grant adds nothing. */
  under: (on: Pick<Actable, 'kind' | 'name'>, action: string) => readonly { scope: ScopeName; under: unknown }[]
}
