import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import type { Register } from './index.ts'
import { heldByIds, type By } from './store.ts'

/** What a new row says by itself, as of now: the writer's agency, and what the rows that it names say. */
export async function derivedOf(tx: Tx, { fields, derives }: Register, values: Row, { actor }: By): Promise<Row> {
  const said: Row = {}
  for (const [name, from] of Object.entries(derives)) {
    if (from === 'agency') {
      said[name] = actor.agency
      continue
    }
    const [by, as] = from
    const id = values[by]
    const { register } = noteOf(fields[by] as z.ZodType)
    const named = houseOf(tx)
      .parts<Register>('register')
      .get(register as string)
    if (!named || typeof id !== 'string') continue
    const row = (await heldByIds(tx, named, [id])).get(id) as Row | undefined
    said[name] = row?.[as] ?? null
  }
  return said
}
