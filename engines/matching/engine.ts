import * as z from 'zod'
import { defineEngine } from '#kernel/engine'
import { defineFace, faces } from '#engines/front/run'
import { reachOf } from '#engines/identity/run'
import { casework } from '../case/engine.ts'
import { exchange } from '../exchange/engine.ts'
import { front } from '../front/engine.ts'
import { identity } from '../identity/engine.ts'
import { register } from '../register/engine.ts'
import { events } from './events.ts'
import { hears } from './hears.ts'
import type { Rule } from './index.ts'
import { routes } from './routes.ts'
import { tables } from './tables.ts'

/** The registers over whose rows rules are asked, of those that a reader may open. */
export const findingFaces = defineFace(z.object({ findings: z.array(z.string()) }), (house, actor) => {
  const subjects = [...house.parts<Rule>('rule').values()].map(({ subject }) => subject)
  return {
    findings: [...new Set(subjects.filter((one) => reachOf(actor, one, 'read').size > 0).map(({ name }) => name))],
  }
})

/** Rules over what is registered and what is told: they hold, say why, and clear. */
export const matching = defineEngine('matching', {
  title: '比对规则',
  needs: [identity, front, register, casework, exchange],
  kinds: { rule: 'rules' },
  ...{ tables, events, hears, routes },
  gives: [faces.give(findingFaces)],
})
