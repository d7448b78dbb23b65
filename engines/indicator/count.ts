import { createHash } from 'node:crypto'
import { dayOf, monthBefore } from '#kernel/clock'
import type { Database, Tx } from '#kernel/database'
import { on } from '#kernel/event'
import { gauge } from '#kernel/metric'
import type { AnyCase } from '#engines/case'
import { casesByIds } from '#engines/case/run'
import { tableOf, type Register } from '#engines/register'
import { heldByIds } from '#engines/register/run'
import type { Indicator, Sums } from './index.ts'

export type Indicators = ReadonlyMap<string, Indicator>

/** What one row gives to an indicator, and where. */
interface Part extends Sums {
  /** The month of a flow; empty for a level. */
  month: string
  within: string | null
  agency: string | null
  region: string | null
}

/** Whether an indicator is counted from cases. */
export const isCase = (indicator: Indicator) => indicator.of.kind === 'case'

/** What rows give now, by row. A row that gives nothing has no part. */
async function partsNow(tx: Tx, indicator: Indicator, ids: readonly string[]): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>()
  const take = (id: string, row: unknown, place: Omit<Part, 'month' | 'value' | 'among'>) => {
    const given = indicator.gives(row as never)
    const day = indicator.on ? indicator.on(row as never) : ''
    if (given === null || day === null) return
    const value = typeof given === 'number' ? given : Number(given)
    parts.set(id, { ...place, month: day.slice(0, 7), value, among: 1 })
  }
  if (isCase(indicator)) {
    for (const { row, record } of await casesByIds(tx, indicator.of as AnyCase, ids)) {
      const { within, agency, region } = row
      take(row.id, { ...row, record }, { within, agency, region })
    }
  } else {
    for (const row of (await heldByIds(tx, indicator.of as Register, ids)).values())
      take(row.id, row, { within: null, agency: row.agency, region: row.region })
  }
  return parts
}

