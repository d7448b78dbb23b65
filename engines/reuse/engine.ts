import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { guardedRows } from '#engines/register/run'
import { casework } from '../case/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { faults } from './faults.ts'
import { guards, hears } from './hears.ts'
import type { Reuse } from './index.ts'
import { kitsOf } from './pack.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** What a reader may take over or pack: by whichever register's rows have to do with kits, what it is called. */
export const reuseFaces = defineFace(
  z.object({
    reuses: z.record(
      z.string(),
      z.object({ kit: z.string(), adoption: z.string(), packs: z.array(z.string()), may: z.array(z.string()) }),
    ),
  }),
  (house, actor) => {
    const packs = [...kitsOf(house).values()].flatMap((kit) => [kit.of.name, ...kit.with.map(({ name }) => name)])
    const seen = [...house.parts<Reuse>('reuse').values()].filter((one) => reachOf(actor, one, 'read').size > 0)
    return {
      reuses: Object.fromEntries(
        seen.map((one) => [
          one.name,
          {
            ...{ kit: one.registers.kit.name, adoption: one.registers.adoption.name, packs },
            may: one.actions.filter((action) => reachOf(actor, one, action).size > 0),
          },
        ]),
      ),
    }
  },
)

/** What one agency has worked out and others take over, with a version that runs. */
export const reuse = defineEngine('reuse', {
  title: '复用',
  needs: [identity, front, ledger, register, casework],
  kinds: { reuse: 'reuses', kit: 'kits' },
  ...{ tables, routes, hears },
  faults: [faults],
  gives: [faces.give(reuseFaces), guardedRows.give(guards)],
})
