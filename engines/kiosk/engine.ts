import * as z from 'zod'
import { defineEngine, type House } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { seal } from '../seal/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { kiosksOf } from './machine.ts'
import { routes } from './routes.ts'
import { fallsSilent } from './rules/whoever-does-not-beat-is-silent.ts'
import { tables } from './tables.ts'
import { tryOffers } from './tries.ts'

/** The machines of a city, for whoever looks for one. */
export const kioskFaces = defineFace(
  z.object({ kiosks: z.record(z.string(), z.object({ title: z.string(), of: z.string() })) }),
  (house: House) => ({
    kiosks: Object.fromEntries(kiosksOf(house).map(({ name, title, of }) => [name, { title, of: of.name }])),
  }),
)

/** Machines that stand where people are: lent a session by a telephone, tried in what they offer, heard of or missed. */
export const kiosk = defineEngine('kiosk', {
  title: '自助机',
  needs: [identity, front, register, seal],
  kinds: { kiosk: 'kiosks' },
  ...{ tables, events, routes },
  faults: [faults],
  gives: [faces.give(kioskFaces)],
  ticks: [fallsSilent, { phase: 'follows', does: tryOffers }],
})
