import type { RecordOf, Register } from '#engines/register'

/** A kind of case by its name: openers stand below what declares them. */
interface Ending {
  readonly kind: 'case'
  readonly name: string
}

/** What a published event says, as far as an opener may look at it. */
export interface Told {
  kind: string
  /** `<kind>:<id>` of what it happened to. */
  subject: string
  about: Readonly<Record<string, unknown>>
  /** What whoever acts on gets beside it, and nobody keeps. */
  held?: unknown
}

/** How an event opens a case. */
interface OnEvent {
  /** Only where none of its kind is open over the subject. */
  readonly unlessOpen?: true
  /** What it leaves on the case as facts. */
  readonly leaves?: (told: Told) => Readonly<Record<string, unknown>>
}

/** What opens a case by itself, in the transaction that gives rise to it. */
export type Opener =
  /** The moment a subject is registered. */
  | 'created'
  /** The moment a subject is registered of which the rule holds. */
  | { readonly on: 'created'; readonly holds: (record: never) => boolean }
  /** Whenever a subject is registered or amended and the rule holds, unless one is open over it. */
  | { readonly on: 'rule'; readonly holds: (record: never) => boolean }
  /** The day that the subject carries, unless one is open over it then. */
  | { readonly on: 'day'; readonly field: string }
  /** The end of another case over the same subject, in one of some states. */
  | { readonly on: 'end'; readonly of: Ending; readonly in: readonly string[] | undefined }
  /** An event of an engine that names the subject: a reading, a message from outside. */
  | ({
      readonly on: 'event'
      readonly kinds: readonly string[]
      readonly subject: (told: Told) => string | undefined
    } & OnEvent)

/** Opens whenever a rule holds over a subject, unless one is open. */
export const whenever = <R extends Register>(_of: R, holds: (record: RecordOf<R>) => boolean): Opener => ({
  on: 'rule',
  holds,
})

/** Opens the moment a subject is registered of which a rule holds; what is amended later opens none. */
export const whenRegistered = <R extends Register>(_of: R, holds: (record: RecordOf<R>) => boolean): Opener => ({
  on: 'created',
  holds,
})

/** Opens on the day that a field of the subject carries. */
export const onDayOf = <R extends Register>(_of: R, field: keyof R['fields'] & string): Opener => ({ on: 'day', field })

/** Opens when another case over the same subject has ended; `states` are those of its ends that count, without it all. */
export const afterEnd = (of: Ending, states?: readonly string[]): Opener => ({ on: 'end', of, in: states })

/** Opens on an engine's event, over the subject whose id it names. */
export const onEvent = (
  kinds: readonly string[],
  subject: (told: Told) => string | undefined,
  how: OnEvent = {},
): Opener => ({ on: 'event', kinds, subject, ...how })
