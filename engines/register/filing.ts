import type * as z from 'zod'
import type { Row } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Actor, ScopeName } from '#engines/identity'
import { areasAround, onlyOneIn, reachOf, type Directory } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Filing, Nearest, Register } from './index.ts'

/** How far an actor's grants to create rows reach, each with what it asks; those that a mandate does not name are none. */
function grantsOf(actor: Actor, register: Register): { scope: ScopeName; filing: Filing | undefined }[] {
  const reach = reachOf(actor, register, 'create')
  const grants = actor.rights?.under(register, 'create') ?? []
  return grants.flatMap(({ scope, under }) =>
    reach.has(scope) ? [{ scope, filing: under as Filing | undefined }] : [],
  )
}

/** What an actor is asked when they create a row, over all their roles; null where some role may fill everything. */
export function filingOf(actor: Actor, register: Register): Filing | null {
  const under = grantsOf(actor, register).map(({ filing }) => filing)
  const limits = under.filter((one) => one !== undefined)
  if (limits.length === 0 || limits.length < under.length) return null
  const [only] = limits.length === 1 ? limits : []
  return {
    ...limits[0],
    // Whoever files in several ways is held to each where they file; a form holds them to what they all ask.
    ...{ requires: only?.requires ?? [], among: only?.among ?? {} },
    asks: [...new Set(limits.flatMap(({ asks }) => asks))],
    sets: Object.assign({}, ...limits.map(({ sets }) => sets)) as Row,
  }
}

/** A field that nobody types: cases move it, or the row says it by itself. */
const goesByItself = ({ moved, derives }: Register, name: string) => moved.includes(name) || name in derives

/** The fields that an actor is asked when they create a row, in the order of the declaration. */
export function askedOf(actor: Actor, register: Register): string[] {
  const filing = filingOf(actor, register)
  return Object.keys(register.fields).filter(
    (name) =>
      name !== register.counts?.field && !goesByItself(register, name) && (!filing || filing.asks.includes(name)),
  )
}

/** The widest first: who acts for a place or an agency does so before they act for themselves. */
const widest: readonly ScopeName[] = ['all', 'own-area', 'own-agency', 'assigned', 'own']

/** A way in which an actor may file a row: as far as one grant reaches, with the fields that this grant asks and what it says. */
export interface Way {
  scope: ScopeName
  filed: Row
  filing: Filing | undefined
}

/**
 * The ways in which an actor may file these values, the widest first: what one grant asks is not said under another's reach.
 * @throws register/wrong-fields for a field that no grant of theirs asks
 */
export function waysToFile(register: Register, values: Row, actor: Actor): Way[] {
  whatGoesByItselfIsNotTyped(register, values)
  const grants = grantsOf(actor, register).toSorted((a, b) => widest.indexOf(a.scope) - widest.indexOf(b.scope))
  const others = (filing: Filing) =>
    Object.keys(values).filter((name) => !filing.asks.includes(name) && (values[name] ?? null) !== null)
  const ways = grants.flatMap(({ scope, filing }): Way[] => {
    if (!filing) return [{ scope, filing, filed: values }]
    return others(filing).length > 0 ? [] : [{ scope, filing, filed: { ...values, ...filing.sets } }]
  })
  const [first] = grants
  if (ways.length > 0 || !first?.filing) return ways
  throw faults['wrong-fields']({
    register: register.title,
    wrong: others(first.filing).map((name) =>
      Object.hasOwn(register.fields, name)
        ? `${noteOf(register.fields[name] as z.ZodType).label}：由办理的单位填写`
        : `没有这样的字段 ${name.slice(0, 60)}`,
    ),
  })
}

/** What cases alone move, and what a row says by itself, is not typed by whoever writes a new row. @throws register/wrong-fields */
function whatGoesByItselfIsNotTyped(register: Register, values: Row) {
  const { title, fields, moved, defaults } = register
  const typed = Object.keys(fields).filter(
    (name) => goesByItself(register, name) && (values[name] ?? null) !== null && values[name] !== defaults[name],
  )
  if (typed.length === 0) return
  const why = (name: string) => (moved.includes(name) ? '随办理改变，登记时不填' : '由平台填写，登记时不填')
  throw faults['wrong-fields']({
    register: title,
    wrong: typed.map((name) => `${noteOf(fields[name] as z.ZodType).label}：${why(name)}`),
  })
}

/** The same with what the register says where nothing is said. */
export function withDefaults(register: Register, values: Row, directory: Directory): Row {
  // What is counted on is counted where the row is written; until then it is the first.
  const counted = register.counts ? { [register.counts.field]: 1 } : {}
  const said = Object.entries({ ...register.defaults, ...counted }).filter(([name]) => (values[name] ?? null) === null)
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

/** The agency of some kinds around a place: the one of the smallest area that has some; none where that has several. */
export function nearestTo(
  directory: Directory,
  { nearest: kinds }: Pick<Nearest, 'nearest'>,
  place: unknown,
): string | undefined {
  if (typeof place !== 'string') return undefined
  return onlyOneIn(directory, kinds, areasAround(directory, place))?.id
}
