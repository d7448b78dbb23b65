import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { catalogue } from '../catalogue/engine.ts'
import { exchange } from '../exchange/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import type { Sharing } from './index.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** Under which sharings a reader may ask for data. */
export const sharingFaces = defineFace(z.object({ sharings: z.array(z.string()) }), (house, actor) => ({
  sharings: [...house.parts<Sharing>('sharing').values()]
    .filter((one) => reachOf(actor, one, 'call').size > 0)
    .map(({ name }) => name),
}))

/** Data under contracts: for whom, which fields, what for, how often, until when; every call on record, what is outside refused. */
export const sharing = defineEngine('sharing', {
  title: '数据共享',
  needs: [identity, front, ledger, register, exchange, catalogue],
  kinds: { sharing: 'sharings' },
  ...{ tables, events, routes },
  faults: [faults],
  gives: [faces.give(sharingFaces)],
})
