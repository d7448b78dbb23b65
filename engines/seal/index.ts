import type { Part } from '#kernel/system'
import type { RecordOf, Register } from '#engines/register'

/** A field of a row that is a choice, and the values that it has while something holds. */
interface While {
  readonly field: string
  readonly is: readonly string[]
}

type Field<R extends Register> = keyof R['fields'] & string
type WhileOf<R extends Register> = { readonly field: Field<R>; readonly is: readonly string[] }

/** Electronic seals (电子印章): each row of a register is one, with keys of its own. */
export interface Seals extends Part {
  readonly kind: 'seal'
  readonly of: Register
  /** The fields that say whose it is, what it is called, what for, and from when until when it holds. */
  readonly holder: string
  readonly called: string
  readonly use: string
  readonly from: string
  readonly until: string
  /** Uses that are not printed below the star: the agency's own. */
  readonly plain: readonly string[]
  /** While a row stands so, its seal may be used; it is made when it first does. */
  readonly live: While
  /** While a row stands so, its seal rests: nothing is sealed with it until it is live again. */
  readonly rests: While
}

/** Declares the seals of a city. Where a row is neither live nor rests, its seal is revoked for good. */
export const defineSeals = <R extends Register>(
  name: string,
  d: {
    title: string
    /** The register whose rows are seals. */
    of: R
    /** The field that says whose it is: an agency. */
    holder: Field<R>
    /** The field that says what is printed on it. */
    called: Field<R>
    /** A choice: what a seal is for; its words are printed below the star. */
    use: Field<R>
    /** The first day on which it may be used. */
    from: Field<R>
    /** The last. */
    until: Field<R>
    /** Uses that are not printed below the star: the agency's own. */
    plain?: readonly string[]
    /** While a row stands so, its seal may be used; it is made when it first does. */
    live: WhileOf<R>
    /** While a row stands so, its seal rests until it is live again. */
    rests: WhileOf<R>
  },
): Seals => ({ kind: 'seal', name, ...d, plain: d.plain ?? [] })

/** What a sealed paper says of its row. */
export interface PaperText {
  /** What stands above, in large letters. */
  title: string
  /** What it is filed under, beside the title. */
  number?: string | null
  /** A label and what stands beside it, in order. */
  lines: readonly (readonly [label: string, text: string])[]
  /** Whom it addresses, above the sentences. */
  to?: string | null
  /** Sentences below. */
  says?: readonly string[]
  /** The day below the agency, YYYY-MM-DD. */
  on: string
}

/** A paper that rows of a register are issued as: an OFD package and a PDF under the issuer's seal. */
export interface SealedPaper extends Part {
  readonly kind: 'sealed-paper'
  readonly of: Register
  readonly with: Seals
  /** Which uses of seals it may carry, the one that is looked for first in front. */
  readonly uses: readonly string[]
  /** The field that says whose seal it carries. */
  readonly by: string
  /** While a row stands so, its paper is in force; it is sealed anew when what it says changes. */
  readonly while: While
  readonly writes: (row: never, known: PaperKnows) => PaperText
}

/** What is known where a paper is written: names for what a row holds by id. */
export interface PaperKnows {
  readonly agency: (id: string | null) => string
  readonly region: (code: string | null) => string
  /** How often this paper was sealed before, plus one. */
  readonly edition: number
}

/** Declares a paper that rows are issued as. */
export const defineSealedPaper = <R extends Register>(
  name: string,
  d: {
    title: string
    /** The register whose rows are issued as it. */
    of: R
    /** The seals that it may carry. */
    with: Seals
    /** Which uses of them, the one that is looked for first in front. */
    uses: readonly string[]
    /** The field that says whose seal it carries. */
    by: Field<R>
    /** While a row stands so, its paper is in force; it is sealed anew when what it says changes. */
    while: WhileOf<R>
    /** What it says. Of a number that is kept sealed the row holds what is shown of it. */
    writes: (row: RecordOf<R>, known: PaperKnows) => PaperText
  },
): SealedPaper => ({ kind: 'sealed-paper', name, ...d }) as unknown as SealedPaper
