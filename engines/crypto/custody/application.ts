import { timingSafeEqual } from 'node:crypto'
import { dayOf, endOf } from '#kernel/clock'
import { combine, newId, type Database, type Tx } from '#kernel/database'
import { bearerOf, fingerprint, newToken } from '#kernel/http'
import { defineRoom } from '#kernel/room'
import { guard } from '../act.ts'
import { faults } from '../faults.ts'

/** Another department's system that uses keys; it proves itself by a token of its own. */
export interface Application {
  id: string
  agency: string
  name: string
  token: string
  stopped: boolean
  dailyCalls: number
  dailyBytes: number
  /** Of today, as counted when the token was looked up. */
  calls: number
  bytes: number
}

const makeToken = () => `yc_${newToken()}`

/** Registers an application. @returns its id, and its token, which is nowhere kept. @throws crypto/name-taken */
export async function makeApplication(
  tx: Tx,
  of: { agency: string; name: string; dailyCalls: number; dailyBytes: number },
  by: string,
  at: Date,
): Promise<{ id: string; token: string }> {
  const [id, token] = [newId(at), makeToken()]
  const made = await tx.query(
    `insert into crypto.application (id, agency, name, token, token_at, daily_calls, daily_bytes, by, at) values ($1, $2, $3, $4, $8, $5, $6, $7, $8) on conflict (agency, name) do nothing returning id`,
    [id, of.agency, of.name, fingerprint(token), of.dailyCalls, of.dailyBytes, by, at],
  )
  if (made.length === 0) throw faults['name-taken']({ name: of.name })
  return { id, token }
}

/** Gives an application a new token; the former one ends at once. @throws crypto/no-such-application */
export async function renewToken(tx: Tx, id: string, at: Date): Promise<string> {
  const token = makeToken()
  const [found] = await tx.query<{ stopped: boolean }>(
    'select stopped_at is not null as stopped from crypto.application where id = $1 for update',
    [id],
  )
  if (!found) throw faults['no-such-application']()
  guard('token', found)
  await tx.query('update crypto.application set token = $2, token_at = $3 where id = $1', [id, fingerprint(token), at])
  return token
}

/** Lets a stopped application have a token again. @throws crypto/no-such-application */
export async function startApplication(tx: Tx, id: string) {
  const done = await tx.query('update crypto.application set stopped_at = null where id = $1 returning id', [id])
  if (done.length === 0) throw faults['no-such-application']()
}

/** Stops an application: it is refused from the next request on, until the authority starts it again and it gets a new token. @throws crypto/no-such-application */
export async function stopApplication(tx: Tx, id: string, at: Date) {
  const done = await tx.query(
    'update crypto.application set token = null, stopped_at = $2 where id = $1 returning id',
    [id, at],
  )
  if (done.length === 0) throw faults['no-such-application']()
}

/** Sets what an application may use in a day. @throws crypto/no-such-application */
export async function setQuota(tx: Tx, id: string, quota: { dailyCalls: number; dailyBytes: number }) {
  const done = await tx.query(
    'update crypto.application set daily_calls = $2, daily_bytes = $3 where id = $1 returning id',
    [id, quota.dailyCalls, quota.dailyBytes],
  )
  if (done.length === 0) throw faults['no-such-application']()
}

type LooksUp = (asked: { token: string; day: string }) => Promise<Application | undefined>
const lookup = defineRoom<LooksUp>('applications')

/** Opens the lane in which a city looks applications up: those of one moment are one statement. */
export const openApplications = (database: Database) => database.rooms.put(lookup, looksUp(database))

const looksUp = (database: Database): LooksUp =>
  combine<{ token: string; day: string }, Application | undefined>(
    async (batch) => {
      const days = [...new Set(batch.map((asked) => asked.day))]
      const found = await database.read<Application & { day: string }>(
        { all: 'on' },
        `select a.id, a.agency, a.name, a.token, a.stopped_at is not null as stopped, a.daily_calls as "dailyCalls", a.daily_bytes as "dailyBytes", d.day,
           coalesce(u.calls, 0)::float8 as calls, coalesce(u.bytes, 0)::float8 as bytes
         from crypto.application a cross join unnest($2::date[]) as d(day)
         left join lateral (select sum(calls) as calls, sum(bytes) as bytes from crypto.use_day u where u.application = a.id and u.day = d.day) u on true
         where a.token = any($1::text[])`,
        [[...new Set(batch.map((asked) => asked.token))], days],
      )
      return batch.map((asked) => found.find((one) => one.token === asked.token && one.day === asked.day))
    },
    { name: 'crypto-applications', rooms: database.rooms },
  )

/**
 * The application that a token proves, within its day's quota. Requests in flight count too; another process's are
 * counted once they are written.
 * @throws crypto/not-an-application, crypto/quota-used-up
 */
export async function applicationOf(
  database: Database,
  authorization: string | undefined,
  now: Date,
): Promise<Application> {
  const given = bearerOf(authorization)
  if (!given) throw faults['not-an-application']()
  const token = fingerprint(given)
  const found = await database.rooms.get(lookup)({ token, day: dayOf(now) })
  if (!found || found.stopped || !timingSafeEqual(Buffer.from(found.token), Buffer.from(token)))
    throw faults['not-an-application']()
  return found
}

/** What this house let in today, by application: what was read of the day may be older than what was let in since. */
const letIn = defineRoom('let in', () => new Map<string, { day: string; calls: number; bytes: number }>())

/** Runs a use within the day's quota; every use let in counts, whatever comes of it. @throws crypto/quota-used-up */
export async function withinQuota<T>(
  { rooms }: Database,
  of: Application,
  bytes: number,
  now: Date,
  act: () => Promise<T>,
): Promise<T> {
  const day = dayOf(now)
  const today = rooms.get(letIn)
  const known = today.get(of.id)
  const before = known?.day === day ? known : { calls: 0, bytes: 0 }
  const used = { day, calls: Math.max(of.calls, before.calls) + 1, bytes: Math.max(of.bytes, before.bytes) + bytes }
  const seconds = Math.max(1, Math.ceil((endOf(day).getTime() - now.getTime()) / 1000))
  if (used.calls > of.dailyCalls)
    throw faults['quota-used-up']({ of: '次数', most: of.dailyCalls, unit: '次', seconds })
  if (used.bytes > of.dailyBytes)
    throw faults['quota-used-up']({ of: '数据量', most: of.dailyBytes, unit: '字节', seconds })
  today.set(of.id, used)
  return act()
}
