import type { Database, Tx } from '#kernel/database'
import type { Actor } from '#engines/identity'
import { bareColumnOf, bareTableOf, columnOf, tableOf, type RecordOf, type Register } from './index.ts'
import { selected } from './sealing.ts'
import type { Row } from '#kernel/database'

/** Who writes, and when. */
export interface By {
  actor: Actor
  at: Date
}

export const scopeColumns = { agency: 't.agency', region: 't.region', person: 't.created_by' }
const carried = ['id', 'version', 'agency', 'region', 'created_at', 'amended_at'] as const

/** The columns of a register over an alias, each under its declared name. */
export const selectOf = (register: Register, alias: string) =>
  [
    ...carried.map(
      (column) => `${alias}.${column} as "${column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}"`,
    ),
    ...Object.keys(register.fields).map((name) => `${selected(register, alias, name)} as "${name}"`),
  ].join(', ')

/** One row within a transaction, held until it ends. */
export async function hold<R extends Register>(tx: Tx, register: R, id: string): Promise<RecordOf<R> | undefined> {
  const [row] = await tx.query<RecordOf<R>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where id = $1 for update`,
    [id],
  )
  return row
}

/** Rows by their ids within a transaction. */
export async function heldByIds<R extends Register>(
  tx: Tx,
  register: R,
  ids: readonly string[],
): Promise<Map<string, RecordOf<R>>> {
  const rows = await tx.query<RecordOf<R>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where t.id = any($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Rows that refer to one row by a field, within a transaction that holds them from then on; in the order they were made. */
export function referring<R extends Register>(
  tx: Tx,
  register: R,
  field: keyof R['fields'] & string,
  id: string,
): Promise<RecordOf<R>[]> {
  tx.holdsFound('select record.referring($1, $2, $3)', [bareTableOf(register), bareColumnOf(field), id])
  return tx.query<RecordOf<R>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where ${columnOf(field)} = $1 order by id`,
    [id],
  )
}

/** Rows whose field bears the number that a field of another row bears, both kept sealed; held from then on, in the order they were made. */
export function bearing<R extends Register>(
  tx: Tx,
  register: R,
  field: string,
  of: { in: Register; field: string; id: string },
): Promise<RecordOf<R>[]> {
  const found = 'select record.bearing($1, $2, $3, $4, $5)'
  const values = [bareTableOf(register), bareColumnOf(field), bareTableOf(of.in), bareColumnOf(of.field), of.id]
  tx.holdsFound(found, values)
  return tx.query<RecordOf<R>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where t.id in (${found}) order by t.id`,
    values,
  )
}

/** Rows whose fields hold some values, whoever may see them, within a transaction that holds them from then on; in the order they were made. */
export function sharing<R extends Register>(tx: Tx, register: R, among: Row): Promise<RecordOf<R>[]> {
  const held = JSON.stringify(
    Object.fromEntries(Object.entries(among).map(([name, value]) => [bareColumnOf(name), value])),
  )
  tx.holdsFound('select record.sharing($1, $2)', [bareTableOf(register), held])
  const [names, values] = [Object.keys(among), Object.values(among)]
  const where = names.map((name, i) => `t.${columnOf(name)}::text = $${i + 1}`).join(' and ')
  return tx.query<RecordOf<R>>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where ${where} order by t.id`,
    values,
  )
}

/** One more than the highest number of a field among the rows that share some values; 1 where there are none. Those who count at once wait for each other. */
export async function nextCount(tx: Tx, register: Register, field: string, among: Row): Promise<number> {
  // Those wait for one another who are counted among the same rows, and nobody else.
  const counted = [tableOf(register), field, JSON.stringify(among)].join(' ')
  tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [counted])
  const [found] = await tx.query<{ next: number }>('select record.next_count($1, $2, $3) as next', [
    ...[bareTableOf(register), bareColumnOf(field)],
    JSON.stringify(Object.fromEntries(Object.entries(among).map(([name, value]) => [bareColumnOf(name), value]))),
  ])
  return found?.next ?? 1
}

/** Rows by their ids, whoever may see what refers to them. */
export async function byIds<R extends Register>(
  database: Database,
  register: R,
  ids: readonly string[],
): Promise<Map<string, RecordOf<R>>> {
  if (ids.length === 0) return new Map()
  const rows = await database.read<RecordOf<R>>(
    { all: 'on' },
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where t.id = any($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
