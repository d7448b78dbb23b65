import type { Database, Scope } from '#kernel/database'
import { livesSeconds } from './index.ts'

/** What waits for a holder's answer, the oldest first. */
export const asksOf = (database: Database, holder: string, now: Date) =>
  database.read<{ id: string; purpose: string; agency: string; place: string; until: Date }>(
    { person: holder },
    `select s.scan as id, s.purpose, s.agency, s.place, s.until from code.shown s join code.scan c on c.id = s.scan
     where s.holder = $1 and s.until > $2 and c.state = 'asked' and s.scan > $3 order by s.scan limit 20`,
    [holder, now, firstIdAfter(new Date(now.getTime() - 600_000))],
  )

/** The last scan of a holder's code, of those that their phone may still show: a phone that hears of it draws a new one. */
export async function lastScanOf(database: Database, holder: string, now: Date): Promise<string | null> {
  const [last] = await database.read<{ scan: string }>(
    { person: holder },
    'select scan from code.shown where holder = $1 and scan > $2 order by scan desc limit 1',
    [holder, firstIdAfter(new Date(now.getTime() - livesSeconds * 1000))],
  )
  return last?.scan ?? null
}

/** The first id that could be made at an instant: what is older is not looked through. @source RFC 9562 5.7 */
const firstIdAfter = (at: Date) =>
  at
    .getTime()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2-0000-0000-000000000000')

/** Where a holder's code was scanned and what was told, the newest first. */
export const recordOf = (database: Database, holder: string, after: string | undefined, now: Date) =>
  database.read<{
    id: string
    at: Date
    agency: string
    place: string
    purpose: string
    offline: boolean
    gave: string[] | null
    by: string | null
    forAnother: boolean
    state: string
  }>(
    { person: holder },
    `select s.scan as id, s.at, s.agency, s.place, s.purpose, s.offline, s.gave, p.name as by, s.person <> s.holder as "forAnother",
       case when c.state = 'asked' and c.until <= $3 then 'over' else c.state end as state
     from code.shown s join code.scan c on c.id = s.scan left join identity.person p on p.id = s.person
     where s.holder = $1 and ($2::uuid is null or s.scan < $2) order by s.scan desc limit 50`,
    [holder, after ?? null, now],
  )

/** What an agency's scanners did, the newest first: when, for what, with what outcome; never whose code it was. */
export const scansOf = (database: Database, scope: Scope, scanner: string, after: string | undefined, now: Date) =>
  database.read<{ id: string; at: Date; purpose: string; kind: string; offline: boolean; state: string }>(
    scope,
    `select id, at, purpose, kind, offline, case when state = 'asked' and until <= $3 then 'over' else state end as state
     from code.scan where scanner = $1 and ($2::uuid is null or id < $2) order by id desc limit 50`,
    [scanner, after ?? null, now],
  )
