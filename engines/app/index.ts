import type { AnyCase } from '#engines/case'
import type { Connection } from '#engines/connection'
import type { Actable } from '#engines/identity'
import type { NewRecord, RecordOf, Register } from '#engines/register'

/** `read`: how apps stand. `tend`: to have one tried again, and to take its package. */
export type AppsAction = 'read' | 'tend'

/** What the other side may be asked to tell of whoever opens an app. */
export type Claim = 'name' | 'idNumber' | 'mobile'

/** What an app opens. */
export type Entry<Names extends string = string> =
  | {
      readonly sort: 'form'
      readonly in: Register
      /** The register whose row is got done, the field of the form that names it, and the one of the app that does. */
      readonly of: Register
      readonly by: string
      readonly names: Names
    }
  | { readonly sort: 'rows'; readonly of: Register }
  | { readonly sort: 'cases'; readonly of: AnyCase }
  | { readonly sort: 'finding'; readonly of: Register }

/** An app that opens a form in which something is handed in. */
export const opensForm = <I extends Register, const Names extends string>(
  into: I,
  d: {
    /** The register whose row is got done. */
    of: Register
    /** The field of what is handed in that names the row. */
    by: keyof I['fields'] & string
    /** The field of the app that names the row. */
    names: Names
  },
): Entry<Names> => ({ sort: 'form', in: into, ...d })

/** An app that opens the rows of a register that its user may read. */
export const opensRows = (of: Register): Entry<never> => ({ sort: 'rows', of })

/** An app that opens its user's own cases of a kind. */
export const opensCases = (of: AnyCase): Entry<never> => ({ sort: 'cases', of })

/** An app that opens where people look for a row of a register in their own words. */
export const opensFinding = (of: Register): Entry<never> => ({ sort: 'finding', of })

/** In which states a row stands so. */
interface While<Of extends Register> {
  /** The field that says so, and which of its words. */
  readonly field: keyof Of['fields'] & string
  /** The words in which a row stands so. */
  readonly is: readonly string[]
}

/** What came of trying an app, as its row takes it up. */
export interface AppTried {
  /** Why it does not pass, step by step in sentences; null where it passes. */
  readonly fault: string | null
  /** YYYY-MM-DD. */
  readonly on: string
  /** The version that the other side has taken; null where it has none. */
  readonly version: number | null
}

/**
 * The standard apps (移动端标准应用) that a city supplies to somebody else's application: each is a row, has a package that the city
 * signs, is tried against the other side, and opens for whom that side vouches by a ticket that is good once.
 */
export interface Apps extends Actable<AppsAction> {
  readonly kind: 'app'
  readonly name: string
  readonly host: Connection
  readonly of: Register
  readonly says: string
  readonly asks: readonly Claim[]
  readonly opens: { readonly field: string; readonly by: Readonly<Record<string, Entry>> }
  readonly tried: { readonly field: string; readonly is: readonly string[] }
  readonly live: { readonly field: string; readonly is: readonly string[] }
  readonly lent: { readonly idle: number; readonly whole: number }
  readonly notes: (tried: AppTried) => Record<string, unknown>
}

/** Declares the apps that a city supplies to another's application. What their users may do is granted to a role `heldBy: 'in-apps'`. */
export const defineApps = <Of extends Register, Opens extends keyof Of['fields'] & string>(
  name: string,
  d: {
    title: string
    /** The application that shows them: the connection over which it is asked. */
    host: Connection
    /** The register with a row for each app; its owner answers for it. */
    of: Of
    /** The field that says in a sentence what an app is for. */
    says: keyof Of['fields'] & string
    /** What the other side tells of whoever opens one, and no more. */
    asks: readonly Claim[]
    /** The field that says what an app opens, and what each of its words opens. */
    opens: {
      field: Opens
      by: Readonly<Record<RecordOf<Of>[Opens & keyof RecordOf<Of>] & string, Entry<keyof Of['fields'] & string>>>
    }
    /** How a row stands while it is tried, and while it may be opened. */
    tried: While<Of>
    live: While<Of>
    /** Seconds without a request after which its user's session ends, and seconds after which it ends in any case. */
    lent: { idle: number; whole: number }
    /** What came of trying one, as fields of its row. */
    notes: (tried: AppTried) => Partial<NewRecord<Of>>
  },
): Apps => ({ kind: 'app', name, ...d, actions: ['read', 'tend'] }) as unknown as Apps
