import type { Tick } from '#kernel/engine'
import { kiosksOf, tell } from '../machine.ts'

/** A machine that was not heard of for as long as its kind may be quiet is silent, and that is told once. */
export const fallsSilent: Tick = {
  phase: 'moves',
  does: async (house, at) => {
    let silent = 0
    for (const { name, silentAfter } of kiosksOf(house))
      silent += await house.database.write({ all: 'on' }, async (tx) => {
        const found = await tx.query<{ id: string; kiosk: string }>(
          `update kiosk.machine set silent_since = $2 where kiosk = $1 and token is not null and silent_since is null
             and seen_at <= $2::timestamptz - make_interval(mins => $3) returning id, kiosk`,
          [name, at, silentAfter],
        )
        for (const machine of found) await tell(tx, 'silent', machine, 'platform', at)
        return found.length
      })
    return silent
  },
  next: async (house) => {
    const waits = kiosksOf(house).map(async ({ name, silentAfter }) => {
      const [found] = await house.database.read<{ at: Date | null }>(
        { all: 'on' },
        `select min(seen_at) + make_interval(mins => $2) as at from kiosk.machine where kiosk = $1 and token is not null and silent_since is null`,
        [name, silentAfter],
      )
      return found?.at ?? null
    })
    const due = (await Promise.all(waits)).filter((at) => at !== null)
    return due.length > 0 ? new Date(Math.min(...due.map(Number))) : null
  },
}
