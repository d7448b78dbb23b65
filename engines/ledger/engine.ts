import { defineEngine, defineServerRole } from '#kernel/engine'
import { crypto } from '../crypto/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledgerAnchor } from './anchor.ts'
import { archiveRoom, openArchive } from './archive.ts'
import { events } from './events.ts'
import { exportEvents } from './export.ts'
import { faults } from './faults.ts'
import { routes } from './routes.ts'
import { keepLedger } from './sequencer.ts'
import { tables } from './tables.ts'

/** Every event as a leaf of a Merkle log whose checkpoints agencies' own nodes co-sign; receipts that verify offline. */
export const ledger = defineEngine('ledger', {
  title: '存证',
  needs: [identity, front, crypto],
  kinds: { ledger: 'system' },
  sole: true,
  ...{ tables, events, routes },
  faults: [faults],
  jobs: [exportEvents],
  settings: [ledgerAnchor],
  roles: [defineServerRole('witness', { title: '见证节点', alone: true })],
  opens: (house) => house.rooms.put(archiveRoom, openArchive(house)),
  threads: { sequencer: keepLedger },
})
