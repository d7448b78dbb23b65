import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'

/** Draws at once. */
const some = 100

/** A draw whose secret was not revealed in time is void, and says so for good. @returns how many */
export const lapse = ({ database }: House, at: Date): Promise<number> =>
  database.write({ all: 'on' }, async (tx) => {
    const over = await tx.query<{ id: string; kind: string }>(
      `update draw.draw set state = 'lapsed' where id in (
         select id from draw.draw where state = 'sealed' and reveal_by < $1 order by reveal_by limit ${some} for update skip locked
       ) returning id, kind`,
      [at],
    )
    for (const { id, kind } of over)
      await publish(tx, { kind: 'draw.lapsed', actor: 'platform', subject: `draw:${id}`, at, about: { kind } })
    return over.length
  })

/** When the next draw lapses; null when none waits. */
export async function nextLapse({ database }: House): Promise<Date | null> {
  const [next] = await database.read<{ at: Date | null }>(
    { all: 'on' },
    `select min(reveal_by) + interval '1 millisecond' as at from draw.draw where state = 'sealed'`,
  )
  return next?.at ?? null
}
