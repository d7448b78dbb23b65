import type { Database, Row, Tx } from '#kernel/database'
import type { Actor } from '#engines/identity'
import { covers, directoryOf, identityFaults, reachOf, scopeOf } from '#engines/identity/run'
import { tableOf, type Register } from '#engines/register'
import { selectOf, type By } from '#engines/register/run'
import { dayOf } from '#kernel/clock'
import { guard } from './act.ts'
import { faults } from './faults.ts'
import { actionOf, type Action, type AnyCase } from './index.ts'
import { handlersOf, namedColleaguesWorkHere } from './handler.ts'
import { nothingInTheRowsBesideStandsInTheWay } from './rules/nothing-in-the-rows-beside-stands-in-the-way.ts'
import { nothingThatIsWaitedForIsOpen } from './rules/nothing-that-is-waited-for-is-open.ts'
import { namesInAFormMustBeKnown } from './rules/names-in-a-form-must-be-known.ts'
import { namedRowsMustBeReadable } from './rules/named-rows-must-be-readable.ts'
import { childrenOf, mayReadCase, reaches, type Child, type Whole } from './read.ts'
import { partiesOf } from './party.ts'
import { assignedTo, holdCase, trailOf, type TrailStep } from './row.ts'
import type { Subject } from './stand.ts'
import { step } from './step.ts'
import { takeBack } from './undo.ts'

export interface Act {
  action: string
  /** The version the person saw; the clock sees the present. */
  version?: number | undefined
  form: Row
}

/**
 * Takes an action on a case on a person's behalf: the step, the new state, what it opens and whom it tells, together.
 * @throws case/not-found identity/not-granted, and what the rules in act.ts refuse
 */
export async function act(
  database: Database,
  declared: AnyCase,
  id: string,
  asked: Act,
  by: By,
  within: (tx: Tx, act: () => Promise<Whole>) => Promise<unknown> = (_tx, doing) => doing(),
): Promise<void> {
  const reach = reachOf(by.actor, declared, asked.action)
  const acting = (tx: Tx) =>
    within(tx, async () => {
      const held = await holdWhole(tx, declared, id, by.at)
      if (!held || !reaches(by.actor, declared, asked.action, held))
        throw await refusal(database, declared, id, asked.action, by.actor)
      const { row, subject, assigned: known } = held
      const { action, version, form } = asked
      const together = { parties: held.parties, trail: held.trail, since: row.stateSince }
      const request = {
        ...{ declared, held: row, record: subject, action, version, form, together },
        ...{ today: dayOf(by.at), actor: by.actor, handlers: held.handlers, directory: directoryOf(tx) },
      }
      guard('act', request)
      const taken: Partial<Action> = declared.states[row.state]?.actions?.[action] ?? {}
      const { title = action, form: fields = {}, opens, makes } = taken
      await nothingThatIsWaitedForIsOpen(tx, taken, row.subject)
      await nothingInTheRowsBesideStandsInTheWay(tx, taken, declared.subject as Register, subject)
      namesInAFormMustBeKnown(tx, fields, request.form, title)
      await namedRowsMustBeReadable(tx, fields, request.form, by.actor)
      await namedColleaguesWorkHere(tx, fields, request.form, by)
      const { state } = row
      const seen = { seen: subject, known, together }
      const moved = await step(tx, declared, row, seen, { action, form: request.form }, by)
      const others = opens !== undefined || makes !== undefined || state !== row.state
      const children = others ? await tx.query<Child>(childrenOf, [id]) : held.children
      const { subject: now, assigned } = moved
      const { parties } = held
      const handlers = await handlersOf(tx, row, by.at)
      return { row, subject: now, trail: [...moved.steps, ...held.trail], assigned, handlers, parties, children }
    })
  await database.write(scopeOf(by.actor, reach), acting, 'once')
}

/** One case with all that an act needs of it and that is shown of it, in one wait; the transaction holds it from then on. */
async function holdWhole(
  tx: Tx,
  declared: AnyCase,
  id: string,
  at: Date,
): Promise<(Whole & { subject: Subject }) | undefined> {
  const held = holdCase(tx, declared, id)
  tx.holdsFound('select unnest(array[subject, parent, id]) from casework.case where id = $1 and kind = $2', [
    id,
    declared.name,
  ])
  const [row, subject, trail, assigned, parties, children] = await Promise.all([
    held,
    holdSubject(tx, declared.subject as Register, id),
    tx.query<TrailStep>(trailOf, [id]),
    assignedTo(tx, id),
    partiesOf(tx, declared, id),
    tx.query<Child>(childrenOf, [id]),
  ])
  const handlers = row ? await handlersOf(tx, row, at) : []
  return row && subject && { row, subject, trail, assigned, handlers, parties, children }
}

/** The row that a case is about, held until the transaction ends. */
async function holdSubject(tx: Tx, register: Register, id: string): Promise<Subject | undefined> {
  const [subject] = await tx.query<Subject>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where t.id = (select subject from casework.case where id = $1) for update`,
    [id],
  )
  return subject
}

/**
 * Takes back the last act on a case on behalf of whoever took it.
 * @throws case/not-found case/stale-version case/not-undone
 */
export async function undo(database: Database, declared: AnyCase, id: string, version: number, by: By): Promise<void> {
  const reach = reachOf(by.actor, declared, 'read')
  await database.write(scopeOf(by.actor, reach), async (tx) => {
    const held = await holdWhole(tx, declared, id, by.at)
    if (!held || !reaches(by.actor, declared, 'read', held)) throw faults['not-found']({ title: declared.title })
    const [last] = held.trail
    guard('undo', { held: held.row, version, last, actor: by.actor, now: by.at })
    const may = covers(by.actor, reachOf(by.actor, declared, last?.action ?? ''), held.row)
    if (!last?.before || !may) throw faults['not-undone']()
    await takeBack(tx, declared, held, { action: last.action, before: last.before }, by)
  })
}

/** Whoever may see a case hears that they may not act; whoever may not, hears that there is none. */
async function refusal(database: Database, declared: AnyCase, id: string, action: string, actor: Actor) {
  if (!(await mayReadCase(database, declared, id, actor))) return faults['not-found']({ title: declared.title })
  const known = actionOf(declared, action)
  return known
    ? identityFaults['not-granted']({ action: known.title, on: declared.title })
    : faults['no-such-action']({ action, title: declared.title })
}
