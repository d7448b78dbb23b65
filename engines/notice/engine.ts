import { defineEngine } from '#kernel/engine'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { hears } from './hears.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** Messages to people: what waits for them, and news. */
export const notice = defineEngine('notice', {
  title: '收件箱',
  needs: [identity, front, register],
  tables,
  hears,
  routes,
})