/** Counts rows anew: what each gave before is taken out of the sums, what it gives now is put in. */
async function count(tx: Tx, indicator: Indicator, ids: readonly string[]) {
  const now = await partsNow(tx, indicator, ids)
  for (const id of [...ids].toSorted()) {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${indicator.name}:${id}`])
    const [before] = await tx.query<Part>(
      'select month, within, agency, region, value, among from measure.part where indicator = $1 and subject = $2',
      [indicator.name, id],
    )
    const after = now.get(id)
    if (before && after && same(before, after)) continue
    if (before) await add(tx, indicator, before, -1)
    if (after) {
      await add(tx, indicator, after, 1)
      await tx.query(
        `insert into measure.part (indicator, subject, month, within, agency, region, value, among) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (indicator, subject) do update set month = excluded.month, within = excluded.within, agency = excluded.agency,
           region = excluded.region, value = excluded.value, among = excluded.among`,
        [indicator.name, id, after.month, after.within, after.agency, after.region, after.value, after.among],
      )
    } else if (before)
      await tx.query('delete from measure.part where indicator = $1 and subject = $2', [indicator.name, id])
  }
}

const same = (a: Part, b: Part) =>
  a.month === b.month &&
  a.within === b.within &&
  a.agency === b.agency &&
  a.region === b.region &&
  a.value === b.value &&
  a.among === b.among

const add = (tx: Tx, { name }: Indicator, part: Part, sign: 1 | -1) =>
  tx.query(
    `insert into measure.sum (indicator, month, within, agency, region, value, among) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (indicator, month, within, agency, region) do update set value = measure.sum.value + excluded.value, among = measure.sum.among + excluded.among`,
    [name, part.month, part.within, part.agency, part.region, sign * part.value, sign * part.among],
  )

/** Whatever changes a row has it counted: in the same transaction, or noted for the job. */
export function countOnChange(indicators: Indicators) {
  const over = (kind: string, name: string) =>
    [...indicators.values()].filter((one) => one.of.kind === kind && one.of.name === name)
  for (const kind of [
    'register.created',
    'register.amended',
    'case.opened',
    'case.acted',
    'case.followed',
    'case.relit',
  ])
    on(kind, 'count-indicators', async (tx, event) => {
      const [name, id] = event.subject.split(':') as [string, string]
      const found = over(kind.split('.')[0] as string, name)
      if (found.length === 0) return
      await tx.as({ all: 'on' })
      for (const indicator of found) {
        if (indicator.counted === 'at-once') await count(tx, indicator, [id])
        else
          await tx.query('insert into measure.stale (indicator, subject) values ($1, $2) on conflict do nothing', [
            indicator.name,
            id,
          ])
      }
    })
}

/** Counts what was noted, a batch a transaction; several processes may share the work. @returns how many rows */
export async function countStale(database: Database, indicators: Indicators, most = 500): Promise<number> {
  return database.write({ all: 'on' }, async (tx) => {
    const noted = await tx.query<{ indicator: string; subject: string }>(
      `delete from measure.stale where (indicator, subject) in (select indicator, subject from measure.stale order by indicator, subject limit $1 for update skip locked) returning indicator, subject`,
      [most],
    )
    for (const [name, rows] of Map.groupBy(noted, (row) => row.indicator)) {
      const indicator = indicators.get(name)
      if (indicator)
        await count(
          tx,
          indicator,
          rows.map((row) => row.subject),
        )
    }
    return noted.length
  })
}

/** Measures how many changed rows wait to be counted; beyond ten thousand it says ten thousand. */
export function watchStale(database: Database) {
  gauge('city_indicator_rows_stale', 'changed rows that wait to be counted', async () => {
    const [found] = await database.read<{ rows: number }>(
      { all: 'on' },
      'select count(*)::int as rows from (select 1 from measure.stale limit 10000) s',
    )
    return [[{}, found?.rows ?? 0]]
  })
}

/** An indicator that is new, or whose formula has changed, is counted over every row there is, by the job. */
export async function declareIndicators(database: Database, indicators: Indicators, now: Date) {
  for (const indicator of indicators.values()) {
    const { name, title, unit, formula, says, of } = indicator
    const print = createHash('sha256')
      .update([of.kind, of.name, formula, String(indicator.gives), String(indicator.on)].join('\n'))
      .digest('hex')
    const [rows, values] = isCase(indicator)
      ? ['select id from casework.case where kind = $2', [name, of.name]]
      : [`select id from ${tableOf(of as Register)}`, [name]]
    await database.write({ all: 'on' }, async (tx) => {
      const [any] = await tx.query(`select $1::text from (${rows as string} limit 1) r`, values as string[])
      const taken = any ? lastMonth(now) : beforeAll
      const changed = await tx.query(
        `insert into measure.indicator (name, title, unit, formula, says, print, taken, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (name) do update set title = $2, unit = $3, formula = $4, says = $5, print = $6, at = $8 where measure.indicator.print <> $6
         returning name`,
        [name, title, unit, formula, says, print, taken, now],
      )
      if (changed.length === 0) return
      await tx.query(
        `insert into measure.stale (indicator, subject) select $1, id from (${rows as string}) r on conflict do nothing`,
        values as string[],
      )
    })
  }
}

/** Where there is no row yet, no month has been missed. */
const beforeAll = '1970-01'

const lastMonth = (now: Date) => monthBefore(dayOf(now))

/** Keeps every level as it stood when the month ended; done once a month, by whoever looks first. */
export async function takeLevels(database: Database, indicators: Indicators, now: Date) {
  const month = lastMonth(now)
  const [due] = await database.read({ all: 'on' }, 'select 1 from measure.indicator where taken < $1 limit 1', [month])
  if (!due) return
  await database.write({ all: 'on' }, async (tx) => {
    const taking = await tx.query<{ name: string }>(
      'update measure.indicator set taken = $1 where taken < $1 returning name',
      [month],
    )
    const levels = taking.map((row) => row.name).filter((name) => indicators.has(name) && !indicators.get(name)?.on)
    await tx.query(
      `insert into measure.level (indicator, month, within, agency, region, value, among)
       select indicator, $1, within, agency, region, value, among from measure.sum where indicator = any($2::text[]) and (value <> 0 or among <> 0)`,
      [month, levels],
    )
  })
}
