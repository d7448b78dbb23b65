import { asking } from '#kernel/database'
import { columns, withRows } from './attested.ts'
import { leafOf, type Evidence } from './leaf.ts'
import { placeIn, type Archive } from './receipts.ts'

type Held = Omit<Evidence, 'rows'> & { size: number; leaves: number }

/** The events of a list that are said to be final and are not what was: by id. Cost: a page's leaves, however long the log. */
export async function alteredAmong(
  archive: Archive,
  events: readonly { id: string; state: string }[],
): Promise<ReadonlySet<string>> {
  const ids = events.filter(({ state }) => state === 'final').map(({ id }) => id)
  if (ids.length === 0) return new Set()
  const ask = asking(archive.database)
  const found = await ask<Held & Record<string, unknown>>(
    `select ${columns}, c.size, c.leaves from kernel.event e join lateral
       (select size, leaves from ledger.checkpoint where (xid, event) >= (e.xid, e.id) order by xid, event limit 1) c on true
     where e.id = any($1::uuid[]) and e.salt is not null`,
    [ids],
  )
  const altered = new Set<string>()
  for (const [size, held] of Map.groupBy(await withRows(ask, archive.sources, found), (one) => one.size)) {
    const from = size - (held[0]?.leaves ?? 0)
    const hashes = Buffer.from(archive.trees['sha-256'].leaves(from, size, size))
    for (const event of held)
      if (placeIn(hashes, leafOf(archive.origin, event).hashes['sha-256']) < 0) altered.add(event.id)
  }
  return altered
}
