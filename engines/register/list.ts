import type * as z from 'zod'
import { binding, type Bind, type Database } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { onceEach } from '#kernel/memo'
import type { Actor } from '#engines/identity'
import { reachedBy, reachOf, scopeOf } from '#engines/identity/run'
import { faults } from './faults.ts'
import { condition } from './filter.ts'
import { columnOf, tableOf, type RecordOf, type Register } from './index.ts'
import { pageOf, scroll, type Found } from './page.ts'
import { scopeColumns, selectOf } from './store.ts'
import { personalOf, veiled } from './veil.ts'

export interface Listing {
  filters: Record<string, string>
  sort?: string | undefined
  after?: string | undefined
  limit: number
}

/** A list as a person may see it: what is asked, for a page or for the whole. @throws register/no-such-filter */
function listing(database: Database, register: Register, actor: Actor, asked: Pick<Listing, 'filters' | 'sort'>) {
  const reach = reachOf(actor, register, 'read')
  const filters = Object.entries(asked.filters)
  const conditions = (bind: Bind) => filters.map(([by, value]) => condition(database, register, 't', by, value, bind))
  // What the register does not know is refused before anything is read.
  conditions(binding().bind)
  const sorted = (asked.sort ?? '').replace(/^-/, '')
  if (sorted && !register.sorts.includes(sorted)) throw faults['no-such-filter']({ by: sorted })
  const sort = {
    column: sorted ? columnOf(sorted) : 'id',
    descending: asked.sort?.startsWith('-') ?? false,
    mayBeEmpty: sorted !== '' && noteOf(register.fields[sorted] as z.ZodType).optional === true,
  }
  return {
    scope: scopeOf(actor, reach),
    branches: reachedBy(actor, reach, scopeColumns),
    asked: { conditions, sort, plain: filters.length === 0 },
  }
}

/** What a list reads of a row, and what it shows of it. */
const listed = onceEach(
  (register: Register) =>
    `${selectOf(register, 't')}${personalOf(register).length > 0 ? ', t.created_by as "createdBy"' : ''}`,
)
function bare<R extends Register>(register: R, actor: Actor, found: { sorted_by: unknown; createdBy?: string | null }) {
  const { sorted_by: _, createdBy = null, ...row } = found
  return veiled(register, row, createdBy, actor) as unknown as RecordOf<R>
}

/**
 * A page of rows as a person may see them.
 * Filters: `field` a value or several with commas; `field.from` and `field.until` for days and numbers.
 * @throws register/no-such-filter register/bad-cursor
 */
export async function list<R extends Register>(
  database: Database,
  register: R,
  actor: Actor,
  asked: Listing,
): Promise<Found<RecordOf<R>>> {
  const { scope, branches, asked: wanted } = listing(database, register, actor, asked)
  const page = { ...wanted, after: asked.after, limit: asked.limit }
  const found = await pageOf<RecordOf<R>>(database, scope, tableOf(register), listed(register), branches, page)
  return { ...found, rows: found.rows.map((row) => bare(register, actor, row)) }
}

/** Every row of a list as a person may see it, a thousand at a time. @throws register/no-such-filter */
export async function* listWhole<R extends Register>(
  database: Database,
  register: R,
  actor: Actor,
  asked: Pick<Listing, 'filters' | 'sort'>,
): AsyncGenerator<RecordOf<R>[]> {
  const { scope, branches, asked: wanted } = listing(database, register, actor, asked)
  const pages = scroll<RecordOf<R>>(database, scope, tableOf(register), listed(register), branches, wanted)
  for await (const rows of pages) yield rows.map((row) => bare(register, actor, row))
}
