import type * as z from 'zod'
import type { Database } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { nameOf, tableOf, type RecordOf, type Register } from './index.ts'
import { indexWhole, makeFindable, type Entry } from './search.ts'
import { selectOf } from './store.ts'

/** The fields of a register that a search looks into: words and labels, never what is personal. */
const searched = (register: Register) =>
  Object.entries(register.fields).filter(([name, field]) => {
    const { widget, sensitivity } = noteOf(field as z.ZodType)
    return (
      ['text', 'longText', 'choice', 'choices', 'email', 'url'].includes(widget) &&
      sensitivity !== 'personal' &&
      name !== register.naming
    )
  })

interface Kept {
  id: string
  agency: string | null
  region: string | null
  amendedAt: Date
  [field: string]: unknown
}

/** A row as it is searched: by its naming field first, by its words and labels after. */
export function entryOf(register: Register, row: Kept, person: string | null): Entry {
  const personal = noteOf(register.fields[register.naming] as z.ZodType).sensitivity === 'personal'
  const words = searched(register).map(([name, field]) => {
    const { options } = noteOf(field)
    return [row[name]]
      .flat()
      .flatMap((value) => (typeof value === 'string' ? (options?.[value] ?? value) : []))
      .join(' ')
  })
  return {
    of: register,
    subject: row.id,
    title: personal ? register.title : nameOf(register, row),
    body: words.filter(Boolean).join('\n'),
    path: `/lists/${register.name}/${row.id}`,
    agency: row.agency,
    region: row.region,
    person,
    at: row.amendedAt,
  }
}

/** The fingerprint of what a search looks into in a register. */
const searchPrint = (register: Register) =>
  [
    register.naming,
    ...(register.namedWith ? [register.namedWith.field] : []),
    ...searched(register).map(([name]) => name),
  ].join(' ')

/** Has every row that was written before it could be searched indexed; once for each change of what is searched. */
export async function indexRegisters(database: Database, registers: Iterable<Register>) {
  for (const register of registers) {
    await indexWhole(database, register, searchPrint(register), async (tx, after) => {
      const rows = await tx.query<RecordOf<Register> & { createdBy: string | null }>(
        `select ${selectOf(register, 't')}, t.created_by as "createdBy" from ${tableOf(register)} t where ($1::uuid is null or t.id > $1) order by t.id limit 500`,
        [after],
      )
      for (const row of rows) makeFindable(tx, entryOf(register, row as never, row.createdBy))
      return rows.length === 500 ? (rows.at(-1)?.id ?? null) : null
    })
  }
}
