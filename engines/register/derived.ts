import type * as z from 'zod'
import { dayOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import { directoryOf } from '#engines/identity/run'
import { nearestTo } from './filing.ts'
import type { FromRow, KnownHere, Register } from './index.ts'
import { fieldsMustFit } from './rules/fields-must-fit.ts'
import { heldByIds, type By } from './store.ts'

/** What a new row says by itself, as of now: the writer's agency, and what the rows that it names say. */
export async function derivedOf(tx: Tx, register: Register, values: Row, { actor }: By): Promise<Row> {
  const said: Row = {}
  for (const [name, from] of Object.entries(register.derives)) {
    if (from === 'agency') said[name] = actor.agency
    if (typeof from !== 'object') continue
    const [by, as] = from
    if (typeof values[by] !== 'string') continue
    const row = await namedBy(tx, register, values, by)
    said[name] = row?.[as] ?? null
  }
  return said
}

/** The row that a field of a row names. */
async function namedBy(tx: Tx, { fields }: Register, row: Row, field: string): Promise<Row | undefined> {
  const id = row[field]
  const named = houseOf(tx)
    .parts<Register>('register')
    .get(noteOf(fields[field] as z.ZodType).register as string)
  if (!named || typeof id !== 'string') return undefined
  // Whoever writes may act for a row that they may not read: what it names is read for it alone.
  tx.holds([id])
  return (await heldByIds(tx, named, [id])).get(id) as Row | undefined
}

/** What follows from a new row once all else in it stands, each from what stands before it. @throws register/wrong-fields */
export async function followingFrom(tx: Tx, register: Register, row: Row, { at }: By): Promise<Row> {
  const following = Object.entries(register.derives).filter(
    (one): one is [string, FromRow] => typeof one[1] === 'function',
  )
  if (following.length === 0) return {}
  const rows = new Map<unknown, Row | undefined>()
  for (const [name, field] of Object.entries(register.fields))
    if (noteOf(field).register) rows.set(row[name], await namedBy(tx, register, row, name))
  const directory = directoryOf(tx)
  const known: KnownHere = {
    today: dayOf(at),
    named: (_register, id) => (id === null ? undefined : (rows.get(id) as never)),
    nearest: (kinds, place) => nearestTo(directory, { nearest: [kinds].flat() }, place) ?? null,
  }
  const said: Row = {}
  for (const [name, from] of following) said[name] = from({ ...row, ...said } as never, known)
  const fields = Object.fromEntries(following.map(([name]) => [name, register.fields[name] as z.ZodType]))
  return fieldsMustFit(register.title, fields, said) as Row
}
