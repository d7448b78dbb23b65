import { alteredAmong } from './altered.ts'
import type { Archive } from './receipts.ts'

/** What is asked of the events; everything given must hold. */
export interface AskedEvents {
  subject?: string | undefined
  actor?: string | undefined
  kind?: string | undefined
  /** What subjects are called before their colon: any of these. */
  things?: readonly string[] | undefined
  /** Days of the city, both included. */
  from?: string | undefined
  to?: string | undefined
  /** Where the page before ended. */
  after?: string | undefined
  limit: number
}

/** An event as it is listed. */
export interface ListedEvent {
  id: string
  kind: string
  subject: string
  actor: string
  actorName: string | null
  at: Date
  about: Record<string, unknown>
  /** Not in a checkpoint yet, in one that the log signed, in one that a quorum made final; or not what that holds. */
  state: 'waiting' | 'signed' | 'final' | 'altered'
}

/**
 * Events, the newest first.
 * @returns a page and where the next begins
 */
export async function eventsOf(
  archive: Archive,
  { subject, actor, kind, things, from, to, after, limit }: AskedEvents,
): Promise<{ rows: ListedEvent[]; next: string | null }> {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const conditions: string[] = []
  if (subject !== undefined) conditions.push(`e.subject = ${bind(subject)}`)
  if (actor !== undefined) conditions.push(`e.actor = ${bind(actor)}`)
  if (kind !== undefined) conditions.push(`e.kind = ${bind(kind)}`)
  // An id begins with the millisecond of its event.
  if (from) conditions.push(`e.id >= ${bind(idAt(from, 0))}`)
  if (to) conditions.push(`e.id < ${bind(idAt(to, 1))}`)
  if (after !== undefined) conditions.push(`e.id < ${bind(after)}`)
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const newest = `order by e.id desc limit ${limit + 1}`
  // Of several things the newest of each are in the order of an index, all of them are not.
  const events = things
    ? `(select e.* from unnest(${bind(things)}::text[]) as one(thing) cross join lateral
         (select * from kernel.event e ${where ? `${where} and` : 'where'} e.thing = one.thing ${newest}) e)`
    : `(select * from kernel.event e ${where} ${newest})`
  const rows = await archive.database.read<ListedEvent>(
    { all: 'on' },
    `with signed as (select xid, event from ledger.checkpoint order by size desc limit 1),
       final as (select c.xid, c.event from ledger.final f join ledger.checkpoint c using (size) order by f.size desc limit 1)
     select e.id, e.kind, e.subject, e.actor, p.name as "actorName", e.at, e.about,
       case when (e.xid, e.id) <= (final.xid, final.event) then 'final'
            when (e.xid, e.id) <= (signed.xid, signed.event) then 'signed' else 'waiting' end as state
     from ${events} e left join signed on true left join final on true left join identity.person p on p.id::text = e.actor
     ${newest}`,
    values,
  )
  const listed = rows.slice(0, limit)
  // What was changed since is not shown as what a quorum has signed.
  const altered = await alteredAmong(archive, listed)
  const page = listed.map((row) => (altered.has(row.id) ? { ...row, state: 'altered' as const } : row))
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** Every event that is asked for, a page at a time, the newest first. */
export async function* eventsWhole(archive: Archive, asked: Omit<AskedEvents, 'after' | 'limit'>) {
  for (let after: string | undefined; ;) {
    const { rows, next } = await eventsOf(archive, { ...asked, after, limit: 1000 })
    if (rows.length > 0) yield rows
    if (next === null) return
    after = next
  }
}

/** The least id of a day of the city, or of one so many days later. @source RFC 9562 5.7 */
function idAt(day: string, later: number): string {
  const moment = Date.parse(`${day}T00:00:00+08:00`) + later * 86_400_000
  const hex = moment.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
