import { endOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import type { Register } from '#engines/register'
import { change, hold, type By } from '#engines/register/run'
import { standsAs } from './evidence.ts'
import type { AnyCase } from './index.ts'
import { leaveRows } from './leave-rows.ts'
import { call, escalate, tellParties } from './notify.ts'
import { happened } from './publish.ts'
import { rolledUp, rollUp } from './roll-up.ts'
import { holdOpen, leaveStep, save, type Before, type CaseRow, type TrailStep } from './row.ts'
import { caseIsFound, formsOfTrail, onlyAdds, stepIsFound } from './search-entry.ts'
import { movedBy, turnClocks } from './stop.ts'
import { assign, resemble, time, type Acting, type Subject } from './stand.ts'

/** What was done to a case. */
export interface Done {
  action: string
  title: string
  form: Row
  before?: Before
  /** Whether somebody else has the case now. */
  calls?: boolean
  /** The agencies assigned until now, where whoever acts has them at hand. */
  assigned?: readonly string[]
}

/** A trail is read in the order of its times: who looked at the clock first and came second acts a moment after the first. */
export function inTurn(row: CaseRow, by: By): By {
  const last = (row.lastStepAt ?? row.openedAt).getTime()
  return last > by.at.getTime() ? { ...by, at: new Date(last + 1) } : by
}

/** Takes a held case to a state, or keeps it where it is: the one place where a case changes. @returns its step, its subject, and who is assigned now */
export async function moveTo(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  given: Subject,
  towards: string,
  done: Done,
  asked: By,
): Promise<{ step: TrailStep; subject: Subject; assigned: readonly string[] }> {
  const by = inTurn(row, asked)
  const { state: from, dueOn: dueBefore, agency: holder, title } = row
  for (const name of Object.keys(declared.facts)) {
    const left = done.form[name]
    if (left !== undefined && left !== null) row.facts[name] = left
  }
  let subject = given
  resemble(tx, declared, row, subject)
  const extended = declared.states[towards]?.extended
  const to = extended && row.dueOn !== dueBefore && row.dueOn && endOf(row.dueOn) >= by.at ? extended : towards
  if (from !== to) {
    const stood = turnClocks(declared, row, from, to, by.at)
    Object.assign(row, { state: to, stateSince: by.at, closedAt: declared.states[to]?.final ? by.at : null })
    const later =
      stood && declared.due && row.dueOn && stood.days > 0 ? { [declared.due]: movedBy(row.dueOn, stood) } : {}
    const said = { ...declared.states[to]?.sets, ...later }
    if (Object.keys(said).length > 0) {
      const acting: Acting = { ...by, acting: row.id }
      subject = (await change(tx, declared.subject as Register, subject, said as never, acting)) as Subject
      resemble(tx, declared, row, subject)
    }
  }
  Object.assign(row, { lastStep: done.title, lastStepAt: by.at, version: row.version + 1 })
  const assigned = await assign(tx, declared, row, subject, done.assigned)
  const anew = done.calls === true || from !== to || holder !== row.agency
  const looks = holder !== row.agency || title !== row.title || !sameOf(assigned, done.assigned)
  const step = await settled(tx, declared, row, subject, { ...done, from, to, anew, looks, assigned }, by)
  return { step, subject, assigned }
}

/** Whether those assigned are those who were; where nobody looked, only a kind that assigns nobody is sure of it. */
const sameOf = (now: readonly string[], before: readonly string[] | undefined) =>
  before ? now.length === before.length && now.every((agency) => before.includes(agency)) : now.length === 0

/**
 * Writes a case as it now stands: timed, saved, told to its trail, to those above and below, and to whoever is next.
 * @param done `anew`: whoever is next must be called; `looks`: the case is found under another name, holder or agencies
 */
export async function settled(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  subject: Subject,
  done: Done & { from: string; to: string; anew: boolean; looks: boolean; assigned: readonly string[] },
  by: By,
): Promise<TrailStep> {
  const { from, to, action, form, before, anew, looks, assigned } = done
  time(declared, row, subject, by.at)
  save(tx, row)
  const step = leaveStep(tx, row, { action, from, form, before }, by)
  if (!looks && onlyAdds(row)) stepIsFound(tx, declared, row, assigned, form)
  else caseIsFound(tx, declared, row, assigned, await formsOfTrail(tx, row.id))
  rollUp(tx, declared, row)
  await happened(
    tx,
    'acted',
    row,
    subject,
    { action, from, to, version: row.version, step: step.id, stands: standsAs(row, rolledUp(tx, declared, row)) },
    by,
  )
  if (anew) await call(tx, declared, row, by)
  if (from === to) return step
  await leaveRows(tx, declared, row, subject, by)
  await tellParties(tx, declared, row, by)
  await escalate(tx, declared, row, by)
  if (row.closedAt) await endChildren(tx, row, by)
  return step
}

async function endChildren(tx: Tx, row: CaseRow, by: By) {
  for (const declared of houseOf(tx).parts<AnyCase>('case').values()) {
    if (!declared.endsWithParent) continue
    for (const child of await holdOpen(tx, declared, 'parent', row.id)) {
      const subject = (await hold(tx, declared.subject as Register, child.subject)) as Subject
      const title = declared.states[declared.endsWithParent]?.title ?? '随上级结束'
      await moveTo(tx, declared, child, subject, declared.endsWithParent, { action: 'end', title, form: {} }, by)
    }
  }
}
