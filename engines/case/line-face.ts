import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import type { House } from '#kernel/engine'
import type { Tx } from '#kernel/database'
import type { Actor } from '#engines/identity'
import { covers, reachOf } from '#engines/identity/run'
import { linesOf, listedDuties } from './lines.ts'

/** A line that a duty is read off, as whoever may read its row sees it. */
export const lineFace = z.object({
  id: z.uuid(),
  register: z.string(),
  duty: z.object({ name: z.string(), title: z.string() }),
  /** Whose work it is, and what tells the line apart from others of the same agency. */
  agency: z.string(),
  per: z.string().nullable(),
  postAt: z.string(),
  post: z.string(),
  /** Who is in the post today, until which day, and whether they stand in for somebody. */
  holders: z.array(z.object({ name: z.string(), until: z.string().nullable(), acting: z.boolean() })),
  faults: z.array(z.object({ fault: z.enum(['vacant', 'ends', 'away', 'alone']), says: z.string() })),
})
export type LineFace = z.infer<typeof lineFace>

/** The lines whose rows somebody may read, with who stands where today and what is wrong; and their duties, whoever hears first before whoever hears next. */
export async function linesAsSeen(house: House, actor: Actor) {
  const ask: Tx['ask'] = (text, values) => house.database.read({ all: 'on' }, text, values)
  const groups = listedDuties(house).filter(({ register }) => reachOf(actor, register, 'read').size > 0)
  const found = await Promise.all(
    groups.map(async (group) => {
      const reach = reachOf(actor, group.register, 'read')
      const lines = await linesOf(house, { ask }, group, dayOf(house.clock.now()))
      return lines
        .filter(({ row }) => covers(actor, reach, row))
        .map(({ id, duty, agency, per, postAt, post, holders, faults }): LineFace => ({
          ...{ id, register: group.register.name, duty: { name: duty.name, title: duty.title } },
          ...{ agency, per, postAt, post, faults },
          holders: holders.map(({ name, until, acting }) => ({ name, until, acting })),
        }))
    }),
  )
  const duties = groups.flatMap((group) => group.duties).map(({ name, title }) => ({ name, title }))
  return { duties, rows: found.flat() }
}
