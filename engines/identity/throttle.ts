import { createHash } from 'node:crypto'
import type { Database } from '#kernel/database'
import { faults } from './faults.ts'

/** How many tries are free, and how long the next ones wait at most, in seconds. Each further one waits twice as long. */
interface Patience {
  free: number
  most: number
}
const byPlace: Patience = { free: 10, most: 300 }
const byAccount: Patience = { free: 30, most: 60 }

/** Where a try comes from. */
export interface Came {
  account: string
  /** The address; an IPv6 customer is its /64. */
  address: string
  /** The token of a device that this account's owner has signed in on before. */
  device: string | undefined
}

const keyOf = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
const place = (address: string) => (address.includes(':') ? address.split(':').slice(0, 4).join(':') : address)

/** What a try is counted under: a known device only under itself, so that no stranger keeps its owner waiting. */
const counted = (came: Came): [key: string, patience: Patience][] =>
  came.device
    ? [[keyOf('device', came.account, came.device), byPlace]]
    : [
        [keyOf('place', came.account, place(came.address)), byPlace],
        [keyOf('account', came.account), byAccount],
      ]

/**
 * Counts a try before the password is looked at, so that many at once gain nothing. Nothing is ever locked: waiting
 * grows to five minutes for one address, to one minute for an account as a whole, and is forgotten after an hour.
 * @throws identity/wait with the seconds that are left
 * @source NIST SP 800-63B 3.2.2 (rate limiting), OWASP Authentication (no lock-out of victims)
 */
export async function countTry(database: Database, now: Date, came: Came) {
  for (const [key, { free, most }] of counted(came)) {
    const waits = `make_interval(secs => case when f.times < $3 then 0 else least(power(2, least(f.times - $3, 20)), $4) end)`
    const [went] = await database.write({}, (tx) =>
      tx.query<{ times: number }>(
        `insert into identity.failure as f (key, times, last_at) values ($1, 1, $2)
         on conflict (key) do update set times = case when f.last_at < $2 - interval '1 hour' then 1 else f.times + 1 end, last_at = $2
         where f.last_at + ${waits} <= $2 returning times`,
        [key, now, free, most],
      ),
    )
    if (went) continue
    const [held] = await database.read<{ seconds: number }>(
      {},
      `select ceil(extract(epoch from f.last_at + ${waits} - $2::timestamptz))::int as seconds from identity.failure f where key = $1`,
      [key, now, free, most],
    )
    throw faults.wait({ seconds: Math.max(1, held?.seconds ?? 1) })
  }
}

/** A try was right: its place is free again; the account as a whole forgets this one try only. */
export async function forgetTry(database: Database, came: Came) {
  const [first, second] = counted(came).map(([key]) => key)
  await database.write({}, async (tx) => {
    await tx.query('delete from identity.failure where key = $1', [first])
    if (second) await tx.query('update identity.failure set times = greatest(times - 1, 0) where key = $1', [second])
  })
}
