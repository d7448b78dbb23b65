import type { Sensitivity } from '#kernel/field'
import type { Actable, AgencyId } from '#engines/identity'
import type { NewRecord, RecordOf, Register } from '#engines/register'

/** `open`: to read and take along what is open to the public. `read`: to harvest all that is published, with what is only shared. */
export type CatalogueAction = 'open' | 'read'

/** A field of data that the platform itself keeps. */
export interface DeclaredField {
  /** Its permanent name. */
  readonly name: string
  /** What people call it. */
  readonly title: string
  /** What kind of value it holds, in a word. */
  readonly type: string
  readonly sensitivity: Sensitivity
  /** Whether it is kept enciphered. */
  readonly sealed: boolean
  /** The standard that fixes its form, where one does. */
  readonly standard: string | null
}

/** Data that the platform itself keeps, as its systems declare it: nobody types it. */
export interface DeclaredData {
  /** What it is called for good: `register:<name>` or `dataset:<name>`. */
  readonly origin: string
  /** What people call it. */
  readonly title: string
  /** The agency that answers for it: that of its system, or the one that tells it. */
  readonly agency: AgencyId
  /** The system that keeps it, as people call it. */
  readonly system: string
  /** The statute by which it is told, where it came from another department. */
  readonly law: string | null
  readonly fields: readonly DeclaredField[]
}

/** How data may be had. @source DCAT-AP 3.0 dct:accessRights */
export type Access = 'PUBLIC' | 'RESTRICTED' | 'NON_PUBLIC'

/** How often data is renewed. @source EU Publications Office, frequency authority table */
export type Frequency = 'CONT' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'ANNUAL' | 'IRREG'

/** What a resource says of itself where it is listed, harvested and searched. */
export interface Said {
  /** Its code in the catalogue. */
  code: string
  /** What it is called. */
  title: string
  /** What is in it, in a few sentences. */
  summary: string
  /** What it belongs to, in words. */
  theme: string
  /** How it may be had. */
  access: Access
  /** How often it is renewed. */
  frequency: Frequency
  /** The day it was published, YYYY-MM-DD. */
  issued: string
  /** Whether its open part may be had by everyone. */
  open: boolean
  /** On which condition, where there is one. */
  condition: string | null
}

/** While a field has one of some words. */
interface While<R extends Register> {
  /** The field that says so. */
  readonly field: keyof R['fields'] & string
  /** Which of its words. */
  readonly is: readonly string[]
}

/** What a row of a catalogue says of one field, and whether it is listed. */
export interface SaidItem {
  /** Its permanent name. */
  name: string
  /** What people call it. */
  title: string
  /** What kind of value it holds, in a word. */
  type: string
  /** Whether it is in force: what waits for a review or is gone is told to nobody. */
  listed: boolean
  /** Whether everyone may have it. */
  open: boolean
  /** How guarded it is, from 1; the highest of a resource is the resource's. */
  tier: number
}

/**
 * A catalogue of data (公共数据目录): a row a resource, below it a row a field. What the platform itself keeps stands in it by itself;
 * what is published is listed, searched and harvested.
 */
export interface Catalogue extends Actable<CatalogueAction> {
  readonly kind: 'catalogue'
  readonly name: string
  /** The agency that publishes the catalogue. */
  readonly publisher: string
  readonly says: string
  readonly of: Register
  readonly items: Register
  readonly systems: Register
  readonly origin: string
  readonly key: string
  readonly compiles: {
    readonly system: (declared: { title: string; agency: AgencyId }) => Record<string, unknown>
    readonly resource: (declared: DeclaredData, system: string) => Record<string, unknown>
    readonly item: (field: DeclaredField, known: KnownOf) => Record<string, unknown>
    readonly gone: Record<string, unknown>
  }
  readonly published: { readonly field: string; readonly is: readonly string[] }
  readonly withdrawn: { readonly field: string; readonly is: readonly string[] }
  readonly tier: string
  readonly tells: (row: Record<string, unknown>) => Said
  readonly tellsItem: (row: Record<string, unknown>) => SaidItem
}

/** What is known where a field of the platform's own comes into the catalogue, or changes there. */
export interface KnownOf {
  /** Whether its resource has been published: what is added or becomes more guarded then is looked at before it is told. */
  readonly published: boolean
  /** How guarded it was before; null for a new one. */
  readonly before: number | null
}

/** Declares a catalogue of data. */
export const defineCatalogue = <R extends Register, I extends Register, S extends Register>(
  name: string,
  d: {
    title: string
    /** The agency that publishes it. */
    publisher: string
    /** In a sentence, what it is: told to whoever harvests it. */
    says: string
    /** The register with a row for each resource. */
    of: R
    /** The register below it, a row for each field. */
    items: I
    /** The register of information systems, in which those of the platform itself stand too. */
    systems: S
    /** The field of a resource that says which data of the platform's own it is. */
    origin: keyof R['fields'] & string
    /** The field of an item that says which field. */
    key: keyof I['fields'] & string
    /** What the platform's own says as rows. */
    compiles: {
      /** One of its systems. */
      system: (declared: { title: string; agency: AgencyId }) => Partial<NewRecord<S>>
      /** Data that a system keeps, as a new resource. */
      resource: (declared: DeclaredData, system: RecordOf<S>['id']) => Partial<NewRecord<R>>
      /** One of its fields, new or changed; what it leaves out stays as it is. */
      item: (field: DeclaredField, known: KnownOf) => Partial<NewRecord<I>>
      /** What is left on a field that is no more. */
      gone: Partial<NewRecord<I>>
    }
    /** How a resource stands while what it says is told. */
    published: While<R>
    /** How it stands once it is withdrawn; in between what was told last stays. */
    withdrawn: While<R>
    /** The field of a resource that keeps how guarded the most guarded of its fields is. @source GB/T 43697-2024 就高从严 */
    tier: keyof R['fields'] & string
    /** What a resource says where it is told. */
    tells: (row: RecordOf<R>) => Said
    /** What one of its fields says there. */
    tellsItem: (row: RecordOf<I>) => SaidItem
  },
): Catalogue => ({ kind: 'catalogue', name, actions: ['open', 'read'], ...d }) as unknown as Catalogue
