import type { Database, Row, Tx } from '#kernel/database'
import type { Actor, Reach } from '#engines/identity'
import { covers, identityFaults, reachOf, scopeOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { hold, type By } from '#engines/register/run'
import { dayOf } from '#kernel/clock'
import { guard } from './act.ts'
import { faults } from './faults.ts'
import { actionOf, type AnyCase } from './index.ts'
import { namedRowsMustBeReadable } from './rules/named-rows-must-be-readable.ts'
import type { LastStep } from './rules/only-a-fresh-act-of-ones-own-is-undone.ts'
import { assignedTo, columns, holdCase, type CaseRow } from './row.ts'
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
  within?: (tx: Tx, act: () => Promise<CaseRow>) => Promise<unknown>,
): Promise<void> {
  const reach = reachOf(by.actor, declared, asked.action)
  await database.write(scopeOf(by.actor, reach), async (tx) => {
    const doing = async () => {
      const row = await holdCase(tx, declared, id)
      if (!row || !(await isCovered(tx, by.actor, reach, row)))
        throw await refusal(tx, declared, id, asked.action, by.actor)
      await tx.as({ all: 'on' })
      const subject = (await hold(tx, declared.subject as Register, row.subject)) as Subject
      const { action, version, form } = asked
      const request = {
        declared,
        held: row,
        record: subject,
        action,
        version,
        form,
        today: dayOf(by.at),
        actor: by.actor,
      }
      guard('act', request)
      await namedRowsMustBeReadable(
        tx,
        declared.states[row.state]?.actions?.[action]?.form ?? {},
        request.form,
        by.actor,
      )
      return step(tx, declared, row, subject, { action, form: request.form }, by)
    }
    return within ? within(tx, doing) : doing()
  })
}

/**
 * Takes back the last act on a case on behalf of whoever took it.
 * @throws case/not-found case/stale-version case/not-undone
 */
export async function undo(database: Database, declared: AnyCase, id: string, version: number, by: By): Promise<void> {
  const reach = reachOf(by.actor, declared, 'read')
  await database.write(scopeOf(by.actor, reach), async (tx) => {
    const row = await holdCase(tx, declared, id)
    if (!row || !(await isCovered(tx, by.actor, reach, row))) throw faults['not-found']({ title: declared.title })
    await tx.as({ all: 'on' })
    const [last] = await tx.query<LastStep & { action: string }>(
      'select action, actor, at, before from casework.step where case_id = $1 order by id desc limit 1',
      [id],
    )
    guard('undo', { held: row, version, last, actor: by.actor, now: by.at })
    const may = covers(by.actor, reachOf(by.actor, declared, last?.action ?? ''), row)
    if (!last?.before || !may) throw faults['not-undone']()
    await takeBack(tx, declared, row, { action: last.action, before: last.before }, by)
  })
}

async function isCovered(tx: Tx, actor: Actor, reach: Reach, row: CaseRow): Promise<boolean> {
  const assigned = reach.has('assigned') ? await assignedTo(tx, row.id) : []
  return covers(actor, reach, { agency: row.agency, region: row.region, assigned })
}

/** Whoever may see a case hears that they may not act; whoever may not, hears that there is none. */
async function refusal(tx: Tx, declared: AnyCase, id: string, action: string, actor: Actor) {
  const reach = reachOf(actor, declared, 'read')
  await tx.as(scopeOf(actor, reach))
  const [row] = await tx.query<CaseRow>(`select ${columns} from casework.case t where t.id = $1 and t.kind = $2`, [
    id,
    declared.name,
  ])
  if (!row || !(await isCovered(tx, actor, reach, row))) return faults['not-found']({ title: declared.title })
  const known = actionOf(declared, action)
  return known
    ? identityFaults['not-granted']({ action: known.title, on: declared.title })
    : faults['no-such-action']({ action, title: declared.title })
}
