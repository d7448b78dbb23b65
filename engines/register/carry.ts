import type { Row, Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { shareFiles } from '#kernel/file'
import type { Answer } from './answers.ts'
import { askedBy } from './asked-by.ts'
import { filesIn } from './files.ts'
import { columnOf, sealedFieldsOf, tableOf, type Register } from './index.ts'
import { openValue } from './sealing.ts'

/**
 * The values of a row that is made out of another: a number that is kept sealed comes along, where a field of the same name and
 * kind says the other's mask; answers come along to whatever questions are put in the same words, and no others.
 * @param row the row that it comes of, which its transaction holds
 */
export async function carriedInto(tx: Tx, into: Register, from: Register, row: Row & { id: string }, values: Row) {
  return { ...values, ...(await numbersOf(tx, into, from, row, values)), ...(await answersOf(tx, into, values)) }
}

async function numbersOf(tx: Tx, into: Register, from: Register, row: Row & { id: string }, values: Row): Promise<Row> {
  const kinds = new Map(sealedFieldsOf(from))
  const shared = sealedFieldsOf(into).filter(
    ([name, kind]) => kinds.get(name) === kind && typeof values[name] === 'string' && values[name] === row[name],
  )
  if (shared.length === 0) return {}
  const columns = shared.map(([name]) => `${columnOf(name)} as "${name}"`).join(', ')
  const [kept] = await tx.query<Record<string, string>>(`select ${columns} from ${tableOf(from)} where id = $1`, [
    row.id,
  ])
  return Object.fromEntries(shared.map(([name, kind]) => [name, openValue(tx, kind, kept?.[name] as string)]))
}

async function answersOf(tx: Tx, into: Register, values: Row): Promise<Row> {
  const said: Row = {}
  for (const [name, field] of Object.entries(into.fields)) {
    const asked = Array.isArray(values[name]) ? await askedBy(tx, field, values) : undefined
    if (!asked) continue
    said[name] = Object.entries(asked).flatMap(([asks, one]) => {
      const { label } = noteOf(one)
      const answer = (values[name] as Answer[]).find((given) => given.asks === asks || given.label === label)
      return answer ? [{ asks, says: answer.says }] : []
    })
  }
  return said
}

/** Files of a row are shown by another that was made out of it: whoever may read either may open them. */
export async function showFilesToo(tx: Tx, into: Register, from: string, to: string, values: Row) {
  const files = Object.entries(into.fields).flatMap(([name, field]) => filesIn(noteOf(field).widget, values[name]))
  if (files.length > 0) await shareFiles(tx, files, { kind: 'register', id: from }, { kind: 'register', id: to })
}
