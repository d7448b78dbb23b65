import * as z from 'zod'
import { defineEngine, type House } from '#kernel/engine'
import { secrets } from '#kernel/keeper'
import { defineFace, faces, fileReaders } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { countersWrapped } from './draft.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { filesOfDrafts } from './files.ts'
import type { Counter } from './index.ts'
import { routes } from './routes.ts'
import { forgets } from './rules/what-was-closed-is-forgotten-after-thirty-days.ts'
import { tables } from './tables.ts'

const shown = z.object({ name: z.string(), title: z.string(), says: z.string(), of: z.string() })

/** The counters at which a reader works. */
export const counterFaces = defineFace(z.object({ counters: z.record(z.string(), shown) }), (house: House, actor) => ({
  counters: Object.fromEntries(
    [...house.parts<Counter>('counter').values()]
      .filter((counter) => reachOf(actor, counter, 'draft').size > 0)
      .map(({ name, title, says, of }) => [name, { name, title, says, of: of.name }]),
  ),
}))

/** Counters where those of one agency write filings for others, together, with a network and without. */
export const counter = defineEngine('counter', {
  title: '办事台',
  needs: [identity, front, register],
  kinds: { counter: 'counters' },
  ...{ tables, events, routes },
  faults: [faults],
  ticks: [forgets],
  gives: [
    faces.give(counterFaces),
    fileReaders.give(filesOfDrafts),
    ...countersWrapped.map((place) => secrets.give(() => place)),
  ],
})
