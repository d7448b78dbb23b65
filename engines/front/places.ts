import type * as z from 'zod'
import type { House } from '#kernel/engine'
import type { Actor, Role } from '#engines/identity'
import { reachOf } from '#engines/identity/run'
import type { Comer, Page, placeShape } from './index.ts'

/** Who an actor comes as. */
export function comerOf(house: House, { person, position, behalf, roles }: Actor): Comer {
  if (person === null) return 'visitor'
  if (position === null) return behalf?.kind === 'organisation' ? 'enterprise' : 'citizen'
  const declared = house.parts<Role>('role')
  return roles.some((role) => declared.get(role)?.leads) ? 'leader' : 'officer'
}

/** Where a reader meets some pages without looking for them, in order. */
export function placesOf(pages: readonly Page[], comer: Comer, actor: Actor): z.infer<typeof placeShape>[] {
  const may = ([on, does]: readonly [Parameters<typeof reachOf>[1], string]) => reachOf(actor, on, does).size > 0
  return pages
    .flatMap((page) =>
      (page.meets ?? [])
        .filter((meeting) => meeting.for.includes(comer) && (!meeting.needs || may(meeting.needs)))
        .flatMap(({ in: spots, title = page.title, says, icon, path = page.path, rank }) =>
          spots.map((spot) => ({ in: spot, title, path, rank, ...(says && { says }), ...(icon && { icon }) })),
        ),
    )
    .toSorted((a, b) => a.rank - b.rank)
}
