import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { crypto } from '../crypto/engine.ts'
import { exchange } from '../exchange/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { cataloguesOf, compile } from './compile.ts'
import { notesResources, tellEntries } from './entries.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** The catalogues that a reader may look into. */
export const catalogueFaces = defineFace(
  z.object({ catalogues: z.array(z.object({ name: z.string(), title: z.string(), says: z.string() })) }),
  (house, actor) => ({
    catalogues: cataloguesOf(house)
      .filter((one) => one.actions.some((action) => reachOf(actor, one, action).size > 0))
      .map(({ name, title, says }) => ({ name, title, says })),
  }),
)

/** What data there is, whose, how guarded and for whom: by itself for what the platform keeps, and told to whoever may know. */
export const catalogue = defineEngine('catalogue', {
  title: '数据目录',
  needs: [identity, front, crypto, ledger, register, exchange],
  kinds: { catalogue: 'catalogues' },
  ...{ tables, events, routes },
  hears: notesResources,
  faults: [faults],
  ticks: [
    { phase: 'moves', does: compile },
    { phase: 'follows', does: tellEntries },
  ],
  gives: [faces.give(catalogueFaces)],
})
