import type * as z from 'zod'
import { dayOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import type { Directory } from '#engines/identity/run'
import { nearestTo } from './filing.ts'
import type { FromRow, KnownHere, Register } from './index.ts'
import { fieldsMustFit } from './rules/fields-must-fit.ts'
import { heldByIds, type By } from './store.ts'

/** The rows that a new row names, by the field that names them; none where nothing is told from them. */
export type Named = ReadonlyMap<string, Row>

/** The rows that a new row names, as of now. Whoever writes may act for a row that they may not read: they are read for it alone. */
export async function namedBy(tx: Tx, { fields, derives }: Register, values: Row): Promise<Named> {
  const named = new Map<string, Row>()
  if (Object.keys(derives).length === 0) return named
  const registers = houseOf(tx).parts<Register>('register')
  for (const [name, field] of Object.entries(fields)) {
    const of = registers.get(noteOf(field as z.ZodType).register ?? '')
    const id = values[name]
    if (!of || typeof id !== 'string') continue
    tx.holds([id])
    const row = (await heldByIds(tx, of, [id])).get(id)
    if (row) named.set(name, row as unknown as Row)
  }
  return named
}

/** What a new row says by itself, as of now: the writer's agency, and what the rows that it names say. */
export const derivedOf = ({ derives }: Register, named: Named, { actor }: By): Row =>
  Object.fromEntries(
    Object.entries(derives).flatMap(([name, from]): [string, unknown][] => {
      if (from === 'agency') return [[name, actor.agency]]
      if (typeof from !== 'object') return []
      const row = named.get(from[0])
      return row ? [[name, row[from[1]] ?? null]] : []
    }),
  )

/** What follows from a new row once all else in it stands, each from what stands before it. @throws register/wrong-fields */
export function followingFrom(register: Register, row: Row, named: Named, at: Date, directory: Directory): Row {
  const following = Object.entries(register.derives).filter(
    (one): one is [string, FromRow] => typeof one[1] === 'function',
  )
  if (following.length === 0) return {}
  const known: KnownHere = {
    today: dayOf(at),
    named: (_register, id) => [...named.values()].find((one) => one['id'] === id) as never,
    divisionOf: (agency) =>
      directory.agencies
        .get(agency ?? '')
        ?.region.slice(0, 6)
        .padEnd(6, '0') ?? null,
    nearest: (kinds, place) => nearestTo(directory, { nearest: [kinds].flat() }, place) ?? null,
  }
  const said: Row = {}
  for (const [name, from] of following) said[name] = from({ ...row, ...said } as never, known)
  const fields = Object.fromEntries(following.map(([name]) => [name, register.fields[name] as z.ZodType]))
  return fieldsMustFit(register.title, fields, said) as Row
}
