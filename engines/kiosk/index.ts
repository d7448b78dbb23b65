import type { Actable } from '#engines/identity'
import type { NewRecord, Register } from '#engines/register'

/** `read`: how machines stand. `install`: to set one up, and to take it out of use. */
export type KioskAction = 'read' | 'install'

/** What came of trying something that is offered at machines. */
export interface Tried {
  /** What was tried, by the name of its row. */
  readonly title: string
  /** `file`: it was handed in. `look`: it was looked up. */
  readonly sort: 'file' | 'look'
  /** The register whose row was tried, by its name, and the row's id. */
  readonly of: string
  readonly about: string
  /** YYYY-MM-DD. */
  readonly on: string
  /** Why it cannot be done at a machine; null where it was done to its end. */
  readonly fault: string | null
}

/** Something that is offered at machines: each row of a register is one of it, and each is tried before it is counted. */
export interface Offer {
  readonly sort: Tried['sort']
  /** The register whose rows are offered. */
  readonly of: Register
  /** The fields in which a row stands so, while it is offered. */
  readonly where: Readonly<Record<string, string | boolean>>
  /** Where it is handed in, and the field that names the row. */
  readonly in?: Register
  readonly by?: string
}

/** Fields that say so. */
type Standing<R extends Register> = { readonly [Field in keyof R['fields'] & string]?: string | boolean }

/** Offers that rows are handed in: each is tried by handing it in as a citizen at a machine would, and taking that back. */
export const handsIn = <I extends Register, O extends Register>(
  into: I,
  d: {
    /** The register whose rows are offered. */
    of: O
    /** The field of what is handed in that names the row. */
    by: keyof I['fields'] & string
    /** How a row stands while it is offered. */
    where: Standing<O>
  },
): Offer => ({ sort: 'file', in: into, ...d, where: d.where as Offer['where'] })

/** Offers that rows are looked up: each is tried by reading it as anybody at a machine would. */
export const looksUp = <O extends Register>(
  of: O,
  d: {
    /** How a row stands while it is offered. */
    where: Standing<O>
  },
): Offer => ({ sort: 'look', of, ...d, where: d.where as Offer['where'] })

/**
 * The machines of a city that stand where people are (自助机). One person at a time is served: they lend a machine a session from
 * their telephone, it ends by itself, and nothing of them stays.
 */
export interface Kiosks extends Actable<KioskAction> {
  readonly kind: 'kiosk'
  readonly name: string
  readonly says: string
  readonly of: Register
  readonly stands: { readonly point: string; readonly where: Readonly<Record<string, string | boolean>> }
  /** Seconds without a touch after which a lent session ends, and seconds after which it ends in any case. */
  readonly lent: { readonly idle: number; readonly whole: number }
  /** Minutes without a beat after which a machine counts as silent. */
  readonly silentAfter: number
  readonly offers: readonly Offer[]
  readonly into: Register
  readonly notes: (tried: Tried) => Record<string, unknown>
}

/** Declares the machines of a city. Who installs them is granted; what is done at them is granted to a role `heldBy: 'at-machines'`. */
export const defineKiosks = <Of extends Register, Into extends Register>(
  name: string,
  d: {
    title: string
    /** A sentence above the list of machines. */
    says: string
    /** The register with a row for each machine: where it stands, and who looks after it. */
    of: Of
    /** The field with its place on the map, and how a row stands of a machine that can be come to. */
    stands: { point: keyof Of['fields'] & string; where: Standing<Of> }
    /** Seconds without a touch after which a lent session ends, and seconds after which it ends in any case. */
    lent: { idle: number; whole: number }
    /** Minutes without a beat after which a machine counts as silent. */
    silentAfter: number
    /** What can be done at machines. */
    offers: readonly Offer[]
    /** The register in which it is kept what came of trying each. */
    into: Into
    /** A try as a row of that register. */
    notes: (tried: Tried) => NewRecord<Into>
  },
): Kiosks => ({ kind: 'kiosk', name, ...d, actions: ['read', 'install'] }) as unknown as Kiosks
