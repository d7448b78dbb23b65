import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { casework } from '../case/engine.ts'
import { crypto } from '../crypto/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { seal } from '../seal/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { hears } from './hears.ts'
import type { Archive } from './index.ts'
import { file, lookAgain, nextLook } from './keep.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** Which registers' rows are archived items: by the register's name, with what the reader may do. */
export const archiveFaces = defineFace(
  z.object({
    archives: z.record(z.string(), z.object({ name: z.string(), title: z.string(), may: z.array(z.string()) })),
  }),
  (house, actor) => ({
    archives: Object.fromEntries(
      [...house.parts<Archive>('archive').values()]
        .filter(({ of }) => reachOf(actor, of, 'read').size > 0)
        .map((one) => {
          const may = one.actions.filter((action) => reachOf(actor, one, action).size > 0)
          return [one.of.name, { name: one.name, title: one.title, may }]
        }),
    ),
  }),
)

/** What is done with, kept as packages that say what they are, checked for four properties, handed over or destroyed by law. */
export const archive = defineEngine('archive', {
  title: '电子档案',
  needs: [identity, front, crypto, register, seal, casework],
  kinds: { archive: 'archives' },
  ...{ tables, events, routes, hears },
  faults: [faults],
  ticks: [
    {
      phase: 'follows',
      does: async (house, at) => (await file(house, at)) + (await lookAgain(house, at)),
      next: nextLook,
    },
  ],
  gives: [faces.give(archiveFaces)],
})
