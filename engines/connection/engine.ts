import { defineEngine } from '#kernel/engine'
import { secrets } from '#kernel/keeper'
import { casework } from '../case/engine.ts'
import { crypto } from '../crypto/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { indicator } from '../indicator/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { compareDaily } from './compare.ts'
import { compose, connectionsOf, nextToCompose, notesChanges } from './compose.ts'
import { deliver, nextToDeliver } from './deliver.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { connectionsWrapped } from './message.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'
import { goOnLater } from './take.ts'

/** Connections with systems that are not ours: messages in order and once, in both directions, compared every day. */
export const connection = defineEngine('connection', {
  title: '系统对接',
  needs: [identity, front, crypto, ledger, register, casework, indicator],
  kinds: { connection: 'connections' },
  ...{ tables, events, routes },
  hears: notesChanges,
  faults: [faults],
  ticks: [
    { phase: 'follows', does: compose, next: nextToCompose },
    { phase: 'follows', does: deliver, next: nextToDeliver },
    { phase: 'follows', does: (house, at) => goOnLater(house, connectionsOf(house), at) },
    { phase: 'follows', does: compareDaily },
  ],
  gives: connectionsWrapped.map((place) => secrets.give(() => place)),
})
