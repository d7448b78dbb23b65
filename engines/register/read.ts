import type { Database } from '#kernel/database'
import { onceEach } from '#kernel/memo'
import type { Actor } from '#engines/identity'
import { branchesOf, covers, eitherOf, reachOf, scopeOf } from '#engines/identity/run'
import { faults } from './faults.ts'
import { holdsOf, tableOf, type RecordOf, type Register } from './index.ts'
import { scopeColumns, selectOf } from './store.ts'
import { lookedAt } from './veil.ts'

/** What may be done to a row beyond reading it. */
const further = ['amend', 'reveal'] as const

/** The statement that reads one row of a register by its id, up to the conditions of its reader. */
const reading = onceEach(
  (register: Register) =>
    `select ${selectOf(register, 't')}, t.created_by as "createdBy" from ${tableOf(register)} t where t.id = $1 and `,
)

/**
 * One row as a person may see it; what they may not see is not there, and another's personal fields are veiled unless
 * `looking` says what for.
 * @throws register/not-found
 */
export async function read<R extends Register>(
  database: Database,
  register: R,
  id: string,
  actor: Actor,
  looking: { at: Date; purpose: string | undefined } = { at: new Date(0), purpose: undefined },
): Promise<RecordOf<R> & { may: string[] }> {
  const values: unknown[] = [id]
  const reach = reachOf(actor, register, 'read')
  const branches = branchesOf(actor, reach, scopeColumns, (value) => `$${values.push(value)}`)
  if (branches.length === 0) throw faults['not-found']({ register: register.title })
  const [row] = await database.read<RecordOf<R> & { createdBy: string | null }>(
    scopeOf(actor, reach),
    `${reading(register)}${eitherOf(branches)}`,
    values,
  )
  if (!row) throw faults['not-found']({ register: register.title })
  const { createdBy, ...seen } = row
  const held = { agency: row.agency, region: row.region, person: createdBy }
  const open = !register.amendsWhile || holdsOf(register.amendsWhile, row)
  const may = [
    'read',
    ...further.filter(
      (action) => (open || action !== 'amend') && covers(actor, reachOf(actor, register, action), held),
    ),
  ]
  const shown = await lookedAt(database, register, seen as unknown as RecordOf<R>, createdBy, actor, looking)
  return { ...shown, may } as unknown as RecordOf<R> & { may: string[] }
}
