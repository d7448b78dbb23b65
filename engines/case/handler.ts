import { dayOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import { noteOf, type Fields } from '#kernel/field'
import type { Actor, Colleague } from '#engines/identity'
import { colleagueIn, inPlaceOf } from '#engines/identity/run'
import type { By } from '#engines/register/run'
import { faults } from './faults.ts'
import type { Action, AnyCase } from './index.ts'
import type { CaseRow } from './row.ts'

/**
 * Who has a case now: its handler while they are in post at the agency that holds it, and whoever holds their post for them.
 * Nobody where nobody took it up, or where they have left: then whoever may acts.
 */
export const handlersOf = async (
  tx: Pick<Tx, 'ask'>,
  { handler, agency }: Pick<CaseRow, 'handler' | 'agency'>,
  at: Date,
) => (handler ? inPlaceOf(tx, handler, agency, dayOf(at)) : [])

/** Whether cases of a kind are ever given to one person. */
export const hasHandler = (declared: AnyCase): boolean =>
  Object.values(declared.states).some((state) =>
    Object.values(state.actions ?? {}).some(({ takesUp, gives }) => takesUp || gives),
  )

/** Whether an action is for whoever has the case, and that is somebody else. */
export const isSomebodyElses = (action: Action, handlers: readonly string[], actor: Actor): boolean =>
  action.by === 'handler' && handlers.length > 0 && !handlers.includes(actor.person ?? '')

/** Gives a case to whoever takes it up, or to the colleague that the form names. @returns whether it has another handler now */
export function handOver(row: CaseRow, action: Action | undefined, form: Row, { actor }: By): boolean {
  const before = row.handler
  const named: string | undefined = action?.gives
  const given = named === undefined ? null : (form[named] as Colleague | null)
  if (given) Object.assign(row, { handler: given.id, handlerName: given.name })
  else if (action?.takesUp && actor.agency === row.agency)
    Object.assign(row, { handler: actor.person, handlerName: actor.name })
  return row.handler !== before
}

/** A colleague whom a form names works in the agency of whoever fills it in, and is called as the city calls them. @throws case/no-such-row */
export async function namedColleaguesWorkHere(tx: Tx, fields: Fields, form: Row, { actor, at }: By) {
  for (const [name, field] of Object.entries(fields)) {
    const { widget, label } = noteOf(field)
    const named = form[name] as Colleague | null | undefined
    if (widget !== 'colleague' || !named) continue
    const found = actor.agency && (await colleagueIn(tx, named.id, actor.agency, dayOf(at)))
    if (!found) throw faults['no-such-row']({ field: label })
    form[name] = { id: named.id, name: found }
  }
}
