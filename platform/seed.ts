import type { AnyCase } from '#engines/case'
import type { Fields, InputOf } from '#kernel/field'
import type { CardKind } from '#engines/code'
import type { Counter } from '#engines/counter'
import type { CertifyingName, KeyAlgorithm } from '#engines/crypto'
import type { Dataset } from '#engines/exchange'
import type { Intake } from '#engines/document'
import type { Role } from '#engines/identity'
import type { Bulletin } from '#engines/indicator'
import type { NewRecord, RecordOf, Register } from '#engines/register'
import type { Reuse } from '#engines/reuse'

/** Somebody in a post of the demonstration city. Nobody of this name exists. */
export interface SeedOfficer {
  /** What they sign in as. */
  account: string
  /** Their name, in Chinese. */
  name: string
  /** An agency's id. */
  agency: string
  /** What their post is called. */
  title: string
  /** What the post lets them do. */
  roles: readonly Pick<Role, 'name'>[]
}

/** Somebody without a post. Nobody of this name exists. */
export interface SeedCitizen {
  /** What they sign in as. */
  account: string
  /** Their name, in Chinese. */
  name: string
  /** A citizen number that two clerks have read off the papers: no number of anybody's. */
  number?: string
}

/**
 * What the `seed.ts` of a system's folder exports, where it has one: people of its own beside the city's, and what
 * happened, in any order. It is found by its name, and only a demonstration city reads it.
 */
export interface Seed {
  officers?: readonly SeedOfficer[]
  citizens?: readonly SeedCitizen[]
  seed?: readonly SeedAct[]
}

/** One thing that happened in the demonstration city: who did what, on which day. It goes through the same verbs as everyone's. */
export type SeedAct = { on: string; by: string } & (
  | { imports: Intake; city: 'plan' }
  | { registers: Register; rows: (find: Find, all: FindAll) => Promise<readonly Record<string, unknown>[]> }
  | { corrects: Register; which: (record: Record<string, unknown>) => boolean; values: Record<string, unknown> }
  | { tells: Dataset; rows: readonly Record<string, unknown>[] }
  | { issues: CardKind; cards: readonly SeedCard[] }
  | { application: string; keys: readonly SeedKey[] }
  | { establishes: CertifyingName }
  | {
      drafts: Counter
      words: (find: Find) => Promise<Record<string, unknown>>
      paper?: { field: string; name: string; text: string }
      files: boolean
    }
  | { packs: Reuse; of: Register; which: (record: Record<string, unknown>) => boolean }
  | { composes: Bulletin; about: Register; which: (record: Record<string, unknown>) => boolean; month: string }
  | {
      acts: AnyCase
      which: (record: Record<string, unknown>) => boolean
      unit?: string
      action: string
      form?: Record<string, unknown>
      evidence?: { name: string; text: string }
    }
)

/** A card on somebody's code: the holder by account, until a day. */
export interface SeedCard {
  /** The holder's account. */
  holder: string
  /** What is printed on the card. */
  number: string
  /** Its last day, YYYY-MM-DD. */
  until: string
}

/** A key in custody. */
export interface SeedKey {
  /** What the key is called in its system. */
  name: string
  /** What it is for, told by its algorithm. */
  algorithm: KeyAlgorithm
}

/** The one row of a register that fits. */
export type Find = <R extends Register>(register: R, which: (record: RecordOf<R>) => boolean) => Promise<RecordOf<R>>

/** Every row of a register, in the order they were made. */
export type FindAll = <R extends Register>(register: R) => Promise<readonly RecordOf<R>[]>

/** Rows that someone registered, as far as they are asked; they may refer to rows that are there by then. */
export const registered = <R extends Register>(
  on: string,
  by: string,
  register: R,
  rows: readonly Partial<NewRecord<R>>[] | ((find: Find, all: FindAll) => Promise<readonly Partial<NewRecord<R>>[]>),
): SeedAct => ({ on, by, registers: register, rows: (typeof rows === 'function' ? rows : async () => rows) as never })

/** What a department told. */
export const told = <F extends Fields>(
  on: string,
  by: string,
  dataset: Dataset<string, F>,
  rows: readonly InputOf<F>[],
): SeedAct => ({ on, by, tells: dataset, rows: rows as never })

/** Cards of an officer's agency that were put onto codes. */
export const issued = (on: string, by: string, issues: CardKind, cards: readonly SeedCard[]): SeedAct => ({
  ...{ on, by, issues, cards },
})

/** A system that uses keys in custody, registered by an officer's agency, with its keys. */
export const applied = (on: string, by: string, application: string, keys: readonly SeedKey[]): SeedAct => ({
  ...{ on, by, application, keys },
})

/** A month's bulletin that someone had drafted about a row. */
export const composed = <R extends Register>(
  on: string,
  by: string,
  bulletin: Bulletin & { about: R },
  which: (record: RecordOf<R>) => boolean,
  month: string,
): SeedAct => ({ on, by, composes: bulletin, about: bulletin.about, which: which as never, month })

/** What somebody wrote at a counter, with a paper where one was brought; filed, where it was. */
export const drafted = <R extends Register>(
  on: string,
  by: string,
  counter: Counter & { of: R },
  words: (find: Find) => Promise<Partial<NewRecord<R>>>,
  d: { paper?: { field: keyof R['fields'] & string; name: string; text: string }; files?: true } = {},
): SeedAct => ({ on, by, drafts: counter, words, ...d, files: d.files ?? false })

/** A correction of the one row that fits. */
export const corrected = <R extends Register>(
  on: string,
  by: string,
  register: R,
  which: (record: RecordOf<R>) => boolean,
  values: Partial<NewRecord<R>>,
): SeedAct => ({ on, by, corrects: register, which: which as never, values })

/** A row that someone packed into a kit, with those that belong to it. */
export const packed = <R extends Register>(
  on: string,
  by: string,
  packs: Reuse,
  of: R,
  which: (record: RecordOf<R>) => boolean,
): SeedAct => ({ on, by, packs, of, which: which as never })

/** An action that someone took on every case whose subject fits. */
export const acted = <R extends Register>(
  on: string,
  by: string,
  declared: AnyCase & { subject: R },
  which: (record: RecordOf<R>) => boolean,
  d: {
    /** The action's name. */
    action: string
    /** The county-level unit whose case it is, where there is one for each. */
    unit?: string
    /** What its form said. */
    form?: Record<string, unknown>
    /** A file that was handed in with it. */
    evidence?: { name: string; text: string }
  },
): SeedAct => ({ on, by, acts: declared, which: which as never, ...d })

/** An authority for certificates of an algorithm that the city's cryptographers established. */
export const established = (on: string, by: string, establishes: CertifyingName): SeedAct => ({ on, by, establishes })
