import type { Row, Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { digest } from '#engines/crypto'
import { nobody } from '#engines/identity'
import { directoryOf } from '#engines/identity/run'
import { columnOf, tableOf, type Register } from '#engines/register'
import { change, heldByIds, type By } from '#engines/register/run'
import { checkPackage, type KnownOf } from './check/check.ts'
import type { Report, Stage } from './check/points.ts'
import { collect } from './collect.ts'
import type { Archive } from './index.ts'
import { writePackage } from './pack/write.ts'

/** Packages at once. */
const some = 10
const dayMs = 86_400_000

const platform = (at: Date): By => ({ actor: { ...nobody, name: '平台' }, at }) as By
type Item = Row & { id: string }

/** What the register says of an item, as its metadata must say it too; and whether its series has gaps. */
export async function knownOf(tx: Tx, archive: Archive, row: Item, sum?: string): Promise<KnownOf> {
  const { says: of, of: register } = archive
  const { twice, gaps } = await seriesOf(tx, register, row)
  const holder = directoryOf(tx).agencies.get(String(row[of.holder]))?.name ?? String(row[of.holder])
  const named = (['title', 'fonds', 'category', 'year', 'retention', 'closedOn'] as const).map((name) => [
    name,
    String(row[of[name]] ?? ''),
  ])
  return {
    ...(sum && { digest: sum }),
    items: new Map([[String(row[of.number]), { ...Object.fromEntries(named), holder }]]),
    ...{ twice, gaps },
  }
}

/** Which numbers the series of a row has twice, and which it lacks: the first five of each. */
async function seriesOf(tx: Tx, { counts, ...register }: Register, row: Row): Promise<Pick<KnownOf, 'twice' | 'gaps'>> {
  if (!counts) return { twice: [], gaps: [] }
  const among = counts.among.map((name, i) => `${columnOf(name)} = $${i + 1}`).join(' and ')
  const [found] = await tx.query<{ twice: string[]; gaps: string[] }>(
    `with series as (select ${columnOf(counts.field)} as n from ${tableOf(register)} where ${among})
     select array(select n::text from series group by n having count(*) > 1 order by n limit 5) as twice,
       array(select g::text from generate_series(1, (select max(n) from series)) g where not exists (select 1 from series where n = g) order by g limit 5) as gaps`,
    counts.among.map((name) => row[name]),
  )
  return found ?? { twice: [], gaps: [] }
}

/** Notes a report on a row and its package. */
async function note(tx: Tx, archive: Archive, row: Item, report: Report) {
  await tx.query('update archive.package set report = $2, checked_at = $3 where id = $1', [
    ...[row.id, JSON.stringify(report), report.at],
  ])
  await change(tx, archive.of, row as never, { [archive.says.checked]: report.result } as never, platform(report.at))
  const wrong = report.found.filter(({ result }) => result === 'wrong').map(({ code }) => code)
  await publish(tx, {
    ...{ kind: 'archive.checked', actor: 'platform', subject: `archive:${row.id}`, at: report.at },
    about: { stage: report.stage, result: report.result, wrong },
  })
}

/** Makes the packages of rows that have none yet. @returns how many */
export const file = (house: House, at: Date): Promise<number> =>
  house.database.write({ all: 'on' }, async (tx) => {
    const waiting = await tx.query<{ id: string; part: string }>(
      `select id, part from archive.package where state = 'waiting' order by id limit ${some} for update skip locked`,
    )
    for (const { id, part } of waiting) {
      const found = await itemOf(tx, part, id)
      if (!found) continue
      const content = writePackage([await collect(tx, found.archive, found.row, at)])
      const sum = digest('sha-256', content).toString('hex')
      await tx.query(`update archive.package set state = 'kept', content = $2, digest = $3, size = $4 where id = $1`, [
        ...[id, content, sum, content.length],
      ])
      await publish(tx, {
        ...{ kind: 'archive.filed', actor: 'platform', subject: `archive:${id}`, at },
        about: { record: `${found.archive.of.name}:${id}`, digest: sum, size: content.length },
      })
      await note(
        tx,
        found.archive,
        found.row,
        await checkPackage(content, await knownOf(tx, found.archive, found.row, sum), 'GD', at),
      )
    }
    return waiting.length
  })

async function itemOf(tx: Tx, part: string, id: string): Promise<{ archive: Archive; row: Item } | undefined> {
  const archive = houseOf(tx).parts<Archive>('archive').get(part)
  if (!archive) return undefined
  tx.holds([id])
  const row = (await heldByIds(tx, archive.of, [id])).get(id) as unknown as Item | undefined
  return row && { archive, row }
}

/** Checks one package as it lies there now. */
export async function checkOne(
  tx: Tx,
  archive: Archive,
  id: string,
  stage: Stage,
  at: Date,
): Promise<Report | undefined> {
  const [kept] = await tx.query<{ content: Buffer; digest: string }>(
    `select content, digest from archive.package where id = $1 and state = 'kept' for update`,
    [id],
  )
  const found = kept && (await itemOf(tx, archive.name, id))
  if (!kept || !found) return undefined
  const report = await checkPackage(kept.content, await knownOf(tx, archive, found.row, kept.digest), stage, at)
  await note(tx, archive, found.row, report)
  return report
}

/** Looks at packages again that were not looked at for so long. @returns how many */
export const lookAgain = (house: House, at: Date): Promise<number> =>
  house.database.write({ all: 'on' }, async (tx) => {
    let looked = 0
    for (const archive of house.parts<Archive>('archive').values()) {
      const due = await tx.query<{ id: string }>(
        `select p.id from archive.package p join ${tableOf(archive.of)} r on r.id = p.id
         where p.part = $1 and p.state = 'kept' and p.checked_at <= $2 order by p.checked_at limit ${some} for update of p skip locked`,
        [archive.name, new Date(at.getTime() - archive.every * dayMs)],
      )
      for (const { id } of due) await checkOne(tx, archive, id, 'CQ', at)
      looked += due.length
    }
    return looked
  })

/** When there is something to do: at once where a package waits, or when the next is to be looked at again. */
export async function nextLook({ database, parts }: House): Promise<Date | null> {
  const every = Math.min(...[...parts<Archive>('archive').values()].map((one) => one.every))
  if (!Number.isFinite(every)) return null
  const [next] = await database.read<{ at: Date | null }>(
    { all: 'on' },
    `select least((select min(filed_at) from archive.package where state = 'waiting'),
       (select min(checked_at) from archive.package where state = 'kept') + make_interval(days => $1)) as at`,
    [every],
  )
  return next?.at ?? null
}
