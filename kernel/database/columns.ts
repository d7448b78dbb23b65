/** The column that keeps a name: `openedAt` → `opened_at`. */
export const columnNamed = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Columns to select over an alias, each under its name. */
export const columnsUnder = (alias: string, names: readonly string[]) =>
  names
    .map((name) => (columnNamed(name) === name ? `${alias}.${name}` : `${alias}.${columnNamed(name)} as "${name}"`))
    .join(', ')

/** A row by its columns. */
export const byColumn = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [columnNamed(name), value]))
