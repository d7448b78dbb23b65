import { binding, type Bind, type Database, type Scope } from '#kernel/database'
import type { Reached } from '#engines/identity/run'
import { faults } from './faults.ts'

/** What a statement calls a column of the table. */
export type Called = (column: string) => string
const overT: Called = (column) => `t.${column}`

/** What a list is asked for. */
export interface Asked {
  /** Conditions on the table, yet to be written: each statement that takes them binds their values for itself. */
  conditions: (bind: Bind, called: Called) => string[]
  /** Column to sort by, and its direction; rows with the same value follow by id. Empty values come last, where there can be any. */
  sort: { column: string; descending: boolean; mayBeEmpty: boolean }
  after?: string | undefined
  limit: number
  /** Nothing is filtered: the way through the indexes is the same for every reader, but for those of an area. */
  plain?: boolean | undefined
  /** How many rows of `t` some conditions have, as an expression that looks at none of them, where something knows. */
  sums?: ((conditions: readonly string[]) => string) | undefined
}

export interface Found<R> {
  rows: R[]
  next: string | null
  total: { count: number; exact: boolean }
}

/** Totals are exact up to here, and "more" beyond: counting everything would slow every list as the city fills. */
export const mostCounted = 1000

interface Walk {
  database: Database
  scope: Scope
  table: string
  /** The columns to answer, over the table alias `t`. */
  select: string
  branches: readonly Reached[]
}

/**
 * One page of a table under a union of scopes. Each scope is a branch with its own ordered, limited index walk; the
 * branches are merged by id. Cost: page size × branches, whatever the table holds.
 * @param select the columns to answer, over the table alias `t`
 */
export async function pageOf<R extends { id: string }>(
  database: Database,
  scope: Scope,
  table: string,
  select: string,
  branches: readonly Reached[],
  asked: Asked,
): Promise<Found<R & { sorted_by: unknown }>> {
  if (branches.length === 0) return { rows: [], next: null, total: { count: 0, exact: true } }
  const walk = { database, scope, table, select, branches }
  const [{ rows, next }, total] = await Promise.all([walked<R>(walk, asked), totalOf(walk, asked)])
  return { rows, next, total }
}

/** Whether a statement's way through the indexes is the same whoever asks. */
const planned = ({ branches }: Walk, { plain, after }: Asked) =>
  plain && !after && !branches.some(({ ranges }) => ranges) ? 'once' : undefined

/** How many rows there are, asked at once: of the branches in the table itself, and through other tables those beside them. */
async function totalOf(walk: Walk, asked: Asked): Promise<Found<never>['total']> {
  const { values, bind } = binding()
  const { conditions, sums } = asked
  const own = walk.branches.filter(({ through }) => !through)
  const parts: { sum: string; exact: boolean }[] = []
  if (own.length > 0 && sums) {
    const either = own.map(({ where }) => `(${where(bind)})`).join(' or ')
    parts.push({ sum: sums([...conditions(bind, overT), `(${either})`]), exact: true })
  }
  if (own.length > 0 && !sums) parts.push({ sum: counted(fromOwn(walk, own, asked, bind)), exact: false })
  for (const { through } of walk.branches)
    if (through) parts.push({ sum: counted(fromBeside(walk, through, own, asked, bind)), exact: false })
  const [found] = await walk.database.read<{ counts: number[] }>(
    walk.scope,
    `select array[${parts.map(({ sum }) => `(${sum})`).join(', ')}]::int[] as counts`,
    values,
    planned(walk, asked),
  )
  const counts = parts.map(({ exact }, i) => {
    const count = found?.counts[i] ?? 0
    return exact || count <= mostCounted ? { count, exact: true } : { count: mostCounted, exact: false }
  })
  const sum = counts.reduce((all, { count }) => all + count, 0)
  return {
    count: sums ? sum : Math.min(sum, mostCounted),
    exact: counts.every(({ exact }) => exact) && (sums !== undefined || sum <= mostCounted),
  }
}

/** Every row of a table under a union of scopes, a thousand at a time, in order; for what is written out as a stream. */
export async function* scroll<R extends { id: string }>(
  database: Database,
  scope: Scope,
  table: string,
  select: string,
  branches: readonly Reached[],
  asked: Pick<Asked, 'conditions' | 'sort'>,
): AsyncGenerator<(R & { sorted_by: unknown })[]> {
  if (branches.length === 0) return
  let after: string | undefined
  do {
    const page = await walked<R>({ database, scope, table, select, branches }, { ...asked, after, limit: 1000 })
    yield page.rows
    after = page.next ?? undefined
  } while (after)
}

