import { binding } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import { reachOf, scopeOf } from '#engines/identity/run'
import { columnOf, tableOf, type Register } from './index.ts'

/**
 * Whether an actor's right to read a register reaches a row: asked under the scope of that right, outside any transaction.
 * @param where only a row whose fields have one of these values
 */
export async function isReadable(
  city: Pick<House, 'rooms'>,
  { name }: Pick<Register, 'name'>,
  id: string,
  actor: Actor,
  where: Readonly<Record<string, readonly string[]>> = {},
): Promise<boolean> {
  const scope = scopeOf(actor, reachOf(actor, { kind: 'register', name }, 'read'))
  const { values, bind } = binding(id)
  const conditions = Object.entries(where).map(([field, one]) => `${columnOf(field)}::text = any(${bind(one)}::text[])`)
  const found = await houseOf(city).database.read(
    scope,
    `select 1 from ${tableOf({ name })} where ${['id = $1', ...conditions].join(' and ')}`,
    values,
  )
  return found.length > 0
}
