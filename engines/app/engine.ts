import { defineEngine } from '#kernel/engine'
import { secrets } from '#kernel/keeper'
import { casework } from '../case/engine.ts'
import { connection } from '../connection/engine.ts'
import { crypto } from '../crypto/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { endsSessions, followApps } from './follow.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'
import { appsWrapped } from './wrapped.ts'

/** Standard apps that the city supplies to somebody else's application: signed, tried against it, opened by a ticket that is good once. */
export const app = defineEngine('app', {
  title: '标准应用',
  needs: [identity, front, crypto, ledger, register, casework, connection],
  kinds: { app: 'apps' },
  ...{ tables, events, routes },
  hears: endsSessions,
  faults: [faults],
  ticks: [{ phase: 'follows', does: followApps }],
  gives: [secrets.give(() => appsWrapped)],
})
