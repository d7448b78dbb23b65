import type { Fields, ValueOf } from '#kernel/field'
import type { Dataset } from '#engines/exchange'
import type { RecordOf, Register } from '#engines/register'
import { onEvent, type Opener } from '#engines/case'

/** A rule over a row and what another department last told of it. */
export interface Rule<N extends string = string> {
  readonly kind: 'rule'
  readonly name: N
  readonly title: string
  readonly subject: Register
  readonly evidence: Dataset
  /** The subject's field by which it is found in the dataset. */
  readonly join: string
  readonly holds: (row: never, told: never) => boolean
  readonly says: (row: never, told: never) => string
}

/**
 * Declares a rule. It is asked anew whenever its subject changes or something is told of it; it holds, says why, and clears.
 * @param d `holds` and `says` get the row, sealed fields masked, and what was last told of it
 */
export const defineRule = <const N extends string, R extends Register, F extends Fields>(
  name: N,
  d: {
    title: string
    /** The register whose rows it is asked of. */
    subject: R
    evidence: Dataset<string, F>
    join: keyof R['fields'] & string
    /** Whether it holds over a row and what was last told of it. */
    holds: (row: RecordOf<R>, told: ValueOf<F>) => boolean
    /** Why it holds, in a sentence. */
    says: (row: RecordOf<R>, told: ValueOf<F>) => string
  },
): Rule<N> => ({ kind: 'rule', name, ...d }) as unknown as Rule<N>

/** Opens a case over the subject when a rule begins to hold, unless one of its kind is open; what the rule says is left on it as a fact. */
export const whenHeld = (rules: readonly Rule[], fact?: string): Opener =>
  onEvent(
    ['rule.held'],
    ({ subject, about }) => (rules.some(({ name }) => name === about['rule']) ? subject.split(':')[1] : undefined),
    {
      unlessOpen: true,
      ...(fact && { leaves: ({ held }) => ({ [fact]: (held as { says: string }).says }) }),
    },
  )