async function walked<R extends { id: string }>(
  walk: Walk,
  asked: Asked,
): Promise<{ rows: (R & { sorted_by: unknown })[]; next: string | null }> {
  const { database, scope, table, select, branches } = walk
  const { column, descending, mayBeEmpty } = asked.sort
  const { values, bind } = binding()
  const way = descending ? 'desc' : 'asc'
  const orderOf = (value: string, id: string) =>
    `order by ${value} ${way}${mayBeEmpty ? ' nulls last' : ''}, ${id} ${way}`
  const filters = asked
    .conditions(bind, overT)
    .map((condition) => ` and ${condition}`)
    .join('')
  const picked = branches
    .flatMap(({ where, through }) => {
      const value = through?.columns[column]
      const [from, by] =
        through && value
          ? [
              { join: `join ${through.table} on ${through.on}`, where: through.where(bind) },
              { value, id: through.columns.id as string },
            ]
          : [
              { join: '', where: where(bind) },
              { value: `t.${column}`, id: 't.id' },
            ]
      const places = asked.after === undefined ? ['true'] : pastCursor(asked.after, asked.sort, by, bind)
      return places.map(
        (place) =>
          `(select t.id as picked_id from ${table} t ${from.join} where ${from.where} and ${place}${filters} ${orderOf(by.value, by.id)} limit ${asked.limit + 1})`,
      )
    })
    .join(' union ')
  const rows = await database.read<R & { sorted_by: unknown }>(
    scope,
    `select ${select}, t.${column}::text as sorted_by from (${picked}) picked join ${table} t on t.id = picked.picked_id ${orderOf(`t.${column}`, 't.id')} limit ${asked.limit + 1}`,
    values,
    planned(walk, asked),
  )
  const page = rows.slice(0, asked.limit)
  const last = page.at(-1)
  const next = rows.length > asked.limit && last ? writeCursor(last.sorted_by as string | null, last.id) : null
  return { rows: page, next }
}

const fromOwn = ({ table }: Walk, branches: readonly Reached[], { conditions }: Asked, bind: Bind) => {
  const asked = conditions(bind, overT)
  return branches
    .map(
      ({ where }) =>
        `(select t.id from ${table} t where ${[where(bind), ...asked].join(' and ')} limit ${mostCounted + 1})`,
    )
    .join(' union ')
}

/** In the other table alone, where it carries all that is asked for. */
function fromBeside(
  { table }: Walk,
  { columns, where, ...other }: NonNullable<Reached['through']>,
  own: readonly Reached[],
  { conditions }: Asked,
  bind: Bind,
) {
  const written = (to: Bind, called: Called) => {
    const scopes = { agency: called('agency'), region: called('region') }
    return [where(to), ...conditions(to, called), ...own.map((branch) => `(${branch.where(to, scopes)}) is not true`)]
  }
  let whole = false
  written(binding().bind, (column) => columns[column] ?? ((whole = true), ''))
  const [from, called]: [string, Called] = whole
    ? [`${other.table} join ${table} t on ${other.on}`, overT]
    : [other.table, (column) => columns[column] as string]
  return `select ${columns['id']} from ${from} where ${written(bind, called).join(' and ')} limit ${mostCounted + 1}`
}

/** How many rows there are, as an expression that looks at no more than are counted. */
const counted = (rows: string) => `select count(*) from (select 1 from (${rows}) c limit ${mostCounted + 1}) c`

const writeCursor = (value: string | null, id: string) => Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** What lies past a cursor, each part a place in an index of its own: the rest of the values, then the empty ones. */
function pastCursor(
  after: string,
  { column, descending, mayBeEmpty }: Asked['sort'],
  by: { value: string; id: string },
  bind: Bind,
): string[] {
  let cursor: unknown
  try {
    cursor = JSON.parse(Buffer.from(after, 'base64url').toString())
  } catch (cause) {
    throw faults['bad-cursor']({}, cause)
  }
  const [value, id] = Array.isArray(cursor) ? (cursor as unknown[]) : []
  if (!(value === null || typeof value === 'string') || typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id))
    throw faults['bad-cursor']()
  const beyond = descending ? '<' : '>'
  const past = () => `${by.id} ${beyond} ${bind(id)}::uuid`
  if (column === 'id') return [past()]
  if (value === null) return [`${by.value} is null and ${past()}`]
  const row = `(${by.value}, ${by.id}) ${beyond} (${bind(value)}, ${bind(id)}::uuid)`
  return mayBeEmpty ? [row, `${by.value} is null`] : [row]
}
