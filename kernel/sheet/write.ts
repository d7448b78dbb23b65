import { Readable } from 'node:stream'
import { lettersOf, mostColumns, mostRows } from './address.ts'
import { faults } from './faults.ts'
import type { CellValue, Sheet, SheetColumn, SheetRow } from './sheet.ts'
import { instantText, serialOfDay, serialOfInstant } from './serial.ts'
import { listsName, main, smallParts, workbookXml } from './parts.ts'
import { styleOf, stylesXml } from './styles.ts'
import { mostText, toXml } from './text.ts'
import { zipped } from './zip.ts'

/** Characters of XML gathered before they are packed. */
const piece = 65_536
/** Of a line, in points. */
const lineHeight = 15
/** A row is at most 409 points high. */
const mostLines = 27
/** A package without 64-bit sizes carries no larger part. */
const mostGigabytes = 4
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const problems: SheetColumn = { key: '\0', title: '问题', kind: 'longText', width: 50 }
const widths: Record<SheetColumn['kind'], number> = {
  text: 18,
  longText: 45,
  integer: 12,
  number: 14,
  money: 16,
  percent: 10,
  date: 13,
  instant: 18,
}

/**
 * Writes a workbook as a stream: typed cells under a bold, frozen header with a filter; no cell is ever a formula.
 * Back-pressure holds and memory does not grow with the rows; the same rows make the same bytes. What cannot be written
 * ends the stream with the fault, and the workbook stays unfinished.
 * @throws sheet/text-too-long sheet/does-not-fit
 * @source ISO/IEC 29500-1 18.3 (worksheets), ISO/IEC 29500-2 (packages)
 */
export function writeSheet(sheet: Sheet): Readable {
  const columns = sheet.problems ? [...sheet.columns, problems] : sheet.columns
  if (columns.length === 0 || columns.length > mostColumns) throw new Error('a sheet of no columns, or of too many')
  if (new Set(columns.map(({ title }) => title)).size < columns.length) throw new Error('two columns of one title')
  const lists = columns.some(({ options }) => options) ? listsXml(columns) : undefined
  // The workbook names the filter's range, which is known when the last row is.
  const drawn = { filter: '' }
  const whole = (name: string, xml: () => string) => ({ name, content: () => [Buffer.from(declaration + xml())] })
  const parts = [
    ...Object.entries(smallParts(stylesXml, lists)).map(([name, xml]) => whole(name, () => xml)),
    { name: 'xl/worksheets/sheet1.xml', content: () => bytesOf({ ...sheet, columns }, drawn) },
    whole('xl/workbook.xml', () => workbookXml(sheet.title, drawn.filter, lists !== undefined)),
  ]
  return Readable.from(zipped(parts), { objectMode: false })
}

/** The sheet's part as bytes, gathered so that few and large pieces are packed. */
async function* bytesOf(sheet: Sheet, drawn: { filter: string }): AsyncGenerator<Buffer> {
  let xml = ''
  let size = 0
  for await (const next of sheetXml(sheet, drawn)) {
    xml += next
    if (xml.length < piece) continue
    const bytes = Buffer.from(xml)
    size += bytes.length
    if (size > mostGigabytes * 2 ** 30 - 2 ** 24)
      throw faults['does-not-fit']({ rows: mostRows, gigabytes: mostGigabytes })
    yield bytes
    xml = ''
  }
  yield Buffer.from(xml)
}

async function* sheetXml({ columns, says = [], rows }: Sheet, drawn: { filter: string }): AsyncGenerator<string> {
  const letters = columns.map((_, i) => lettersOf(i + 1))
  const header = says.length + 1
  yield `${declaration}<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="${lineHeight}"/><cols>`
  for (const [i, { kind, width = widths[kind], hidden, locked }] of columns.entries())
    yield `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${styleOf(kind, locked ? 'locked' : 'plain')}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`
  yield '</cols><sheetData>'
  let row = 0
  const shown = letters[columns.findIndex(({ hidden }) => !hidden)] ?? 'A'
  for (const line of says) {
    row += 1
    yield `<row r="${row}" s="${styleOf('line')}" customFormat="1">${textCell(`${shown}${row}`, styleOf('line'), checked(line, '说明', row))}</row>`
  }
  row += 1
  const titles = columns.map(({ title }, i) => textCell(letters[i] + `${row}`, styleOf('header'), title))
  yield `<row r="${row}">${titles.join('')}</row>`
  for await (const { cells, wrong } of rows) {
    row += 1
    if (row > mostRows) throw faults['does-not-fit']({ rows: mostRows, gigabytes: mostGigabytes })
    if (wrong && columns.at(-1) !== problems) throw new Error('a row says what is wrong in a sheet without problems')
    let xml = ''
    let lines = 1
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i] as SheetColumn
      const value = column === problems ? sentences(columns, wrong) : (cells[column.key] ?? null)
      xml += cellXml(column, (letters[i] as string) + row, value, wrong?.[column.key] !== undefined, row)
      if (column.kind === 'longText' && typeof value === 'string' && !column.hidden)
        lines = Math.max(lines, linesOf(value, column.width ?? widths.longText))
    }
    // Excel and WPS would find the height themselves; others would not.
    yield `<row r="${row}"${lines > 1 ? ` ht="${lines * lineHeight}"` : ''}>${xml}</row>`
  }
  drawn.filter = `$A$${header}:$${letters.at(-1)}$${row}`
  yield `</sheetData><autoFilter ref="${drawn.filter.replaceAll('$', '')}"/>`
  yield validations(columns, letters, header + 1)
  yield '</worksheet>'
}

