import { naming, type Database, type Scope } from '#kernel/database'
import type { Branch, Through } from '#engines/identity/run'
import { faults } from './faults.ts'

/** What a list is asked for. */
export interface Asked {
  /** Conditions on the table, each with its placeholders already bound. */
  conditions: string[]
  /** Column to sort by, and its direction; rows with the same value follow by id. Empty values come last, where there can be any. */
  sort: { column: string; descending: boolean; mayBeEmpty: boolean }
  after?: string | undefined
  limit: number
  /** Nothing is filtered: the way through the indexes is the same for every reader, but for those of an area. */
  plain?: boolean | undefined
  /** Knows how many rows there are of some branches without looking at them, where something does. */
  count?: ((branches: readonly Branch[]) => Promise<number>) | undefined
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
  branches: readonly Branch[]
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
  branches: readonly Branch[],
  asked: Asked,
  values: unknown[],
): Promise<Found<R & { sorted_by: unknown }>> {
  if (branches.length === 0) return { rows: [], next: null, total: { count: 0, exact: true } }
  const walk = { database, scope, table, select, branches }
  const [{ rows, next }, total] = await Promise.all([walked<R>(walk, asked, [...values]), totalOf(walk, asked, values)])
  return { rows, next, total }
}

/** How many rows there are: of the branches in the table itself, and through other tables those beside them. */
async function totalOf(walk: Walk, { conditions, count }: Asked, values: unknown[]): Promise<Found<never>['total']> {
  const own = walk.branches.filter(({ through }) => !through)
  const parts = await Promise.all([
    own.length > 0 && count ? count(own).then((exactly) => ({ count: exactly, exact: true })) : undefined,
    own.length > 0 && !count ? counted(walk, fromOwn(walk, own, conditions), values) : undefined,
    ...walk.branches.map(({ through }) => through && counted(walk, fromBeside(walk, through, own, conditions), values)),
  ])
  const found = parts.filter((part) => part !== undefined)
  const sum = found.reduce((all, part) => all + part.count, 0)
  return {
    count: count ? sum : Math.min(sum, mostCounted),
    exact: found.every((part) => part.exact) && (count !== undefined || sum <= mostCounted),
  }
}

/** Every row of a table under a union of scopes, a thousand at a time, in order; for what is written out as a stream. */
export async function* scroll<R extends { id: string }>(
  database: Database,
  scope: Scope,
  table: string,
  select: string,
  branches: readonly Branch[],
  asked: Pick<Asked, 'conditions' | 'sort'>,
  values: readonly unknown[],
): AsyncGenerator<(R & { sorted_by: unknown })[]> {
  if (branches.length === 0) return
  let after: string | undefined
  do {
    const page = await walked<R>({ database, scope, table, select, branches }, { ...asked, after, limit: 1000 }, [
      ...values,
    ])
    yield page.rows
    after = page.next ?? undefined
  } while (after)
}

async function walked<R extends { id: string }>(
  { database, scope, table, select, branches }: Walk,
  asked: Asked,
  values: unknown[],
): Promise<{ rows: (R & { sorted_by: unknown })[]; next: string | null }> {
  const { column, descending, mayBeEmpty } = asked.sort
  const bind = (value: unknown) => `$${values.push(value)}`
  const way = descending ? 'desc' : 'asc'
  const orderOf = (value: string, id: string) =>
    `order by ${value} ${way}${mayBeEmpty ? ' nulls last' : ''}, ${id} ${way}`
  const filters = asked.conditions.map((condition) => ` and ${condition}`).join('')
  const picked = branches
    .flatMap(({ where, through }) => {
      const value = through?.columns[column]
      const [from, by] =
        through && value
          ? [
              { join: `join ${through.table} on ${through.on}`, where: through.where },
              { value, id: through.columns.id as string },
            ]
          : [
              { join: '', where },
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
    asked.plain && !asked.after && !branches.some(({ ranges }) => ranges) ? 'once' : undefined,
  )
  const page = rows.slice(0, asked.limit)
  const last = page.at(-1)
  const next = rows.length > asked.limit && last ? writeCursor(last.sorted_by as string | null, last.id) : null
  return { rows: page, next }
}

const fromOwn = ({ table }: Walk, branches: readonly Branch[], conditions: readonly string[]) =>
  branches
    .map(
      ({ where }) =>
        `(select t.id from ${table} t where ${[where, ...conditions].join(' and ')} limit ${mostCounted + 1})`,
    )
    .join(' union ')

/** In the other table alone, where it carries all that is asked for. */
function fromBeside(
  { table }: Walk,
  { columns, where, ...other }: Through,
  own: readonly Branch[],
  conditions: readonly string[],
) {
  const asked = [...conditions, ...own.map((branch) => `(${branch.where}) is not true`)]
  const carried = asked.map((condition) => condition.replaceAll(/\bt\.(\w+)/g, (whole, name) => columns[name] ?? whole))
  const whole = carried.some((condition) => /\bt\./.test(condition))
  const from = whole ? `${other.table} join ${table} t on ${other.on}` : other.table
  return `select ${columns['id']} from ${from} where ${[where, ...(whole ? asked : carried)].join(' and ')} limit ${mostCounted + 1}`
}

async function counted({ database, scope }: Walk, rows: string, values: unknown[]) {
  const [found] = await database.read<{ count: number }>(
    scope,
    ...naming(`select count(*)::int as count from (select 1 from (${rows}) c limit ${mostCounted + 1}) c`, values),
  )
  const count = found?.count ?? 0
  return { count: Math.min(count, mostCounted), exact: count <= mostCounted }
}

const writeCursor = (value: string | null, id: string) => Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** What lies past a cursor, each part a place in an index of its own: the rest of the values, then the empty ones. */
function pastCursor(
  after: string,
  { column, descending, mayBeEmpty }: Asked['sort'],
  by: { value: string; id: string },
  bind: (value: unknown) => string,
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
