import { newId, type Database, type Scope, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { bearerOf, fingerprint, newToken } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { faults } from './faults.ts'
import type { Code, Purpose } from './index.ts'

/** A device at a door or a counter, with one purpose; it proves itself by a token of its own. */
export interface Scanner {
  id: string
  agency: string
  name: string
  purpose: Purpose
}

/** @throws code/no-such-purpose */
export function purposeOf(code: Code, name: string): Purpose {
  const found = code.purposes.find((purpose) => purpose.name === name)
  if (!found) throw faults['no-such-purpose']()
  return found
}

/** Registers a device of the officer's agency. @returns its id, and its token, which is nowhere kept. @throws code/name-taken */
export async function registerScanner(
  tx: Tx,
  at: Date,
  actor: Actor & { person: string },
  of: { agency: string; name: string; purpose: Purpose },
): Promise<{ id: string; token: string }> {
  const [id, token] = [newId(at), newToken()]
  const made = await tx.query(
    'insert into code.scanner (id, agency, name, purpose, token, by, at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (agency, name) where ended_at is null do nothing returning id',
    [id, of.agency, of.name, of.purpose.name, fingerprint(token), actor.person, at],
  )
  if (made.length === 0) throw faults['name-taken']({ name: of.name })
  await told(tx, 'registered', id, at, actor.person, { agency: of.agency, name: of.name, purpose: of.purpose.name })
  return { id, token }
}

/** Ends a device: from its next request on it is nobody. @throws code/no-such-scanner */
export async function endScanner(tx: Tx, at: Date, actor: Actor & { person: string }, id: string) {
  const [ended] = await tx.query(
    'update code.scanner set ended_at = $2, token = null where id = $1 and ended_at is null returning id',
    [id, at],
  )
  if (!ended) throw faults['no-such-scanner']()
  await told(tx, 'ended', id, at, actor.person, {})
}

const told = (tx: Tx, what: string, id: string, at: Date, actor: string, about: Record<string, unknown>) =>
  publish(tx, { kind: `scanner.${what}`, actor, subject: `scanner:${id}`, at, about })

/** The devices in use that a scope reaches, with what each did today; at most 500. */
export const listScanners = (database: Database, scope: Scope, today: Date) =>
  database.read<{
    id: string
    agency: string
    name: string
    purpose: string
    at: Date
    seenAt: Date | null
    today: number
  }>(
    scope,
    `select s.id, s.agency, s.name, s.purpose, s.at, s.seen_at as "seenAt",
       (select count(*)::int from code.scan c where c.scanner = s.id and c.at >= $1) as today
     from code.scanner s where s.ended_at is null order by s.agency, s.name limit 500`,
    [today],
  )

/** The device that a token proves. @throws code/not-a-scanner */
export async function scannerOf(
  database: Database,
  code: Code,
  authorization: string | undefined,
  now: Date,
): Promise<Scanner> {
  const given = bearerOf(authorization)
  if (!given) throw faults['not-a-scanner']()
  const [found] = await database.read<{ id: string; agency: string; name: string; purpose: string; seen: Date | null }>(
    { all: 'on' },
    'select id, agency, name, purpose, seen_at as seen from code.scanner where token = $1 and ended_at is null',
    [fingerprint(given)],
  )
  if (!found) throw faults['not-a-scanner']()
  if (!found.seen || now.getTime() - found.seen.getTime() > 60_000)
    await database.write({ all: 'on' }, (tx) =>
      tx.query('update code.scanner set seen_at = $2 where id = $1', [found.id, now]),
    )
  return { ...found, purpose: purposeOf(code, found.purpose) }
}
