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

/** What a row gives now; nothing where it is not asked. */
function partOf(
  indicator: Indicator,
  row: unknown,
  place: Pick<Part, 'within' | 'agency' | 'region'>,
): Part | undefined {
  const given = indicator.gives(row as never)
  const day = indicator.on ? indicator.on(row as never) : ''
  if (given === null || day === null) return undefined
  const { within, agency, region } = place
  return { within, agency, region, month: day.slice(0, 7), value: Number(given), among: 1 }
}

/** Rows of one source as formulas see them, with where they stand. */
async function rowsOf(tx: Tx, of: Indicator['of'], ids: readonly string[]): Promise<Map<string, Standing>> {
  if (of.kind === 'case')
    return new Map(
      (await casesByIds(tx, of as AnyCase, ids)).map(({ row, record }) => [row.id, { ...row, record } as Standing]),
    )
  const rows = await heldByIds(tx, of as Register, ids)
  return new Map([...rows].map(([id, row]) => [id, standing(row)]))
}

interface Standing {
  within: string | null
  agency: string | null
  region: string | null
}

/** A register's row is within nothing. */
const standing = (row: object) => ({ ...row, within: null }) as unknown as Standing

/**
 * Counts rows of one source anew: what each gave before is taken out of the sums, what it gives now is put in.
 * @param isNew nothing was counted of these rows before, and nobody else can see them
 */
async function count(
  tx: Tx,
  indicators: readonly Indicator[],
  ids: readonly string[],
  read: () => Promise<ReadonlyMap<string, Standing>>,
  isNew = false,
) {
  const known = new Map<string, Part>()
  const names = indicators.map((indicator) => indicator.name)
  if (!isNew) {
    const locks = names.flatMap((name) => ids.map((id) => `${name}:${id}`)).toSorted()
    await tx.query('select pg_advisory_xact_lock(hashtextextended(k, 0)) from unnest($1::text[]) k', [locks])
    const parts = await tx.query<Part & { indicator: string; subject: string }>(
      `select indicator, subject, month, within, agency, region, value, among from measure.part
       where indicator = any($1::text[]) and subject = any($2::uuid[])`,
      [names, ids],
    )
    for (const { indicator, subject, ...part } of parts) known.set(`${indicator}:${subject}`, part)
  }
  // Only now: what is read before the lock may be older than what was counted last.
  const rows = await read()
  for (const indicator of indicators) {
    for (const id of ids) {
      const before = known.get(`${indicator.name}:${id}`)
      const row = rows.get(id)
      const after = row && partOf(indicator, row, row)
      if (before && after && same(before, after)) continue
      if (before) put(tx, indicator, before, -1)
      if (after) {
        put(tx, indicator, after, 1)
        tx.add('measure.part', { indicator: indicator.name, subject: id, ...after }, { key: ['indicator', 'subject'] })
      } else if (before)
        await tx.query('delete from measure.part where indicator = $1 and subject = $2', [indicator.name, id])
    }
  }
}

const same = (a: Part, b: Part) =>
  a.month === b.month &&
  a.within === b.within &&
  a.agency === b.agency &&
  a.region === b.region &&
  a.value === b.value &&
  a.among === b.among

/** Puts a part into the sums, or takes it out of them. */
const put = (tx: Tx, { name: indicator }: Indicator, { value, among, ...place }: Part, sign: 1 | -1) =>
  tx.add(
    'measure.sum',
    { indicator, ...place, value: sign * value, among: sign * among },
    { key: ['indicator', 'month', 'within', 'agency', 'region'], sums: ['value', 'among'] },
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
      const [now, later] = [found.filter(atOnce), found.filter((one) => !atOnce(one))]
      if (now.length > 0) {
        const isNew = kind === 'register.created' || kind === 'case.opened'
        const held = event.held as Standing
        const row = kind.startsWith('case.') ? held : standing(held)
        await count(tx, now, [id], async () => new Map([[id, row]]), isNew)
      }
      for (const { name: indicator } of later)
        tx.add('measure.stale', { indicator, subject: id }, { key: ['indicator', 'subject'] })
    })
}

const atOnce = (indicator: Indicator) => indicator.counted === 'at-once'

/** Counts what was noted, a batch a transaction; several processes may share the work. @returns how many rows */
export async function countStale(database: Database, indicators: Indicators, most = 500): Promise<number> {
  return database.write({ all: 'on' }, async (tx) => {
    const noted = await tx.query<{ indicator: string; subject: string }>(
      `delete from measure.stale where (indicator, subject) in (select indicator, subject from measure.stale order by indicator, subject limit $1 for update skip locked) returning indicator, subject`,
      [most],
    )
    for (const [name, rows] of Map.groupBy(noted, (row) => row.indicator)) {
      const indicator = indicators.get(name)
      const ids = rows.map((row) => row.subject).toSorted()
      if (indicator) await count(tx, [indicator], ids, () => rowsOf(tx, indicator.of, ids))
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
