import { Fault } from '#kernel/fault'
import type { House } from '#kernel/engine'
import type { Seen } from '#engines/ledger/run'
import type { Actor } from '#engines/identity'
import type { Register } from './index.ts'
import { read } from './read.ts'

/** What someone sees of a row: what is personal in it is not there unless it is theirs. */
export async function seesRow(house: House, name: string, id: string, actor: Actor): Promise<Seen> {
  const register = house.parts<Register>('register').get(name)
  if (!register) return 'nothing'
  return read(house.database, register, id, actor).then(
    (row) => ('veiled' in row ? 'outline' : 'everything'),
    (error: unknown) => {
      if (error instanceof Fault && error.status === 404) return 'nothing'
      throw error
    },
  )
}
