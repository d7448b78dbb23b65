import type { Actable } from '#engines/identity'
import type { Register } from '#engines/register'

/** `call`: to ask for data under a contract of one's agency. `read`: who called what under which contract. */
export type SharingAction = 'call' | 'read'

/** What was seen of the calls of one operator under one contract when another comes. */
export interface CallsSeen {
  /** Calls of theirs about the same key within a day, this one too. */
  readonly sameKey: number
  /** Different keys that they asked for within ten minutes, this one too. */
  readonly keys: number
  /** Calls of theirs since the evening before, outside office hours; 0 within them. */
  readonly atNight: number
  /** Calls of theirs that were refused within an hour. */
  readonly refused: number
}

/** A sign that a contract is abused: it stops, and somebody looks. */
export interface Abuse {
  /** What was seen, in a sentence. */
  readonly says: string
  /** Whether it is seen, of the calls of one operator, as another comes. */
  readonly holds: (seen: CallsSeen) => boolean
}

interface While {
  readonly field: string
  readonly is: readonly string[]
}

/** Fields of a contract by what they say. */
interface Says<Field extends string> {
  /** Which data: `register:<name>` or `dataset:<name>`. */
  readonly origin: Field
  /** The field of that data by which it is asked for. */
  readonly key: Field
  /** `query` or `verify`. */
  readonly way: Field
  /** The last day on which it may be called, YYYY-MM-DD. */
  readonly until: Field
  /** Calls a day at the most. */
  readonly quota: Field
  /** The agency that may call. */
  readonly consumer: Field
  /** Why it stands still; filled by the platform where a sign of abuse is seen. */
  readonly stopped: Field
}

/** Data shared under contracts: a row a contract, below it a row for each field that it lets through. */
export interface Sharing extends Actable<SharingAction> {
  readonly kind: 'sharing'
  readonly name: string
  readonly of: Register
  readonly lets: { readonly of: Register; readonly name: string; readonly masked: string }
  readonly live: While
  readonly says: Says<string>
  readonly abuse: readonly Abuse[]
}

/** Declares data that is shared under contracts. */
export const defineSharing = <R extends Register, F extends Register>(
  name: string,
  d: {
    title: string
    /** The register with a row for each contract. */
    of: R
    /** The register below it with a row for each field that is let through. */
    lets: {
      /** Which register. */
      of: F
      /** Its field that names the field. */
      name: keyof F['fields'] & string
      /** Its field that says whether the value is masked. */
      masked: keyof F['fields'] & string
    }
    /** How a contract stands while it may be called. */
    live: {
      /** The field that says so. */
      field: keyof R['fields'] & string
      /** Which of its words. */
      is: readonly string[]
    }
    /** Which of a contract's fields says what. */
    says: Says<keyof R['fields'] & string>
    /** The signs of abuse, in the order in which they are told. */
    abuse: readonly Abuse[]
  },
): Sharing => ({ kind: 'sharing', name, actions: ['call', 'read'], ...d }) as unknown as Sharing
