import { houseOf, type House } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import { reachOf, scopeOf } from '#engines/identity/run'
import { tableOf, type Register } from './index.ts'

/** Whether an actor's right to read a register reaches a row: asked under the scope of that right, outside any transaction. */
export async function isReadable(
  city: Pick<House, 'rooms'>,
  { name }: Pick<Register, 'name'>,
  id: string,
  actor: Actor,
): Promise<boolean> {
  const scope = scopeOf(actor, reachOf(actor, { kind: 'register', name }, 'read'))
  const found = await houseOf(city).database.read(scope, `select 1 from ${tableOf({ name })} where id = $1`, [id])
  return found.length > 0
}
