import { createHash } from 'node:crypto'
import { dayOf, monthBefore } from '#kernel/clock'
import type { Database, Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import type { Hearer } from '#kernel/event'
import { gauge } from '#kernel/metric'
import type { Rooms } from '#kernel/room'
import { countables, type Countable, type Standing } from '#engines/front/run'
import type { Indicator, Sums } from './index.ts'

export type Indicators = ReadonlyMap<string, Indicator>

/** The indicators that a city declares. */
export const indicatorsOf = (city: { rooms: Rooms }): Indicators => houseOf(city).parts<Indicator>('indicator')

/** What one row gives to an indicator, and where. */
interface Part extends Sums {
  /** The month of a flow; empty for a level. */
  month: string
  within: string | null
  agency: string | null
  region: string | null
}

/** How the rows of an indicator's source are counted. */
export function countableOf(city: { rooms: Rooms }, { of }: Pick<Indicator, 'of'>): Countable {
  const found = houseOf(city)
    .given(countables)
    .find(({ kind }) => kind === of.kind)
  if (!found) throw new Error(`no engine has said how a ${of.kind} is counted`)
  return found
}

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

/** What rows give now is put into the sums in place of what they gave before. */
function count(tx: Tx, indicators: readonly Indicator[], ids: readonly string[], rows: ReadonlyMap<string, Standing>) {
  const none = { month: '', within: null, agency: null, region: null, value: null, among: 0 }
  const given = indicators.flatMap((indicator) =>
    ids.map((id) => {
      const row = rows.get(id)
      return { indicator: indicator.name, subject: id, ...((row && partOf(indicator, row, row)) ?? none) }
    }),
  )
  tx.run('select measure.give($1::json)', [JSON.stringify(given)])
}

/** What a row gives of which nothing was counted before, and that nobody else can see; with the others of its transaction. */
function countNew(tx: Tx, indicators: readonly Indicator[], id: string, row: Standing) {
  for (const indicator of indicators) {
    const part = partOf(indicator, row, row)
    if (!part) continue
    tx.add('measure.part', { indicator: indicator.name, subject: id, ...part }, { through: 'measure.give_first' })
  }
}

/** Whatever changes a row has it counted: in the same transaction, or noted for the job. */
export const countsOnChange = (house: House): Hearer[] =>
  house.given(countables).flatMap(({ kind, changes, standing }) => {
    const over = Map.groupBy(
      [...house.parts<Indicator>('indicator').values()].filter(({ of }) => of.kind === kind),
      ({ of }) => of.name,
    )
    return Object.entries(changes).map(([change, isNew]): Hearer => ({
      hears: [change],
      does: async (tx, event) => {
        const [name, id] = event.subject.split(':') as [string, string]
        const found = over.get(name)
        if (!found) return
        const [now, later] = [found.filter(atOnce), found.filter((one) => !atOnce(one))]
        const row = standing(event.held)
        if (isNew) countNew(tx, now, id, row)
        else if (now.length > 0) count(tx, now, [id], new Map([[id, row]]))
        for (const { name: indicator } of later)
          tx.add('measure.stale', { indicator, subject: id }, { key: ['indicator', 'subject'] })
      },
    }))
  })

const atOnce = (indicator: Indicator) => indicator.counted === 'at-once'

/** Counts what was noted, a batch a transaction; several processes may share the work. @returns how many rows */
export async function countStale(database: Database, most = 500): Promise<number> {
  const indicators = indicatorsOf(database)
  return database.write({ all: 'on' }, async (tx) => {
    const noted = await tx.query<{ indicator: string; subject: string }>(
      `delete from measure.stale where (indicator, subject) in (select indicator, subject from measure.stale order by indicator, subject limit $1 for update skip locked) returning indicator, subject`,
      [most],
    )
    for (const [name, rows] of Map.groupBy(noted, (row) => row.indicator)) {
      const indicator = indicators.get(name)
      const ids = rows.map((row) => row.subject).toSorted()
      if (!indicator) continue
      // What is read before its lock may be older than what was counted last.
      await tx.query('select pg_advisory_xact_lock(hashtextextended(k, 0)) from unnest($1::text[]) k', [
        ids.map((id) => `${name}:${id}`),
      ])
      count(tx, [indicator], ids, await countableOf(tx, indicator).rows(tx, indicator.of, ids))
    }
    return noted.length
  })
}

/** Whether any changed row waits to be counted. */
export const someStale = async (database: Database): Promise<boolean> =>
  (await database.read({ all: 'on' }, 'select 1 from measure.stale limit 1')).length > 0

/** Measures how many changed rows wait to be counted; beyond ten thousand it says ten thousand. */
export function watchStale(database: Database) {
  const stale = async () => {
    const [found] = await database.read<{ rows: number }>(
      { all: 'on' },
      'select count(*)::int as rows from (select 1 from measure.stale limit 10000) s',
    )
    return [[{}, found?.rows ?? 0]] as const
  }
  gauge('city_indicator_rows_stale', 'changed rows that wait to be counted', [], stale, database.rooms)
}

/** An indicator that is new, or whose formula has changed, is counted over every row there is, by the job. */
export async function declareIndicators(database: Database, now: Date) {
  for (const indicator of indicatorsOf(database).values()) {
    const { name, title, unit, formula, says, of } = indicator
    const print = createHash('sha256')
      .update([of.kind, of.name, formula, String(indicator.gives), String(indicator.on)].join('\n'))
      .digest('hex')
    const [rows, more] = countableOf(database, indicator).every(of)
    const values = [name, ...more]
    await database.write({ all: 'on' }, async (tx) => {
      const [any] = await tx.query(`select $1::text from (${rows} limit 1) r`, values)
      const taken = any ? lastMonth(now) : beforeAll
      const changed = await tx.query(
        `insert into measure.indicator (name, title, unit, formula, says, print, taken, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (name) do update set title = $2, unit = $3, formula = $4, says = $5, print = $6, at = $8 where measure.indicator.print <> $6
         returning name`,
        [name, title, unit, formula, says, print, taken, now],
      )
      if (changed.length === 0) return
      await tx.query(
        `insert into measure.stale (indicator, subject) select $1, id from (${rows}) r on conflict do nothing`,
        values,
      )
    })
  }
}

/** Where there is no row yet, no month has been missed. */
const beforeAll = '1970-01'

const lastMonth = (now: Date) => monthBefore(dayOf(now))

/** Keeps every level as it stood when the month ended; done once a month, by whoever looks first. */
export async function takeLevels(database: Database, now: Date): Promise<number> {
  const indicators = indicatorsOf(database)
  const month = lastMonth(now)
  const [due] = await database.read({ all: 'on' }, 'select 1 from measure.indicator where taken < $1 limit 1', [month])
  if (!due) return 0
  return database.write({ all: 'on' }, async (tx) => {
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
    return taking.length
  })
}
