import { defineEngine, defineServerRole } from '#kernel/engine'
import { evidence } from '#engines/ledger/run'
import { identity } from '../../../engines/identity/engine.ts'
import { ledger } from '../../../engines/ledger/engine.ts'
import { faults } from './faults.ts'
import { events, ringAll, ringsAsEvidence } from './ring.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'
import { bellTone, ringOnce, toll } from './toll.ts'

/** Rings the bells, and does nothing else. */
export const ringer = defineServerRole('ringer', { title: '敲钟', does: ringOnce })

/** A toy: bells that anyone who is signed in may ring. */
export const bell = defineEngine('bell', {
  title: '门铃',
  needs: [identity, ledger],
  kinds: { bell: 'bells' },
  ...{ tables, events, routes },
  faults: [faults],
  jobs: [ringAll],
  gives: [evidence.give(ringsAsEvidence)],
  settings: [bellTone],
  roles: [ringer],
  threads: { toll },
})
