import { startOf, dayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { CallsSeen } from './index.ts'

const hour = 3600_000
/** Office hours, on the clock of the city. */
const [opens, closes] = [7, 20]
const hourOf = (at: Date) => (at.getTime() - startOf(dayOf(at)).getTime()) / hour

/** What the calls of an operator under a contract look like as another one comes. Each question is of an index, a day at the most. */
export async function seenOf(
  tx: Tx,
  contract: string,
  { key, by, at }: { key: string; by: { person: string }; at: Date },
): Promise<CallsSeen> {
  const atNight = hourOf(at) < opens || hourOf(at) >= closes
  const ago = (ms: number) => new Date(at.getTime() - ms)
  const [seen] = await tx.query<CallsSeen>(
    `select count(*) filter (where key = $3 and refused is null)::int as "sameKey",
       count(distinct key) filter (where at > $5 and refused is null)::int as keys,
       count(*) filter (where at > $6 and refused is not null)::int as refused,
       count(*) filter (where $8 and at > $7)::int as "atNight"
     from sharing.call where contract = $1 and operator = $2 and at > $4`,
    [contract, by.person, key, ago(24 * hour), ago(hour / 6), ago(hour), ago(12 * hour), atNight],
  )
  return seen as CallsSeen
}
