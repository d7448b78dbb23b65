/** A column of a sheet: what its header says and what its cells hold. */
export interface SheetColumn {
  key: string
  /** The header's words; no two columns of a sheet have the same. */
  title: string
  kind: 'text' | 'longText' | 'integer' | 'number' | 'money' | 'percent' | 'date' | 'instant'
  /** In characters of the usual font. */
  width?: number
  /** A closed list of texts, offered as a drop-down and held to when read. */
  options?: readonly string[]
  hidden?: true
  /** Shown grey: who fills the sheet in is not meant to change it. It is not protected. */
  locked?: true
}

/**
 * What a cell holds. By kind: texts a string; integer and number a number; money a number of yuan, shown with two decimals; percent a whole number 0–100; date a day as
 * YYYY-MM-DD; instant a Date, shown in the city's time. A blank text is an empty cell.
 */
export type CellValue = string | number | Date | null

export interface SheetRow {
  /** By column key. A value that its column does not take is written as text, so that it can be corrected in place. */
  cells: Readonly<Record<string, CellValue | undefined>>
  /**
   * Column key → what is wrong with that cell: it is marked, and the sentences stand in the column 问题. A key of no
   * column speaks of the whole row.
   */
  wrong?: Readonly<Record<string, string>>
}

/** One table of a workbook to be written. */
export interface Sheet {
  /** Becomes the sheet's name; what a name may not hold is left out. */
  title: string
  /** Lines above the header. */
  says?: readonly string[]
  columns: readonly SheetColumn[]
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>
  /** Adds a last column 问题, where rows say what is wrong with them. */
  problems?: true
}

export type CellRead =
  | { kind: 'empty' }
  | { kind: 'value'; value: string | number | Date }
  /** `says` is a Chinese sentence; `text` is what stands in the cell, to be shown again. */
  | { kind: 'wrong'; says: string; text: string }

export interface ReadRow {
  /** As the sheet counts, from 1. */
  number: number
  /** By column key; every column is there. */
  cells: Record<string, CellRead>
  /** Where a column's cell of this row stands, such as D5. */
  at: (key: string) => string
}

export interface SheetRead {
  /** Name of the sheet that was read. */
  title: string
  /** Rows below the header that have content in one of the columns. */
  rows: ReadRow[]
}
