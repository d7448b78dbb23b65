import { defineEngine } from '#kernel/engine'
import { evidence } from '#engines/ledger/run'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { arrivalsAsEvidence } from './evidence.ts'
import { faults } from './faults.ts'
import { routes } from './routes.ts'
import { importTold } from './sheet.ts'
import { tables } from './tables.ts'

/** What other departments tell under the law: in with evidence, out for a purpose that is kept. */
export const exchange = defineEngine('exchange', {
  title: '数据交换',
  needs: [identity, front, ledger, register],
  kinds: { dataset: 'datasets' },
  ...{ tables, events, routes },
  faults: [faults],
  jobs: [importTold],
  gives: [evidence.give(arrivalsAsEvidence)],
})
