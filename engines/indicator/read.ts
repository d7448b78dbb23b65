import type { Database, Row } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import { branchesOf, eitherOf, reachOf, scopeOf } from '#engines/identity/run'
import { countableOf, indicatorsOf } from './count.ts'
import { faults } from './faults.ts'
import { numberOf, type Formula, type Indicator, type Sums } from './index.ts'

/** What a reading is asked for. */
export interface Asked {
  /** One line a value; without it one line for all. */
  per?: 'agency' | 'region' | undefined
  /** Only within this row, for instance one plan; rows that lie within nothing always count. */
  within?: string | undefined
  /** A month, YYYY-MM: a flow's own, or a level as it stood at its end. Without it a level is as it stands now and a flow is all there was. */
  month?: string | undefined
}

export interface Reading {
  key: string | null
  number: number | null
  value: number
  among: number
}

const scoped = (actor: Actor, name: string, bind: (value: unknown) => string) => {
  const reach = reachOf(actor, { kind: 'indicator', name }, 'read')
  const branches = branchesOf(actor, reach, { agency: 't.agency', region: 't.region' }, bind)
  if (branches.length === 0) throw faults['not-found']({ name })
  return { scope: scopeOf(actor, reach), where: eitherOf(branches) }
}

/** Reads an indicator as far as a person may see it. @throws indicator/not-found */
export async function readIndicator(
  database: Database,
  indicator: Indicator,
  actor: Actor,
  { per, within, month }: Asked,
): Promise<Reading[]> {
  const values: unknown[] = [indicator.name]
  const bind = (value: unknown) => `$${values.push(value)}`
  const { scope, where } = scoped(actor, indicator.name, bind)
  const table = month && !indicator.on ? 'measure.level' : 'measure.sum'
  const among = [
    `t.indicator = $1 and ${where}`,
    ...(within ? [`(t.within is null or t.within = ${bind(within)})`] : []),
    ...(month ? [`t.month = ${bind(month)}`] : []),
  ].join(' and ')
  const key = per ? `t.${per}` : 'null::text'
  const rows = await database.read<Sums & { key: string | null }>(
    scope,
    `select ${key} as key, sum(t.value)::float8 as value, sum(t.among)::float8 as among from ${table} t where ${among} group by 1 order by 1`,
    values,
  )
  const made = rows.map((row) => ({ ...row, number: numberOf(indicator.formula, row) }))
  return per || made.length > 0
    ? made
    : [{ key: null, value: 0, among: 0, number: numberOf(indicator.formula, { value: 0, among: 0 }) }]
}

/** An indicator month by month, oldest first: a flow's months, or how a level stood at each month's end. @throws indicator/not-found */
export async function historyOf(
  database: Database,
  indicator: Indicator,
  actor: Actor,
  within: string | undefined,
): Promise<{ month: string; number: number | null }[]> {
  const values: unknown[] = [indicator.name]
  const bind = (value: unknown) => `$${values.push(value)}`
  const { scope, where } = scoped(actor, indicator.name, bind)
  const inside = within ? ` and (t.within is null or t.within = ${bind(within)})` : ''
  const rows = await database.read<Sums & { month: string }>(
    scope,
    `select t.month, sum(t.value)::float8 as value, sum(t.among)::float8 as among from ${indicator.on ? 'measure.sum' : 'measure.level'} t
     where t.indicator = $1 and ${where}${inside} group by 1 order by 1 desc limit 120`,
    values,
  )
  return rows.map((row) => ({ month: row.month, number: numberOf(indicator.formula, row) })).toReversed()
}

/** One row behind a number: what it gave, and where it is read. */
interface Behind {
  id: string
  value: number
  title: string
  path: string
}

/** Rows a page, and how many pages of parts one request looks through for them. */
const page = 100
const mostPages = 10

/**
 * The rows behind a number, each with what it gave: only those that a person may also read one by one, a hundred a page.
 * A request looks past a thousand parts at the most: where nearly all rows may not be read its page is short, even empty,
 * and `next` tells where to go on; null at the end. @throws indicator/not-found
 */
export async function rowsBehind(
  database: Database,
  indicator: Indicator,
  actor: Actor,
  asked: {
    agency?: string | undefined
    region?: string | undefined
    within?: string | undefined
    month?: string | undefined
    after?: string | undefined
  },
): Promise<{ rows: Behind[]; next: string | null }> {
  const values: unknown[] = [indicator.name]
  const bind = (value: unknown) => `$${values.push(value)}`
  const { scope, where } = scoped(actor, indicator.name, bind)
  const among = [
    `t.indicator = $1 and ${where}`,
    ...(asked.agency ? [`t.agency = ${bind(asked.agency)}`] : []),
    ...(asked.region ? [`t.region = ${bind(asked.region)}`] : []),
    ...(asked.within ? [`(t.within is null or t.within = ${bind(asked.within)})`] : []),
    ...(asked.month && indicator.on ? [`t.month = ${bind(asked.month)}`] : []),
  ].join(' and ')
  const { path, titles: titlesOf } = countableOf(database, indicator)
  const rows: Behind[] = []
  let after = asked.after
  for (let pages = 0; pages < mostPages; pages += 1) {
    const past = after ? ` and t.subject > $${values.length + 1}::uuid` : ''
    const parts = await database.read<{ id: string; value: number }>(
      scope,
      `select t.subject as id, t.value::float8 as value from measure.part t where ${among}${past} order by t.subject limit ${page + 1}`,
      after ? [...values, after] : values,
    )
    const ids = parts.map((part) => part.id)
    const titles = await titlesOf(houseOf(database), indicator.of, actor, ids)
    for (const part of parts) {
      const title = titles.get(part.id)
      if (title !== undefined) rows.push({ ...part, title, path: path(indicator.of, part.id) })
    }
    if (rows.length > page) return { rows: rows.slice(0, page), next: rows[page - 1]?.id ?? null }
    after = ids.at(-1)
    if (parts.length <= page) return { rows, next: null }
  }
  return { rows, next: after ?? null }
}

/** An indicator that was declared once and is no more: its name, and the last number that was counted. */
export interface Withdrawn {
  name: string
  title: string
  unit: string
  number: number | null
  at: Date
}

/** Reads an indicator that nobody declares any more, for whoever may read any indicator anywhere. */
export async function withdrawnIndicator(
  database: Database,
  name: string,
  actor: Actor,
  within: string | undefined,
): Promise<Withdrawn | undefined> {
  const indicators = indicatorsOf(database)
  const sees = [...indicators.values()].some((one) => reachOf(actor, one, 'read').has('all'))
  if (!sees || indicators.has(name)) return undefined
  const [found] = await database.read<Row & { title: string; unit: string; formula: Formula; at: Date } & Sums>(
    { all: 'on' },
    `select i.title, i.unit, i.formula, i.at, coalesce(sum(s.value), 0)::float8 as value, coalesce(sum(s.among), 0)::float8 as among
     from measure.indicator i left join measure.sum s on s.indicator = i.name and (s.within is null or $2::uuid is null or s.within = $2)
     where i.name = $1 group by i.name`,
    [name, within ?? null],
  )
  return found && { name, title: found.title, unit: found.unit, number: numberOf(found.formula, found), at: found.at }
}
