import type { AgencyId } from '#engines/identity'
import type { NewRecord, RecordOf, Register } from '#engines/register'

/**
 * Rows of a register whose field says what a field of the subject says: the same row, or the same number, kept sealed in both;
 * `id` is the row itself.
 */
export interface Along {
  readonly by: string
  readonly as: string
}

/** New rows of a register that a case leaves where it enters a state. */
export interface RowsMade {
  readonly into: Register
  readonly along: Along | undefined
  /** Rows of other registers that are told as `among`, by a name. */
  readonly among: Readonly<Record<string, Along & { readonly in: Register }>>
  readonly rows: (found: never) => readonly Row[]
  /** The cases that open over them are parts of the one that leaves them. */
  readonly part?: true
}

/** Rows of a register that a case changes where it enters a state. */
export interface RowsChanged {
  readonly of: Register
  readonly along: Along
  readonly changed: (found: never) => Row | undefined
}

type Row = Record<string, unknown>

/**
 * New rows of a register, out of a case that has entered a state: a resolution becomes a task, a milestone this year's
 * work. They belong to the agency that their register says, else to the one that holds the case.
 * @param into the register that they are of. @param _out the register of the case's subject
 * @param how `along`: which rows of that register are there already, and are told as `there`, without it none; `among`: which
 * rows of others are told under a name, for instance those that a new one is made for each of; `part`: the cases that open over the new ones by themselves are parts of this one, and a state with `parts` waits for them
 */
export const rowsIn = <
  R extends Register,
  S extends Register,
  const Made extends NewRecord<NoInfer<R>>,
  F extends Row = Row,
  A extends Readonly<Record<string, Register>> = Record<never, never>,
>(
  into: R,
  _out: S,
  rows: (
    found: Found<S, F> & {
      there: readonly RecordOf<R>[]
      among: { readonly [K in keyof A]: readonly RecordOf<A[K]>[] }
    },
  ) => readonly Made[],
  how: {
    along?: { by: keyof R['fields'] & string; as: 'id' | (keyof S['fields'] & string) }
    among?: {
      readonly [K in keyof A]: {
        in: A[K]
        by: 'id' | (keyof A[K]['fields'] & string)
        as: 'id' | (keyof S['fields'] & string)
      }
    }
    part?: true
  } = {},
): RowsMade => ({
  ...{ into, along: how.along, among: (how.among ?? {}) as RowsMade['among'], rows: rows as RowsMade['rows'] },
  ...(how.part && { part: true }),
})

/**
 * Rows of a register that are changed where a case enters a state, before it leaves new ones: what an edition replaces is
 * out of force the moment that this one holds.
 * @param of the register that they are of. @param _out the register of the case's subject
 * @param along which rows: those whose field `by` says what the subject's field `as` says; `id` is the row itself
 * @param changed what a row says from then on; nothing where it stays as it is
 */
export const changesIn = <
  R extends Register,
  S extends Register,
  const Said extends Partial<NewRecord<NoInfer<R>>>,
  F extends Row = Row,
>(
  of: R,
  _out: S,
  along: { by: 'id' | (keyof R['fields'] & string); as: 'id' | (keyof S['fields'] & string) },
  changed: (found: Found<S, F> & { row: RecordOf<R> }) => Said | undefined,
): RowsChanged => ({ of, along, changed: changed as RowsChanged['changed'] })

/** What is known where a case enters a state. */
interface Found<S extends Register, F> {
  record: RecordOf<S>
  /** What forms have left on the case. */
  facts: F
  /** The agency that holds the case. */
  agency: AgencyId
  today: string
}

/** Rows that are looked at as an action is taken, and what in them stands in its way. */
export interface Heeding {
  readonly in: Register
  readonly along: Along
  readonly why: (rows: never) => string | undefined
}

/**
 * Rows of a register that an action looks at as it is taken: what stands in its way, in a sentence; nothing where it may be
 * taken. @param of the register that they are of. @param _over the register of the case's subject
 */
export const heeding = <R extends Register, S extends Register>(
  of: R,
  _over: S,
  along: { by: 'id' | (keyof R['fields'] & string); as: 'id' | (keyof S['fields'] & string) },
  why: (rows: readonly RecordOf<R>[]) => string | undefined,
): Heeding => ({ in: of, along, why: why as Heeding['why'] })
