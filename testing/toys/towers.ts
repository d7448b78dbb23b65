import { heldClock } from '#kernel/clock'
import type { Engine } from '#kernel/engine'
import type { Keeper } from '#kernel/keeper'
import { defineSystem } from '#kernel/system'
import { defineRole } from '#engines/identity'
import { systems } from '#systems'
import { engines } from '../../engines/index.ts'
import { defineOpener } from '../../server/opener.ts'
import { bellRinger, bells } from './bell/bells.ts'
import { bell } from './bell/engine.ts'

/** The list of engines with one more line. */
export const withBells: readonly Engine[] = [...engines, bell]

const bellTower = defineSystem('bell-tower', {
  title: '钟楼',
  owner: 'city-data-bureau',
  parts: [bells, bellRinger],
  pages: [],
})

/** Yancheng with a bell tower. */
export const tower = defineOpener(import.meta.url, 'tower', (_: object) => ({
  ...{ systems: [...systems, bellTower], engines: withBells },
  clock: heldClock('2024-11-20T09:00:00+08:00'),
}))

/** A keeper that wraps nothing, for a city whose key nobody else has. */
const seaKeeper: Keeper = {
  master: 'of-the-sea',
  wrap: async (secret) => Buffer.from(secret),
  unwrap: async (wrapped) => Buffer.from(wrapped),
}

const harbour = defineSystem('bell-tower', {
  title: '钟楼',
  owner: 'harbour-office',
  parts: [bells, defineRole('bell-ringer', { title: '敲钟人', grants: [] })],
  pages: [],
})

/** A city that is not Yancheng, with one system and a keeper of its own; with bells or without. */
export const sea = defineOpener(import.meta.url, 'sea', ({ rings }: { rings: boolean }) => ({
  ...{ systems: [harbour], engines: rings ? withBells : engines, keeper: seaKeeper },
  clock: heldClock('2031-05-06T09:00:00+08:00'),
  city: {
    directory: {
      regions: [{ code: '9901', name: '沧溟市', level: 'city' as const, parent: null }],
      zones: [],
      agencies: [
        { id: 'harbour-office', name: '港务局', fullName: '沧溟市港务局', kind: 'government' as const, region: '9901' },
      ],
    },
    face: { name: '沧溟市', chapters: [], named: '', directory: [], outlines: null },
  },
}))
