import type { House } from '#kernel/engine'
import { lineOf, metresOf } from '#kernel/geometry'
import type { Actor } from '#engines/identity'
import { reachOf, scopeOf } from '#engines/identity/run'
import { columnOf, tableOf } from '#engines/register'
import { conditionsOf } from './conditions.ts'
import { kiosksOf } from './machine.ts'
import { minutesOnFoot } from './rules/how-long-it-is-to-walk.ts'

const mostNear = 10

interface Here {
  lat: number
  lon: number
}

/** The machines that can be come to, the nearest first, with the straight distance and how long it is to walk. */
export async function nearTo(house: House, actor: Actor, here: Here) {
  const found = await Promise.all(
    kiosksOf(house).map(({ of, stands }) => {
      const reach = reachOf(actor, of, 'read')
      if (reach.size === 0) return []
      const point = `t.${columnOf(stands.point)}`
      const values: unknown[] = [here.lat, here.lon]
      const open = conditionsOf(stands.where, values)
      // Over a city a degree of longitude is as long as the cosine of the latitude says: near enough to find the nearest by.
      return house.database
        .read<{ id: string; title: string; point: Here }>(
          scopeOf(actor, reach),
          `select t.id, t.${columnOf(of.naming)} as title, ${point} as point from ${tableOf(of)} t
           where ${[`${point} is not null`, ...open].join(' and ')}
           order by ((${point}->>'lat')::float8 - $1) ^ 2 + (((${point}->>'lon')::float8 - $2) * cosd($1)) ^ 2 limit ${mostNear}`,
          values,
        )
        .then((rows) => rows.map((row) => ({ ...row, register: of.name })))
    }),
  )
  const rows = found.flat().map(({ point, ...row }) => {
    const same = point.lat === here.lat && point.lon === here.lon
    const metres = same
      ? 0
      : Math.round(
          metresOf(
            lineOf([
              [here.lon, here.lat],
              [point.lon, point.lat],
            ]),
          ),
        )
    return { ...row, ...point, metres, minutes: minutesOnFoot(metres) }
  })
  return rows.toSorted((a, b) => a.metres - b.metres).slice(0, mostNear)
}
