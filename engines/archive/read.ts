import { dayOf } from '#kernel/clock'
import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'
import type { Actor } from '#engines/identity'
import { covers, identityFaults, reachOf } from '#engines/identity/run'
import { read, sharing } from '#engines/register/run'
import type { Row } from '#kernel/database'
import type { Report } from './check/points.ts'
import { collect } from './collect.ts'
import { faults } from './faults.ts'
import type { Archive, ArchiveAction } from './index.ts'
import { writePackage } from './pack/write.ts'

interface Kept {
  state: 'waiting' | 'kept' | 'destroyed'
  digest: string | null
  size: string | null
  filedAt: Date
  checkedAt: Date | null
  destroyedAt: Date | null
  report: (Omit<Report, 'at'> & { at: string }) | null
}

/** An archive by its name. @throws archive/no-such-archive */
export function archiveNamed(house: House, name: string): Archive {
  const archive = house.parts<Archive>('archive').get(name)
  if (!archive) throw faults['no-such-archive']()
  return archive
}

/** The same for somebody who may do something with all that their grant reaches. @throws archive/no-such-archive identity/not-granted */
export function archiveFor(house: House, name: string, actor: Actor, action: ArchiveAction): Archive {
  const archive = archiveNamed(house, name)
  if (reachOf(actor, archive, action).size === 0)
    throw identityFaults['not-granted']({ action: { check: '检测', transfer: '移交' }[action], on: archive.title })
  return archive
}

/** How a row's package stands, for whoever may read the row. @throws archive/no-such-archive register/not-found */
export async function packageOf(house: House, { name, id }: { name: string; id: string }, actor: Actor) {
  const archive = archiveNamed(house, name)
  await read(house.database, archive.of, id, actor)
  const [kept] = await house.database.read<Kept>(
    { all: 'on' },
    `select state, digest, size, filed_at as "filedAt", checked_at as "checkedAt", destroyed_at as "destroyedAt", report from archive.package where id = $1 and part = $2`,
    [id, name],
  )
  if (!kept) throw faults['no-such-archive']()
  const { report } = kept
  return {
    ...kept,
    size: kept.size === null ? null : Number(kept.size),
    report: report && { ...report, at: new Date(report.at) },
  }
}

/**
 * A package itself; the reading of it is on record with what it is for.
 * @throws archive/no-such-archive register/not-found archive/not-packed archive/destroyed
 */
export async function contentOf(
  house: House,
  { name, id, purpose }: { name: string; id: string; purpose: string },
  actor: Actor,
): Promise<{ content: Buffer; number: string }> {
  const archive = archiveNamed(house, name)
  const looking = { at: house.clock.now(), purpose }
  const row = (await read(house.database, archive.of, id, actor, looking)) as unknown as Row
  const [kept] = await house.database.read<{ content: Buffer | null; destroyedAt: Date | null }>(
    { all: 'on' },
    'select content, destroyed_at as "destroyedAt" from archive.package where id = $1 and part = $2',
    [id, name],
  )
  if (!kept) throw faults['no-such-archive']()
  if (kept.destroyedAt) throw faults.destroyed({ on: dayOf(kept.destroyedAt) })
  if (!kept.content) throw faults['not-packed']()
  return { content: kept.content, number: String(row[archive.says.number]) }
}

const mostItems = 500
const mostBytes = 200 * 2 ** 20

/**
 * A package for another archive: every item of a holder and a year that was found in order, once more out of what is kept. Each
 * is read for that, on record. @throws archive/nothing-to-hand-over archive/too-many-to-hand-over register/not-found
 */
export async function transferOf(
  house: House,
  archive: Archive,
  of: { holder: string; year: number; purpose: string },
  actor: Actor,
) {
  const { says } = archive
  const reach = reachOf(actor, archive, 'transfer')
  if (!covers(actor, reach, { agency: of.holder, region: null, person: null })) throw faults['nothing-to-hand-over']()
  return house.database.write({ all: 'on' }, async (tx) => {
    const found = (await sharing(tx, archive.of, {
      [says.holder]: of.holder,
      [says.year]: of.year,
    })) as unknown as (Row & {
      id: string
    })[]
    const kept = await tx.query<{ id: string; size: string }>(
      `select id, size from archive.package where id = any($1::uuid[]) and state = 'kept'`,
      [found.map(({ id }) => id)],
    )
    const there = new Set(kept.map(({ id }) => id))
    const rows = found.filter((row) => there.has(row.id) && row[says.checked] !== 'wrong')
    if (rows.length === 0) throw faults['nothing-to-hand-over']()
    if (rows.length > mostItems || kept.reduce((sum, { size }) => sum + Number(size), 0) > mostBytes)
      throw faults['too-many-to-hand-over']({ most: mostItems })
    const at = house.clock.now()
    const items = []
    for (const row of rows) {
      await read(house.database, archive.of, row.id, actor, { at, purpose: of.purpose })
      items.push(await collect(tx, archive, row, at))
    }
    await publish(tx, {
      ...{ kind: 'archive.transferred', actor: actor.person ?? 'platform', subject: `archive:${archive.name}`, at },
      about: { ...of, count: rows.length },
    })
    return { content: writePackage(items), count: rows.length }
  })
}
