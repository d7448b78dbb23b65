import type { Database } from '#kernel/database'

/** What is asked of the events; everything given must hold. */
export interface AskedEvents {
  subject?: string | undefined
  actor?: string | undefined
  kind?: string | undefined
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
  /** Not in a checkpoint yet, in one that the log signed, or in one that a quorum made final. */
  state: 'waiting' | 'signed' | 'final'
}

/**
 * Events, the newest first.
 * @returns a page and where the next begins
 */
export async function eventsOf(
  database: Database,
  { subject, actor, kind, from, to, after, limit }: AskedEvents,
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
  const rows = await database.read<ListedEvent>(
    { all: 'on' },
    `with signed as (select xid, event from ledger.checkpoint order by size desc limit 1),
       final as (select c.xid, c.event from ledger.final f join ledger.checkpoint c using (size) order by f.size desc limit 1)
     select e.id, e.kind, e.subject, e.actor, p.name as "actorName", e.at, e.about,
       case when (e.xid, e.id) <= (final.xid, final.event) then 'final'
            when (e.xid, e.id) <= (signed.xid, signed.event) then 'signed' else 'waiting' end as state
     from kernel.event e left join signed on true left join final on true left join identity.person p on p.id::text = e.actor
     ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
     order by e.id desc limit ${limit + 1}`,
    values,
  )
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

/** The least id of a day of the city, or of one so many days later. @source RFC 9562 5.7 */
function idAt(day: string, later: number): string {
  const moment = Date.parse(`${day}T00:00:00+08:00`) + later * 86_400_000
  const hex = moment.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
