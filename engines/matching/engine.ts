import { defineEngine } from '#kernel/engine'
import { casework } from '../case/engine.ts'
import { exchange } from '../exchange/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { hears } from './hears.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** Rules over what is registered and what is told: they hold, say why, and clear. */
export const matching = defineEngine('matching', {
  title: '比对规则',
  needs: [identity, register, casework, exchange],
  kinds: { rule: 'rules' },
  ...{ tables, events, hears, routes },
})
