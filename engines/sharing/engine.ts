import { defineEngine } from '#kernel/engine'
import { exchange } from '../exchange/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { ledger } from '../ledger/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { faults } from './faults.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** Data under contracts: for whom, which fields, what for, how often, until when; every call on record, what is outside refused. */
export const sharing = defineEngine('sharing', {
  title: '数据共享',
  needs: [identity, front, ledger, register, exchange],
  kinds: { sharing: 'sharings' },
  ...{ tables, events, routes },
  faults: [faults],
})
