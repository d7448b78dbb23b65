import { defineEngine } from '#kernel/engine'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { seal } from '../seal/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { routes } from './routes.ts'
import { fallsSilent } from './rules/whoever-does-not-beat-is-silent.ts'
import { tables } from './tables.ts'
import { tryOffers } from './tries.ts'

/** Machines that stand where people are: lent a session by a telephone, tried in what they offer, heard of or missed. */
export const kiosk = defineEngine('kiosk', {
  title: '自助机',
  needs: [identity, front, register, seal],
  kinds: { kiosk: 'kiosks' },
  ...{ tables, events, routes },
  faults: [faults],
  ticks: [fallsSilent, { phase: 'follows', does: tryOffers }],
})
