import type { Database } from '#kernel/database'
import type { Filters } from './listing.ts'

const standing = 'kind, agency, region, state, signal, open, fact'

/**
 * Folds what has changed into the sums; a process that finds another at it leaves it to that one. Readers add both, so
 * nobody sees a difference.
 * @returns how many changes were folded
 */
export const foldTally = (database: Database): Promise<number> =>
  database.write({ all: 'on' }, async (tx) => {
    const [mine] = await tx.query<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('casework.tally')) as mine`,
    )
    if (!mine?.mine) return 0
    const [folded] = await tx.query<{ count: number }>(
      `with taken as (delete from casework.tally_change returning ${standing}, amount),
       summed as (insert into casework.tally as t (${standing}, amount)
         select ${standing}, sum(amount) from taken group by ${standing} order by ${standing}
         on conflict (${standing}) do update set amount = t.amount + excluded.amount)
       select count(*)::int as count from taken`,
    )
    return folded?.count ?? 0
  })

/** The sums, with what is not folded yet, as a table that a board's conditions can be put to. */
export const tallyTable = `(select ${standing}, case when open then null else true end as closed_at, amount from casework.tally
  union all select ${standing}, case when open then null else true end, amount from casework.tally_change)`

/** What the sums know of a case: what asks for no more is read from them, whatever the city holds. */
export const summedBy: ReadonlySet<string> = new Set(['agency', 'region', 'state'])
const summedFilters = new Set(['state', 'signal', 'agency', 'region', 'mine', 'open'])

/** Whether the sums know the filters; they know whom a case belongs to, not who else is assigned to it. */
export const sumsKnow = (asked: Filters): boolean =>
  Object.entries(asked).every(([name, value]) => value === undefined || summedFilters.has(name))

/** How many cases there are, from the sums, as an expression. @param conditions on the table alias `t`, their values bound */
export const countBySums = (conditions: readonly string[]): string =>
  `select coalesce(sum(t.amount), 0) from ${tallyTable} t where ${["t.fact = ''", ...conditions].join(' and ')}`
