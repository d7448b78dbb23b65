import type { Row } from '#kernel/database'
import { noteOf, type Fields } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { ownerOf } from '#engines/identity/run'
import { actionOf, type AnyCase } from './index.ts'
import type { TrailStep } from './row.ts'

/** As what somebody reads a case: one of its parties, or an officer, who handles it or not. */
export interface View {
  declared: AnyCase
  actor: Actor
  asParty: boolean
  /** As the party whose own matter it is. */
  own: boolean
  handles: boolean
}

const personal = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, field]) => (noteOf(field).sensitivity === 'personal' ? [name] : []))

/** Whether a step is the reader's own. */
const isOwn = ({ actor, behalf }: Pick<TrailStep, 'actor' | 'behalf'>, reader: Actor): boolean =>
  reader.person !== null && (behalf ?? actor) === ownerOf(reader)

/**
 * What a step's form says, as far as a reader sees it: their own words whole; of others' a party sees what is declared to be
 * shown, and who does not handle the case sees nothing personal.
 * @returns `veiled`: the fields that are there and not shown
 */
export function formAsSeen(
  step: Pick<TrailStep, 'action' | 'actor' | 'behalf' | 'form'>,
  view: View,
): { form: Row; veiled?: string[] } {
  const { form } = step
  const { declared, actor, asParty, handles } = view
  if (isOwn(step, actor)) return { form }
  if (step.action === 'open') return { form: factsAsSeen(form, view) }
  const action = actionOf(declared, step.action)
  if (asParty && !action?.shown) return { form: {}, ...veiledOf(Object.keys(form)) }
  const hidden = handles || asParty ? [] : personal(action?.form ?? {}).filter((name) => (form[name] ?? null) !== null)
  if (hidden.length === 0) return { form }
  return { form: Object.fromEntries(Object.entries(form).filter(([name]) => !hidden.includes(name))), veiled: hidden }
}

const veiledOf = (names: string[]) => (names.length > 0 ? { veiled: names } : {})

/**
 * What forms have left on a case: a party sees what came of the actions that are shown and of those that are theirs, and what
 * is personal where the matter is their own.
 */
export function factsAsSeen(facts: Row, { declared, asParty, own: isTheirs, handles }: View): Row {
  const actions = Object.values(declared.states).flatMap((state) => Object.values(state.actions ?? {}))
  const open = new Set(
    actions.flatMap((action) => (action.shown || action.takenBy ? Object.keys(action.form ?? {}) : [])),
  )
  const personals = personal(declared.facts as Fields)
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) =>
      asParty ? open.has(name) || (isTheirs && personals.includes(name)) : handles || !personals.includes(name),
    ),
  )
}
