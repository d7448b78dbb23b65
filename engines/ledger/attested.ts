import type { Ask } from '#kernel/database'
import type { Json } from './canonical.ts'
import type { Evidence } from './leaf.ts'

/** Where an engine keeps what an event of its kinds did: rows that are only ever added to. */
export interface EvidenceSource {
  /** Kinds of event, each with the table's name that an auditor is told. */
  kinds: readonly string[]
  /** Those rows, by the event's id; an event without one is attested without. */
  rowsOf: (ask: Ask, events: readonly Omit<Evidence, 'rows'>[]) => Promise<ReadonlyMap<string, Json>>
}

/** A place in the order of leaves: the transaction that wrote an event, and the event. */
export interface Place {
  xid: string
  event: string
}

/** Before every event. */
export const beginning: Place = { xid: '0', event: '00000000-0000-0000-0000-000000000000' }

type Found = Omit<Evidence, 'rows'> & { xid: string }

export const columns = `e.id, e.kind, e.subject, e.actor, e.about, e.salt, e.xid::text as xid,
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`

/**
 * The next events in the order of leaves. Only of transactions older than every one that is under way: among those,
 * nothing is added any more.
 * @param until no event after this place, if given
 */
export async function eventsAfter(
  ask: Ask,
  sources: readonly EvidenceSource[],
  from: Place,
  most: number,
  until?: Place,
): Promise<(Evidence & { xid: string })[]> {
  const end = until ? '(e.xid, e.id) <= ($4::xid8, $5::uuid)' : 'e.xid < pg_snapshot_xmin(pg_current_snapshot())'
  const found = await ask<Found>(
    `select ${columns} from kernel.event e where (e.xid, e.id) > ($1::xid8, $2::uuid) and ${end} order by e.xid, e.id limit $3`,
    [from.xid, from.event, most, ...(until ? [until.xid, until.event] : [])],
  )
  return withRows(ask, sources, found)
}

/** Events with what was written beside them. */
export async function withRows<E extends Omit<Evidence, 'rows'>>(
  ask: Ask,
  sources: readonly EvidenceSource[],
  events: readonly E[],
): Promise<(E & { rows: Json })[]> {
  const rows = new Map<string, Json>()
  for (const { kinds, rowsOf } of sources) {
    const theirs = events.filter(({ kind, salt }) => salt !== null && kinds.includes(kind))
    if (theirs.length > 0) for (const [event, said] of await rowsOf(ask, theirs)) rows.set(event, said)
  }
  return events.map((event) => ({ ...event, rows: rows.get(event.id) ?? null }))
}
