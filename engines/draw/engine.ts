import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import type { Draw } from './index.ts'
import { lapse, nextLapse } from './lapse.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** The kinds of draw that a reader may look at, with what they are drawn for. */
export const drawFaces = defineFace(
  z.object({
    draws: z.record(
      z.string(),
      z.object({
        ...{ name: z.string(), title: z.string() },
        /** The register that it is for a row of. */
        for: z.string(),
      }),
    ),
  }),
  (house, actor) => {
    const draws = [...house.parts<Draw>('draw').values()].filter((one) => reachOf(actor, one, 'read').size > 0)
    const face = ({ name, title, for: of }: Draw) => ({ name, title, for: of.name })
    return { draws: Object.fromEntries(draws.map((one) => [one.name, face(one)])) }
  },
)

/** Random selection that nobody can bend and anybody can recompute. */
export const draw = defineEngine('draw', {
  title: '随机抽取',
  needs: [identity, front, ledger, register],
  kinds: { draw: 'draws' },
  ...{ tables, events, routes },
  faults: [faults],
  ticks: [{ phase: 'moves', does: lapse, next: nextLapse }],
  gives: [faces.give(drawFaces)],
})
