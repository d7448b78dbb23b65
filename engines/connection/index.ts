import type { Row } from '#kernel/database'
import type { Actable } from '#engines/identity'
import type { AnyCase } from '#engines/case'
import type { Counted } from '#engines/indicator'
import type { NewRecord, RecordOf, Register } from '#engines/register'

/** `read`: how a connection stands. `tend`: to set its line up, to stop it, to send again or give up what is stuck. */
export type ConnectionAction = 'read' | 'tend'

/** What the other side is told of rows or cases: each as it stands now, whenever that changes. */
export interface Sending {
  readonly name: string
  readonly title: string
  readonly of: Register | AnyCase
  readonly says: (row: never) => Row | null
}

/** What the other side says, and the rows that it becomes here. */
export interface Taking {
  readonly name: string
  readonly title: string
  readonly into: Register
  readonly maps: (body: Row, known: KnownHere) => Promise<Record<string, unknown>>
}

/** What is known here where the words of another side are read. */
export interface KnownHere {
  /** The one row of a register that says so in a field that narrows it. @throws Error in a sentence where there is none, or several */
  readonly rowBy: <R extends Register>(
    register: R,
    field: keyof R['fields'] & string,
    value: unknown,
  ) => Promise<string>
  /** The rows of a register that say so, in the order they were made. */
  readonly rowsBy: <R extends Register>(
    register: R,
    field: keyof R['fields'] & string,
    value: unknown,
  ) => Promise<readonly RecordOf<R>[]>
}

/** Declares what the other side is told. @param says what a row says over there; null for one that is not its business */
export const sending = <S extends Register | AnyCase>(
  name: string,
  of: S,
  d: {
    title: string
    /** What a row or a case says on the other side, as JSON; null for one that is not told. */
    says: (row: Counted<S>) => Row | null
  },
): Sending => ({ name, of, ...d })

/** Declares what the other side says. @param into the register whose rows it becomes: the first word of a key makes one, later ones amend it */
export const taking = <R extends Register>(
  name: string,
  into: R,
  d: {
    title: string
    /** A row as this side has it. @throws Error in a sentence for what cannot be read */
    maps: (body: Row, known: KnownHere) => Promise<NewRecord<R>>
  },
): Taking => ({ name, into, ...d }) as unknown as Taking

/** A connection (对接) with a system that is not ours: what is sent, what is taken, each in order and once. */
export interface Connection extends Actable<ConnectionAction> {
  readonly kind: 'connection'
  readonly name: string
  /** Whose system it is. */
  readonly far: string
  /** The rule that lets this be told and taken. */
  readonly basis: string
  readonly sends: readonly Sending[]
  readonly takes: readonly Taking[]
}

/** Declares a connection; its name and those of what it sends and takes are permanent. */
export const defineConnection = (
  name: string,
  d: {
    title: string
    /** Whose system it is. */
    far: string
    /** The rule that lets this be told and taken. */
    basis: string
    /** What the other side is told. */
    sends: readonly Sending[]
    /** What the other side says. */
    takes: readonly Taking[]
  },
): Connection => ({ kind: 'connection', name, ...d, actions: ['read', 'tend'] })