/** Lines that a text takes when wrapped, near enough: a wide character takes two places. At most what a row may be high. */
function linesOf(text: string, width: number): number {
  let lines = 1
  let places = 0
  for (let i = 0; i < text.length && lines < mostLines; i += 1) {
    const code = text.charCodeAt(i)
    places += code > 0x2e7f ? 2 : 1
    if (code !== 10 && places <= width) continue
    lines += 1
    places = code === 10 ? 0 : 2
  }
  return lines
}

function cellXml(column: SheetColumn, at: string, value: CellValue, wrong: boolean, row: number): string {
  const { kind, locked } = column
  const style = column === problems ? styleOf('problem') : styleOf(kind, wrong ? 'wrong' : locked ? 'locked' : 'plain')
  const number = numberOf(kind, value)
  if (number !== undefined) return `<c r="${at}" s="${style}"><v>${number}</v></c>`
  const text = value instanceof Date ? instantText(value) : `${value ?? ''}`
  // A cell that is left out looks as its column does.
  if (text === '') return wrong ? `<c r="${at}" s="${style}"/>` : ''
  return textCell(at, style, checked(text, column.title, row))
}

/** The number that a workbook keeps for a value of its column's kind; undefined for what is kept as text. */
function numberOf(kind: SheetColumn['kind'], value: CellValue): number | undefined {
  switch (kind) {
    case 'integer':
    case 'number':
    case 'money':
      return Number.isFinite(value) ? (value as number) : undefined
    case 'percent':
      return Number.isFinite(value) ? (value as number) / 100 : undefined
    case 'date':
      return typeof value === 'string' ? serialOfDay(value) : undefined
    case 'instant':
      return value instanceof Date ? serialOfInstant(value) : undefined
    default:
      return undefined
  }
}

const textCell = (at: string, style: number, text: string) =>
  text === '' ? '' : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${toXml(text)}</t></is></c>`

function checked(text: string, title: string, row: number): string {
  if (text.length > mostText) throw faults['text-too-long']({ title, row, most: mostText })
  return text
}

const sentences = (columns: readonly SheetColumn[], wrong: SheetRow['wrong'] = {}) =>
  Object.entries(wrong)
    .map(([key, says]) => [columns.find((column) => column.key === key)?.title, says].filter(Boolean).join('：'))
    .join('\n')
    .slice(0, mostText)

/** Drop-downs point at a hidden sheet: a list in the rule itself may not be long nor hold a comma. */
function validations(columns: readonly SheetColumn[], letters: readonly string[], from: number): string {
  const rules = columns.flatMap(({ options }, i) =>
    options
      ? [
          `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="不在可选的范围内" error="请从下拉列表中选择。" sqref="${letters[i]}${from}:${letters[i]}${mostRows}"><formula1>'${listsName}'!$${letters[i]}$1:$${letters[i]}$${Math.max(1, options.length)}</formula1></dataValidation>`,
        ]
      : [],
  )
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

function listsXml(columns: readonly SheetColumn[]): string {
  const deepest = Math.max(...columns.map(({ options }) => options?.length ?? 0))
  const rows = Array.from({ length: deepest }, (_, row) => {
    const cells = columns.map(({ title, options }, i) =>
      textCell(lettersOf(i + 1) + `${row + 1}`, styleOf('text'), checked(options?.[row] ?? '', title, row + 1)),
    )
    return `<row r="${row + 1}">${cells.join('')}</row>`
  })
  return `<worksheet ${main}><sheetData>${rows.join('')}</sheetData></worksheet>`
}
