import { lettersOf } from './address.ts'
import { judge, merged } from './cell.ts'
import type { Stored } from './cell.ts'
import { faults } from './faults.ts'
import type { CellRead, ReadRow, SheetColumn } from './sheet.ts'
import { mostText } from './text.ts'

/** Rows with content in which the header is looked for. */
const mostAbove = 100

/** Longest title, in characters; longer cells are none. */
const mostTitle = 200
/** Characters of all texts that are kept, in millions of 1,048,576. */
const mostKept = 64

type Address = { column: number; row: number }

/** What of a sheet is wanted: the columns below their header. */
export interface Table {
  /** Most characters of a cell, as written, that matter in a column: none where the column is not wanted. */
  room: (column: number) => number
  /** Takes the next row's cells by column number. @throws sheet/no-header sheet/title-twice sheet/too-many-rows sheet/too-large-inside */
  row: (number: number, cells: ReadonlyMap<number, Stored>) => void
  /** Takes a merged range, once all rows are in. @throws sheet/broken when ranges overlap */
  merge: (from: Address, to: Address) => void
  /** @throws sheet/no-header */
  done: () => ReadRow[]
}

export function openTable(
  columns: readonly SheetColumn[],
  name: string,
  { mostRows, from1904 }: { mostRows: number; from1904: boolean },
): Table {
  const rows: ReadRow[] = []
  let header: ReadonlyMap<string, number> | undefined
  let wanted = new Set<number>()
  let kept = 0
  let above = 0
  let missing = columns.map(({ title }) => title)
  let covered = 0
  const at = (key: string, number: number) => lettersOf(header?.get(key) ?? 0) + number

  /** The columns' numbers by key when this row has all their titles. */
  function headerIn(number: number, cells: ReadonlyMap<number, Stored>) {
    const places = Map.groupBy(cells.keys(), (column) => bare(titleIn(cells.get(column))))
    const absent = columns.filter(({ title }) => !places.has(bare(title))).map(({ title }) => title)
    if (absent.length < missing.length) missing = absent
    if (absent.length > 0) return undefined
    for (const { title } of columns) {
      const twice = places.get(bare(title)) ?? []
      if (twice.length > 1)
        throw faults['title-twice']({ name, title, cells: twice.map((column) => lettersOf(column) + number) })
    }
    return new Map(columns.map(({ key, title }) => [key, places.get(bare(title))?.[0] as number]))
  }

  return {
    // An escaped character is seven.
    room: (column) => (header ? (wanted.has(column) ? mostText * 7 : 0) : mostTitle * 7),
    row: (number, cells) => {
      if (cells.size === 0) return
      if (!header) {
        header = headerIn(number, cells)
        wanted = new Set(header?.values())
        above += 1
        if (!header && above === mostAbove) throw faults['no-header']({ name, missing })
        return
      }
      const read: Record<string, CellRead> = {}
      let full = false
      for (const column of columns) {
        const stored = cells.get(header.get(column.key) as number)
        const cell = stored ? judge(column, stored, from1904) : ({ kind: 'empty' } as const)
        if (stored?.as === 'text') kept += stored.text.length
        read[column.key] = cell
        full ||= cell.kind !== 'empty'
      }
      if (!full) return
      if (rows.length === mostRows) throw faults['too-many-rows']({ name, most: mostRows })
      if (kept > mostKept * 1024 * 1024) throw faults['too-large-inside']({ name, most: mostKept })
      rows.push({ number, cells: read, at: (key) => at(key, number) })
    },
    merge: (from, to) => {
      const keys = [...(header ?? [])].flatMap(([key, column]) =>
        column >= from.column && column <= to.column ? [key] : [],
      )
      for (let i = keys.length === 0 ? rows.length : firstFrom(rows, from.row); i < rows.length; i += 1) {
        const { number, cells } = rows[i] as ReadRow
        if (number > to.row) break
        for (const key of keys) cells[key] = merged(cells[key])
        // Ranges that overlap are no sheet's, and would cost their product.
        covered += keys.length
        if (covered > rows.length * columns.length) throw faults.broken({ name })
      }
    },
    done: () => {
      if (!header) throw faults['no-header']({ name, missing })
      return rows
    },
  }
}

/** Index of the first row at or after a number; the rows are in order. */
function firstFrom(rows: readonly ReadRow[], number: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle] as ReadRow).number < number) low = middle + 1
    else high = middle
  }
  return low
}

const titleIn = (stored: Stored | undefined) => (stored?.as === 'number' ? `${stored.number}` : (stored?.text ?? ''))

/** A title as it is compared: full-width as half-width, without spaces and line breaks. */
const bare = (title: string) => title.slice(0, mostTitle).normalize('NFKC').replace(/\s+/g, '')
