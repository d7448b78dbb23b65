import type * as z from 'zod'
import type { Row } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Actor } from '#engines/identity'
import type { Directory } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Filing, Nearest, Register } from './index.ts'

/** What an actor is asked when they create a row, over all their roles; null where some role may fill everything. */
export function filingOf(actor: Actor, register: Register): Filing | null {
  const under = (actor.rights?.under(register, 'create') ?? []) as (Filing | undefined)[]
  const limits = under.filter((one) => one !== undefined)
  if (limits.length === 0 || limits.length < under.length) return null
  return {
    ...limits[0],
    asks: [...new Set(limits.flatMap(({ asks }) => asks))],
    sets: Object.assign({}, ...limits.map(({ sets }) => sets)) as Row,
  }
}

/** The fields that an actor is asked when they create a row, in the order of the declaration. */
export function askedOf(actor: Actor, register: Register): string[] {
  const filing = filingOf(actor, register)
  return Object.keys(register.fields).filter((name) => !filing || filing.asks.includes(name))
}

/** Values as an actor may give them, with what their role says for them. @throws register/wrong-fields for a field that is not theirs to fill */
export function asFiled(register: Register, values: Row, actor: Actor): Row {
  const filing = filingOf(actor, register)
  if (!filing) return values
  const others = Object.keys(values).filter(
    (name) => !filing.asks.includes(name) && values[name] !== undefined && values[name] !== null,
  )
  if (others.length > 0)
    throw faults['wrong-fields']({
      register: register.title,
      wrong: others.map((name) =>
        Object.hasOwn(register.fields, name)
          ? `${noteOf(register.fields[name] as z.ZodType).label}：由办理的单位填写`
          : `没有这样的字段 ${name.slice(0, 60)}`,
      ),
    })
  return { ...values, ...filing.sets }
}

/** The same with what the register says where nothing is said. */
export function withDefaults(register: Register, values: Row, directory: Directory): Row {
  const said = Object.entries(register.defaults).filter(([name]) => (values[name] ?? null) === null)
  if (said.length === 0) return values
  return {
    ...values,
    ...Object.fromEntries(
      said.map(([name, value]) => [name, isNearest(value) ? nearestTo(directory, value, values[value.to]) : value]),
    ),
  }
}

/** Whether a default is worked out from the place that a row names. */
export const isNearest = (value: unknown): value is Nearest =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'nearest')

/** The agency of a kind around a place: of those whose area holds it, the one of the smallest. */
function nearestTo({ agencies }: Directory, { nearest: kind }: Nearest, place: unknown): string | undefined {
  if (typeof place !== 'string') return undefined
  const around = [...agencies.values()].filter((agency) => agency.kind === kind && place.startsWith(agency.region))
  return around.toSorted((a, b) => b.region.length - a.region.length)[0]?.id
}
