import type { Actable } from '#engines/identity'
import type { NewRecord, RecordOf, Register } from '#engines/register'
import type { NamedAgencies } from './recognise/agencies.ts'
import type { Deadline } from './recognise/deadline.ts'
import type { DutyLabels } from './recognise/duty.ts'
import type { Quantity, QuantityRule } from './recognise/quantity.ts'

export { articlesIn, type ArticleRead } from './articles.ts'

/** How a document that gives work out is told by its structure: numbered items that say who is to act, and perhaps a breakdown table. */
export interface ReadingDeclaration {
  title: string
  /** The kinds of file that it is read from. */
  accepts: readonly ('txt' | 'docx')[]
  /** Labels of who is to act and until when, by meaning. */
  labels: DutyLabels
  /** Words in a bracket's note by which every county-level unit carries out what follows. */
  everyUnit: RegExp
  /** Bodies whose members the document does not list: the words → the agency that calls them together. */
  rosters: Readonly<Record<string, string>>
  quantities: QuantityRule
  /** What counts as the name of a system in a sentence. */
  names: RegExp
  /** Verbs that stand before a name and do not belong to it. */
  verbs: RegExp
}

/** A kind of document that the platform can read. */
export type Reading = ReadingDeclaration & { readonly kind: 'reading'; readonly name: string }

/** Declares how a kind of document is read. */
export function defineReading(name: string, d: ReadingDeclaration): Reading {
  return { kind: 'reading', name, ...d }
}

/** One numbered item of a document. */
export interface ItemRead {
  number: number
  chapter: string
  chapterNumber: number
  /** The headings between chapter and item. */
  section: string
  title: string
  text: string
  agenciesText: string
  dueText: string
  agencies: NamedAgencies
  deadline: Deadline | null
  /** The deadline was found in the sentence, for lack of one that is stated. */
  inferred: boolean
  note: string
  quantities: Quantity[]
}

/** One row of its breakdown table. */
export interface RowRead {
  group: string
  number: number
  /** Which row of its task this is, from 1. */
  part: number
  title: string
  content: string
  agenciesText: string
  dueText: string
  agencies: NamedAgencies
  deadline: Deadline | null
  /** The item that it breaks down, by number; null when none resembles it. */
  item: number | null
}

/** Something the reader saw and could not decide: it stands beside the sentence for a person. */
export interface Doubt {
  kind:
    | 'title'
    | 'agency'
    | 'deadline'
    | 'name'
    | 'open-list'
    | 'roster'
    | 'unknown-agency'
    | 'no-deadline'
    | 'count'
    | 'unmatched'
    | 'inferred'
    | 'issuer'
    | 'brackets'
    | 'number'
    | 'character'
    | 'apart'
  item: number | null
  row: { number: number; part: number } | null
  quote: string
  says: string
}

/** An agency that a document names and the city does not know: where, and whom it is most like. */
export interface UnknownAgency {
  text: string
  items: number[]
  likely: string | null
}

/** What a person has decided of a reading before it is taken in. */
export interface Settled {
  /** Whom a name means, by agency id; null keeps it as it is written. */
  agencies?: Readonly<Record<string, string | null>> | undefined
  /** The day of an item, by its number; null where it goes on. */
  dues?: Readonly<Record<string, string | null>> | undefined
}

/** What a document says, found by structure. */
export interface DocumentRead {
  title: string
  issuer: string
  issuedOn: string | null
  year: number | null
  lead: string
  chapters: { number: number; title: string }[]
  items: ItemRead[]
  groups: { title: string; declared: number | null }[]
  rows: RowRead[]
  everyUnit: boolean
  /** Whose document it is, as its issuer and title tell: the city's or one of its units', another city's, or nobody's that it says. */
  own: 'own' | 'another' | 'unsaid'
  unknown: UnknownAgency[]
  doubts: Doubt[]
}

/** One register's rows out of a reading; earlier ones are at hand by `made`. */
export interface Into {
  readonly register: Register
  readonly rows: (read: DocumentRead, made: Made, file: string) => readonly NewRecord<Register>[]
}
export type Made = <R extends Register>(register: R) => readonly RecordOf<R>[]

/** Rows that a reading gives a register. */
export const into = <R extends Register>(
  register: R,
  rows: (read: DocumentRead, made: Made, file: string) => readonly NewRecord<R>[],
): Into => ({ register, rows }) as unknown as Into

/** Takes a document in: read, reconciled, and written to registers, whole or not at all. */
export interface Intake extends Actable<'import'> {
  readonly kind: 'intake'
  readonly name: string
  readonly reads: Reading
  readonly writes: readonly Into[]
  /** Path of the page to open afterwards; `:id` is the first row's. */
  readonly path: string
}

/** Declares an intake. */
export function defineIntake(
  name: string,
  d: { title: string; reads: Reading; writes: readonly Into[]; path: string },
): Intake {
  return { kind: 'intake', name, actions: ['import'], ...d }
}

/** An official document (公文), as its drafter knows it; how it is laid out is the standard's affair. */
export interface OfficialDocument {
  /**
   * The issuer's mark (发文机关标志). One that ends in 文件 makes a document with a red head; any other, a letter; null, a paper
   * of those who sign it, which has neither.
   */
  head: string | null
  /** The number (发文字号), such as 盐数督〔2024〕3号; null while it is a draft, which then says so. */
  number: string | null
  /** A newline breaks it where its author wants. */
  title: string
  /** Whom it addresses (主送机关). */
  recipients: string | null
  /** The text, piece by piece. */
  body: readonly OfficialBlock[]
  /** What goes with it, by name (附件说明). */
  attachments?: readonly string[]
  /** Who signs, each as what, with name and day once they have; blank for a pen until then. */
  signatures?: readonly { title: string; name: string | null; on: string | null }[]
  /** The issuer's name under the text (发文机关署名). */
  signer: string
  /** Its day (成文日期), YYYY-MM-DD; null while it is a draft. */
  on: string | null
  /** Who else is sent it (抄送机关). */
  copies?: readonly string[]
  /** Who printed it (印发机关), and on which day, YYYY-MM-DD. A letter does not say. */
  printed?: { by: string; on: string }
}

/** A piece of an official document's text. */
export type OfficialBlock =
  /** Its numbering — 一、 （一） 1. （1） — is part of the text. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  /** Each line becomes a paragraph. */
  | { kind: 'paragraph'; text: string }
  | ({ kind: 'table' } & OfficialTable)

/** A table in an official document. */
export interface OfficialTable {
  /** What stands above it. */
  title?: string
  /** Widths in millimetres; they shrink together when they exceed the type area's 156. */
  columns: readonly { title: string; width: number; align?: 'left' | 'center' | 'right' }[]
  /** As many cells a row as there are columns. */
  rows: readonly (readonly string[])[]
}

/** How a register's row is printed as an official document. */
export interface Print {
  readonly kind: 'print'
  readonly name: string
  readonly title: string
  readonly of: Register
  readonly writes: (row: never) => OfficialDocument
}

/** Declares how a register's row is printed. */
export const definePrint = <R extends Register>(
  name: string,
  d: {
    title: string
    /** The register whose rows are printed. */
    of: R
    /** What one row says on paper. */
    writes: (row: RecordOf<R>) => OfficialDocument
  },
): Print => ({ kind: 'print', name, ...d, writes: d.writes as never })
