import type { Actable } from '#engines/identity'
import type { Register } from '#engines/register'

/** `draft`: to write, take up, file and give up the drafts of one's agency. */
export type CounterAction = 'draft'

/**
 * A counter (办事台): where those of one agency write filings for other people, together, and without a network too. What is
 * begun on one device is gone on with on another; what two have written of one is both kept.
 */
export interface Counter extends Actable<CounterAction> {
  readonly kind: 'counter'
  readonly name: string
  readonly says: string
  /** What is filed there. */
  readonly of: Register
}

/** Declares a counter. Who works there is granted: `may(counter, ['draft'], 'own-agency')`, beside the filing itself. */
export const defineCounter = <R extends Register>(
  name: string,
  d: {
    title: string
    /** A sentence above its drafts. */
    says: string
    /** The register in which what is written there is filed. */
    of: R
  },
): Counter & { of: R } => ({ kind: 'counter', name, ...d, actions: ['draft'] })

export { changedIn, withParts, type Clash, type Words } from './rules/what-two-have-written-is-both-kept.ts'
