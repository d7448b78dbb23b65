import * as z from 'zod'
import { dayOf, startOf, plusDays } from '#kernel/clock'
import { defineEngine } from '#kernel/engine'
import { fieldExamples } from '#kernel/openapi'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { casework } from '../case/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { composeBulletin } from './compose.ts'
import { countsOnChange, countStale, declareIndicators, someStale, takeLevels, watchStale } from './count.ts'
import { faults } from './faults.ts'
import type { Bulletin } from './index.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** The bulletins that a reader may have drafted. */
export const bulletinFaces = defineFace(
  z.object({
    bulletins: z.record(
      z.string(),
      z.object({
        ...{ name: z.string(), title: z.string() },
        /** The register whose rows it is about. */
        about: z.string(),
      }),
    ),
  }),
  (house, actor) => {
    const bulletins = [...house.parts<Bulletin>('bulletin').values()].filter(
      (one) => reachOf(actor, one, 'compose').size > 0,
    )
    const face = ({ name, title, about }: Bulletin) => ({ name, title, about: about.name })
    return { bulletins: Object.fromEntries(bulletins.map((one) => [one.name, face(one)])) }
  },
)

/** The first instant of the month after. */
const nextMonth = (now: Date) => startOf(`${plusDays(`${dayOf(now).slice(0, 7)}-01`, 32).slice(0, 7)}-01`)

/** Numbers that the platform counts by itself, each with unit, formula and source; targets and bulletins over them. */
export const indicator = defineEngine('indicator', {
  title: '指标',
  needs: [identity, front, register, casework],
  kinds: { indicator: 'indicators', bulletin: 'indicators' },
  ...{ tables, routes },
  hears: countsOnChange,
  faults: [faults],
  jobs: [composeBulletin],
  ticks: [
    { phase: 'ends', does: ({ database }) => countStale(database) },
    {
      phase: 'ends',
      does: ({ database }, at) => takeLevels(database, at),
      next: async ({ clock }) => nextMonth(clock.now()),
    },
    {
      phase: 'follows',
      does: ({ database }) => countStale(database),
      next: async ({ database, clock }) => ((await someStale(database)) ? clock.now() : null),
    },
  ],
  gives: [
    faces.give(bulletinFaces),
    fieldExamples.give((house, { widget }) =>
      widget === 'indicator' ? [...house.parts('indicator').keys()][0] : undefined,
    ),
  ],
  opens: async ({ database, clock }) => {
    await declareIndicators(database, clock.now())
    watchStale(database)
  },
})
