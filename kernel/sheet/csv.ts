const number = /^[+-]?\d+(\.\d+)?$/

/** One cell: what a spreadsheet would take for a formula is words; a number stays one. @source RFC 4180 2 */
const cell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) && !number.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** A line of a table. */
export const csvLine = (row: readonly string[]): string => `${row.map(cell).join(',')}\r\n`

/** What a table begins with, so that spreadsheets read its Chinese as UTF-8. */
export const csvMark = '\uFEFF'

/** A whole table. */
export const csvOf = (rows: readonly (readonly string[])[]): string => csvMark + rows.map(csvLine).join('')
