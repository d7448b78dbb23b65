import { openPackage, type Elements } from '#kernel/package'
import { addressOf, mostColumns, mostRows, rowOf } from './address.ts'
import type { Stored } from './cell.ts'
import { counted } from './digits.ts'
import { faults, refusals } from './faults.ts'
import type { SheetColumn, SheetRead } from './sheet.ts'
import { writtenDay } from './serial.ts'
import { openTable } from './table.ts'
import type { Table } from './table.ts'
import { fromXml } from './text.ts'
import { openWorkbook } from './workbook.ts'
import type { Workbook } from './workbook.ts'

/** The sheet may unfold to this much, in megabytes: a million rows of empty formatted cells do. It is not kept. */
const mostMegabytes = 512

/**
 * Reads the first visible sheet's rows below the header that holds the columns' titles, wherever they stand in it.
 * Cells that do not fit their column say so one by one; a file that cannot be read is refused whole. The time is that of
 * the sheet's size, the memory that of `mostRows` (10,000) rows with content.
 * @param file path of the file
 * @param name what its owner calls it
 * @throws sheet/not-a-workbook sheet/encrypted sheet/broken sheet/too-large-inside sheet/has-doctype sheet/no-header
 * @throws sheet/title-twice sheet/too-many-rows
 * @source ISO/IEC 29500-1 18.3 (worksheets)
 */
export async function readSheet(
  file: string,
  name: string,
  columns: readonly SheetColumn[],
  limits: { mostRows?: number } = {},
): Promise<SheetRead> {
  const zip = await openPackage(file, refusals(name))
  try {
    const book = await openWorkbook(zip, name)
    const table = openTable(columns, name, { mostRows: limits.mostRows ?? 10_000, from1904: book.from1904 })
    await zip.walk(book.part, mostMegabytes, sheetElements(book, name, table))
    return { title: book.title, rows: table.done() }
  } finally {
    zip.close()
  }
}

/** Hears a sheet's elements and hands the table its rows, with what their cells hold, then the merged ranges. */
function sheetElements(book: Workbook, name: string, table: Table): Elements {
  let stage: 'before' | 'rows' | 'after' = 'before'
  let row = 0
  let column = 0
  let cells = new Map<number, Stored>()
  let cell: { type: string; style: number; formula: boolean; text: string } | undefined
  let room = 0
  let inside = false
  let reading = false
  const broken = () => faults.broken({ name })
  /** Rows and cells come in order, so that no program sees two where another sees one. */
  const next = (last: number, most: number, written: string | undefined, number: number | undefined) => {
    const at = written === undefined ? last + 1 : (number ?? 0)
    if (at <= last || at > most) throw broken()
    return at
  }
  const open: Elements['open'] = (tag, { r, s, t, ref }) => {
    if (stage === 'rows' && tag === 'row') {
      row = next(row, mostRows, r, r === undefined ? undefined : rowOf(r))
      column = 0
      cells = new Map()
    } else if (stage === 'rows' && tag === 'c') {
      const address = r === undefined ? undefined : addressOf(r)
      if (address && address.row !== row) throw broken()
      column = next(column, mostColumns, r, address?.column)
      room = table.room(column)
      cell = room === 0 ? undefined : { type: t ?? 'n', style: Number(s ?? 0), formula: false, text: '' }
    } else if (cell) {
      if (tag === 'f') cell.formula = true
      if (tag === 'rPh') reading = true
      inside = tag === (cell.type === 'inlineStr' ? 't' : 'v') && !reading
    } else if (tag === 'sheetData' && stage === 'before') stage = 'rows'
    else if (tag === 'mergeCell') {
      const [from, to] = (ref ?? '').split(':').map(addressOf)
      if (stage !== 'after' || !from) throw broken()
      if (to) table.merge(from, to)
    }
  }
  const close = (tag: string) => {
    inside = false
    if (tag === 'rPh') reading = false
    else if (tag === 'c' && cell) {
      const stored = storedOf(cell)
      if (stored) cells.set(column, stored)
      cell = undefined
    } else if (tag === 'row' && stage === 'rows') table.row(row, cells)
    else if (tag === 'sheetData') stage = 'after'
  }
  const text = (more: string) => {
    if (cell && inside && cell.text.length <= room) cell.text += more
  }
  /** @source ISO/IEC 29500-1 18.18.11 (ST_CellType) */
  const storedOf = ({ type, style, formula, text: raw }: NonNullable<typeof cell>): Stored | undefined => {
    if (formula) return { as: 'formula', text: type === 's' ? '' : fromXml(raw) }
    if (raw === '') return undefined
    switch (type) {
      case 'inlineStr':
      case 'str':
        return { as: 'text', text: fromXml(raw) }
      case 'd':
        return { as: 'text', text: writtenDay(raw.trim()) }
      case 's': {
        const shared = book.texts[Number(raw)]
        if (shared === undefined) throw broken()
        return { as: 'text', text: shared }
      }
      case 'b':
        return { as: 'text', text: raw === '1' ? 'TRUE' : 'FALSE' }
      case 'e':
        return { as: 'error', text: raw.slice(0, 20) }
      default:
        if (!/^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$/i.test(raw.trim())) throw broken()
        return { as: 'number', number: counted(Number(raw)), shows: book.shows[style] ?? 'number' }
    }
  }
  return { open, close, text }
}
