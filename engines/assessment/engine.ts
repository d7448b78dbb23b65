import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { guardedRows } from '#engines/register/run'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { indicator } from '../indicator/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { freezeDue, nextFreeze } from './freeze.ts'
import { guards, hears } from './hears.ts'
import type { Assessment } from './index.ts'
import { scoredRoom } from './read.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** The kinds of assessment that a reader sees something of, with the registers that each is kept in. */
export const assessmentFaces = defineFace(
  z.object({
    assessments: z.record(
      z.string(),
      z.object({
        ...{ name: z.string(), title: z.string() },
        registers: z.object({
          ...{ scheme: z.string(), leaf: z.string(), object: z.string() },
          ...{ entry: z.string(), mark: z.string(), objection: z.string() },
        }),
      }),
    ),
  }),
  (house, actor) => {
    const seen = [...house.parts<Assessment>('assessment').values()].filter((one) =>
      (['read', 'rank'] as const).some((action) => reachOf(actor, one, action).size > 0),
    )
    const face = ({ name, title, registers: of }: Assessment) => ({
      ...{ name, title },
      registers: {
        ...{ scheme: of.scheme.name, leaf: of.leaf.name, object: of.object.name },
        ...{ entry: of.entry.name, mark: of.mark.name, objection: of.objection.name },
      },
    })
    return { assessments: Object.fromEntries(seen.map((one) => [one.name, face(one)])) }
  },
)

/** Scores by a scheme that anybody recomputes: frozen, published, objected to, final. */
export const assessment = defineEngine('assessment', {
  title: '考核评价',
  needs: [identity, front, ledger, register, indicator],
  kinds: { assessment: 'assessments', 'score-notice': 'assessments' },
  ...{ tables, events, routes, hears },
  faults: [faults],
  opens: ({ rooms }) => {
    rooms.put(scoredRoom, new Map())
  },
  ticks: [{ phase: 'moves', does: freezeDue, next: nextFreeze }],
  gives: [faces.give(assessmentFaces), guardedRows.give(guards)],
})
