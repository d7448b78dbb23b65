import { dayOf, plusDays } from '#kernel/clock'
import type { Database, Scope } from '#kernel/database'
import { codesOf } from '#kernel/fault'
import { faults } from '../faults.ts'
import type * as z from 'zod'
import type { applicationFace, applicationWhole, keyFace } from './shape.ts'
import { noKey } from './use.ts'

type Whole = z.input<typeof applicationWhole>

const applicationColumns = `a.id, a.agency, a.name, case when a.stopped_at is null then 'runs' else 'stopped' end as standing, a.token_at as "tokenAt", a.stopped_at as "stoppedAt", a.daily_calls as "dailyCalls", a.daily_bytes::float8 as "dailyBytes", a.at`

/** The applications that a scope reaches, with what today came to; at most 500. */
export const listApplications = (database: Database, scope: Scope, now: Date) =>
  database.read<z.input<typeof applicationFace>>(
    scope,
    `select ${applicationColumns}, coalesce(u.calls, 0)::float8 as calls, coalesce(u.refused, 0)::float8 as refused, coalesce(u.bytes, 0)::float8 as bytes,
       (select count(*)::int from crypto.key k where k.application = a.id) as keys
     from crypto.application a
     left join lateral (select sum(calls) as calls, sum(refused) as refused, sum(bytes) as bytes from crypto.use_day u where u.application = a.id and u.day = $1) u on true
     order by a.agency, a.name limit 500`,
    [dayOf(now)],
  )

const daysShown = 30

/** One application: its keys with their versions, its use by day, its last uses. @throws crypto/no-such-application */
export async function readApplication(
  database: Database,
  { scope, person: reader }: { scope: Scope; person: string },
  id: string,
  now: Date,
) {
  const [application] = await database.read<Omit<Whole, 'since' | 'keys' | 'days' | 'uses' | 'may'>>(
    scope,
    `select ${applicationColumns} from crypto.application a where a.id = $1`,
    [id],
  )
  if (!application) throw faults['no-such-application']()
  const since = plusDays(dayOf(now), 1 - daysShown)
  const [keys, days, uses] = await Promise.all([
    listKeys(database, scope, id, reader),
    database.read<Omit<Whole['days'][number], 'keyName'>>(
      scope,
      `select day, verb, nullif(key, '${noKey}') as key, calls::float8 as calls, refused::float8 as refused, bytes::float8 as bytes from crypto.use_day where application = $1 and day >= $2 order by day desc, verb, key`,
      [id, since],
    ),
    database.read<Omit<Whole['uses'][number], 'why' | 'keyName'>>(
      scope,
      `select id, key, version, verb, bytes::float8 as bytes, outcome, at from crypto.use where application = $1 order by id desc limit 50`,
      [id],
    ),
  ])
  const keyNames = new Map(keys.map((key) => [key.id, key.name]))
  const named = <Used extends { key: string | null }>(one: Used) => ({
    ...one,
    keyName: keyNames.get(one.key ?? '') ?? null,
  })
  const titled = uses.map((use) => ({
    ...named(use),
    why: codesOf(faults).find((fault) => fault.code === use.outcome)?.title ?? null,
  }))
  return { ...application, since, keys, days: days.map(named), uses: titled }
}

type Key = z.input<typeof keyFace>
type Version = Key['versions'][number]

const pemOf = (spki: Buffer) =>
  `-----BEGIN PUBLIC KEY-----\n${spki
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')}\n-----END PUBLIC KEY-----\n`

/** The keys of an application, their versions newest first, with public halves as PEM. */
export async function listKeys(database: Database, scope: Scope, application: string, reader?: string) {
  const [keys, versions] = await Promise.all([
    database.read<Omit<Key, 'versions'>>(
      scope,
      'select id, name, purpose, algorithm, version, at from crypto.key where application = $1 order by id limit 1000',
      [application],
    ),
    database.read<Omit<Version, 'publicKey' | 'doom'> & { key: string; public: Buffer | null }>(
      scope,
      `select v.key, v.version, v.state, v.at, v.retired_at as "retiredAt", v.doomed_by as "doomedBy", v.doomed_at as "doomedAt", v.destroyed_at as "destroyedAt", v.public
       from crypto.key_version v join crypto.key k on k.id = v.key where k.application = $1 order by v.key, v.version desc`,
      [application],
    ),
  ])
  const byKey = Map.groupBy(versions, (one) => one.key)
  return keys.map((key) => ({
    ...key,
    versions: (byKey.get(key.id) ?? []).map(({ key: _, public: spki, ...version }): Version => ({
      ...version,
      doom: version.doomedBy === null ? null : version.doomedBy === reader ? 'mine' : 'another',
      publicKey: spki ? pemOf(spki) : null,
    })),
  }))
}
