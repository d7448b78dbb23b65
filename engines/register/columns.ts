import type { Database, Row } from '#kernel/database'
import { onceEach } from '#kernel/memo'
import { tableOf, type Register } from './index.ts'
import { selected } from './sealing.ts'
import { personalOf } from './veil.ts'

/** The columns of a register as lists of something else show them: how they are read, and a row of which nothing is shown. */
const asColumns = onceEach((register: Register) => {
  const names = register.columns as readonly string[]
  const personal = personalOf(register)
  const read = names.filter((name) => !personal.includes(name))
  const columns = ['t.id as "id"', ...read.map((name) => `${selected(register, 't', name)} as "${name}"`)].join(', ')
  return {
    text: `select ${columns} from ${tableOf(register)} t where t.id = any($1::uuid[])`,
    nothing: Object.fromEntries(names.map((name) => [name, null])),
  }
})

/**
 * Of rows by their ids the fields that are columns of their register, whoever may see what refers to them; what is
 * personal in them is not even read. @returns the columns of an id; of one that is not there each is empty
 */
export async function columnsByIds(
  database: Database,
  register: Register,
  ids: readonly string[],
): Promise<(id: string) => Row> {
  const { text, nothing } = asColumns(register)
  if (ids.length === 0) return () => nothing
  const rows = await database.read<Row & { id: string }>({ all: 'on' }, text, [[...new Set(ids)]], 'once')
  const found = new Map(rows.map(({ id, ...columns }) => [id, { ...nothing, ...columns }]))
  return (id) => found.get(id) ?? nothing
}
