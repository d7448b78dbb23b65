import type { Actable } from '#engines/identity'
import type { Register } from '#engines/register'

export type ArchiveAction = 'check' | 'transfer'

/** What a register says of what is archived, by the field that says it. */
export interface ArchiveFields<Field extends string = string> {
  /** 档号, and the whole number that is counted on in it. */
  readonly number: Field
  /** 题名 */
  readonly title: Field
  /** 全宗号 */
  readonly fonds: Field
  /** 立档单位, an agency. */
  readonly holder: Field
  /** 门类, a choice whose values are the codes. */
  readonly category: Field
  /** 年度, a whole number. */
  readonly year: Field
  /** 保管期限: `Y`, `D30` or `D10`. */
  readonly retention: Field
  /** The day on which it was done with. */
  readonly closedOn: Field
  /** The id of the row whose cases are archived. */
  readonly source: Field
  /** A choice: what the last check of the package came to. */
  readonly checked: Field
}

/** An archive (电子档案): each row of a register is one item that was archived, with a package of its own. */
export interface Archive extends Actable<ArchiveAction> {
  readonly kind: 'archive'
  readonly name: string
  readonly of: Register
  readonly says: ArchiveFields
  /** While a row stands so, its package is destroyed for good; what is left is the row. */
  readonly destroyed: { readonly field: string; readonly is: readonly string[] }
  /** Days after which a package is looked at again. */
  readonly every: number
}

/** Declares an archive. A row that comes to be has its package made, checked, and looked at again for as long as it is kept. */
export const defineArchive = <R extends Register>(
  name: string,
  d: {
    title: string
    /** The register whose rows are archived items. */
    of: R
    /** Which of its fields say what. */
    says: ArchiveFields<keyof R['fields'] & string>
    /** While a row stands so, its package is destroyed for good. */
    destroyed: { field: keyof R['fields'] & string; is: readonly string[] }
    /** Days after which a package is looked at again; without it 30. */
    every?: number
  },
): Archive => ({ kind: 'archive', name, ...d, every: d.every ?? 30, actions: ['check', 'transfer'] })
