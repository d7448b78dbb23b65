import type { Database, Row } from '#kernel/database'
import type { Actor } from '#engines/identity'
import type { Register } from './index.ts'
import { read } from './read.ts'
import { maskedVersion } from './sealing.ts'
import { personalOf } from './veil.ts'

export interface Version {
  version: number
  at: Date
  actor: { name: string }
  /** For whom, when it was done for another. */
  behalf: string | null
  changes: Record<string, [unknown, unknown]>
}

/** Every version of a row a person may see, newest first. @throws register/not-found */
export async function history(database: Database, register: Register, id: string, actor: Actor): Promise<Version[]> {
  const seen = (await read(database, register, id, actor)) as Row
  const hidden = (seen['veiled'] as string[] | undefined) ? personalOf(register) : []
  const rows = await database.read<{ version: number; at: Date; name: string; behalf: string | null; changes: Row }>(
    { all: 'on' },
    'select version, at, actor_name as name, behalf_name as behalf, changes from record.version where record = $1 order by version',
    [id],
  )
  const state: Row = {}
  return rows
    .map(({ version, at, name, behalf, changes: kept }) => {
      const changes = maskedVersion(register, kept)
      const told = Object.fromEntries(
        Object.entries(changes)
          .filter(([field]) => !hidden.includes(field))
          .map(([field, value]) => [field, [state[field] ?? null, value] as [unknown, unknown]]),
      )
      Object.assign(state, changes)
      return { version, at, actor: { name }, behalf, changes: told }
    })
    .toReversed()
}
