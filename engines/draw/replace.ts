import type { Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import type { By } from '#engines/register/run'
import { faults } from './faults.ts'
import { sha256 } from './hashes.ts'
import { drawnFrom, type Draw, type Sealed } from './index.ts'
import { holdDraw, takes } from './reveal.ts'

/** A place that somebody leaves, and why. */
export interface Leaving {
  pool: string
  stratum: string
  place: number
  reason: string
}

/**
 * Gives one place to the next of the same order; the others keep theirs, and the reason stands.
 * @throws draw/no-such-draw draw/no-such-place draw/nobody-left
 */
export async function replace(tx: Tx, draw: Draw, id: string, { pool, stratum, place, reason }: Leaving, by: By) {
  const held = await holdDraw(tx, draw, id, 'replace', by)
  const sealed = JSON.parse(held.sealed) as Sealed
  const found = sealed.pools.find(({ name }) => name === pool)?.strata.find(({ name }) => name === stratum)
  if (held.seed === null || !found) throw faults['no-such-place']()
  const ended = await tx.query<{ digest: string }>(
    `update draw.place set ended = $5, ended_at = $6, ended_by = $7
     where draw = $1 and pool = $2 and stratum = $3 and place = $4 and ended is null returning digest`,
    [id, pool, stratum, place, reason, by.at, by.actor.person],
  )
  if (ended.length === 0) throw faults['no-such-place']()
  const [{ taken }] = (await tx.query<{ taken: number }>(
    'select count(*)::int as taken from draw.place where draw = $1 and pool = $2 and stratum = $3',
    [id, pool, stratum],
  )) as [{ taken: number }]
  const order = drawnFrom(held.seed, `${pool}/${stratum}`, found.members, sha256)
  for (let passed = 0; passed < taken; passed += 1) order.next()
  const { value: digest } = order.next()
  if (!digest) throw faults['nobody-left']({ stratum: found.title })
  await takes(tx, draw, held, { pool, stratum, nth: taken + 1, place, digest }, by)
  await publish(tx, {
    ...{ kind: 'draw.replaced', actor: by.actor.person ?? 'platform', subject: `draw:${id}`, at: by.at, by },
    about: { kind: draw.name, pool, stratum, place, reason, from: ended[0]?.digest ?? null, to: digest },
  })
}
