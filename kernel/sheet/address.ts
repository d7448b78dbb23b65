/** Most rows of a sheet. @source Microsoft, Excel specifications and limits */
export const mostRows = 1_048_576
/** Most columns of a sheet. @source Microsoft, Excel specifications and limits */
export const mostColumns = 16_384

/** A column's letters from its number, which starts at 1. */
export function lettersOf(column: number): string {
  let letters = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}

/** Column and row of an address such as D5; undefined when it is none. */
export function addressOf(text: string): { column: number; row: number } | undefined {
  let column = 0
  let at = 0
  for (; at < 3 && text.charCodeAt(at) >= 65 && text.charCodeAt(at) <= 90; at += 1)
    column = column * 26 + text.charCodeAt(at) - 64
  const row = rowOf(text.slice(at))
  return column > 0 && column <= mostColumns && row ? { column, row } : undefined
}

/** A row's number as written; undefined when a sheet has no such row. */
export function rowOf(text: string): number | undefined {
  const row = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 0
  return row > 0 && row <= mostRows ? row : undefined
}
