import { asking } from '#kernel/database'
import { beginning, columns, withRows, type Place } from './attested.ts'
import { faults } from './faults.ts'
import { leafOf, type Evidence } from './leaf.ts'
import { leafData } from './receipt.ts'
import type { Archive } from './receipts.ts'

/**
 * What was hashed as the leaves from..to, in the layout that monitors read: of each a length in two bytes, then its data,
 * which holds references and digests alone.
 * @throws ledger/forgotten where a leaf's data was not kept, ledger/does-not-match where the database says something else
 * @source C2SP tlog-tiles, "Log Entries"
 */
export async function entriesOf(archive: Archive, from: number, to: number): Promise<Buffer> {
  const { database, trees, origin, sources } = archive
  const ask = asking(database)
  const [end] = await ask<Place & { size: number }>(
    'select size, xid::text as xid, event from ledger.checkpoint where size >= $1 order by size limit 1',
    [to],
  )
  const [start] = await ask<Place & { size: number }>(
    'select size, xid::text as xid, event from ledger.checkpoint where size <= $1 order by size desc limit 1',
    [from],
  )
  if (!end) throw faults['no-such-size']({ asked: to })
  const place = start ?? { ...beginning, size: 0 }
  const found = await ask<Omit<Evidence, 'rows'> & { kept: Buffer | null }>(
    `select ${columns}, f.data as kept from (
       select * from kernel.event e where (e.xid, e.id) > ($1::xid8, $2::uuid) and (e.xid, e.id) <= ($3::xid8, $4::uuid)
       order by e.xid, e.id offset $5 limit $6
     ) e left join ledger.forgotten f on f.event = e.id order by e.xid, e.id`,
    [place.xid, place.event, end.xid, end.event, from - place.size, to - from],
  )
  const events = await withRows(ask, sources, found)
  const hashes = Buffer.from(trees['sha-256'].leaves(from, to, end.size))
  const parts: Buffer[] = []
  for (const [i, event] of events.entries()) {
    const { salt, kept } = event
    if (salt === null && kept === null) throw faults.forgotten({ reason: '依法删除' })
    const leaf = kept ? undefined : leafOf(origin, event)
    const data = kept ?? Buffer.from(leafData((leaf as NonNullable<typeof leaf>).statement))
    const same = kept !== null || leaf?.hashes['sha-256'].equals(hashes.subarray(32 * i, 32 * i + 32))
    if (!same) throw faults['does-not-match']({ size: end.size })
    const length = Buffer.alloc(2)
    length.writeUInt16BE(data.length)
    parts.push(length, data)
  }
  if (events.length !== to - from) throw faults['does-not-match']({ size: end.size })
  return Buffer.concat(parts)
}
