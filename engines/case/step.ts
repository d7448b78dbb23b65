import { dayOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import { directoryOf } from '#engines/identity/run'
import { settle } from '#engines/notice/run'
import type { Register } from '#engines/register'
import { change, tieFiles, type By } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import { handOver } from './handler.ts'
import { stillToTake, type Together } from './joint.ts'
import { holderAfter } from './levels.ts'
import { makeAll } from './make.ts'
import { moveTo } from './move.ts'
import { call, inform } from './notify.ts'
import { openAll } from './open.ts'
import { goOn } from './parts.ts'
import { aboutOf, beforeOf, holdOpen, leaveStep, type CaseRow, type TrailStep } from './row.ts'
import type { Acting, Subject } from './stand.ts'
import { whoHolds } from './who-holds.ts'

/**
 * Moves a held case by an action that a person takes.
 * @param known the agencies assigned until now. @returns its subject, its new steps, newest first, and who is assigned, as they now stand
 */
export async function step(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  { seen, known, together }: { seen: Subject; known: readonly string[]; together?: Together },
  done: { action: string; form: Row },
  by: By,
): Promise<{ subject: Subject; steps: readonly TrailStep[]; assigned: readonly string[] }> {
  const from = row.state
  const state = declared.states[from]
  const action = state?.actions?.[done.action]
  const waiting = action && together ? stillToTake(action, done.action, together, by.actor) : []
  const to = !action || action.to === 'stays' || waiting.length > 0 ? from : action.to
  const before = action?.reversible ? beforeOf(row) : undefined
  let subject = seen
  await tieFiles(tx, action?.form ?? {}, done.form, by.actor, { kind: 'case', id: row.id })
  const title = action?.title ?? done.action
  const doing = { ...done, title, assigned: known, ...(before && { before }) }
  if (waiting.length > 0) {
    const { step, ...moved } = await moveTo(tx, declared, row, subject, to, doing, by)
    await call(tx, declared, row, by, false, waiting)
    return { ...moved, steps: [step] }
  }
  const said = { ...row.facts, ...done.form }
  const amended = {
    ...action?.sets,
    ...action?.computes?.({
      ...{ form: done.form, record: subject, facts: row.facts, today: dayOf(by.at) },
      ...whoHolds(row, directoryOf(tx)),
    }),
    ...(action && declared.holder && holderAfter(tx, declared, row, action, done.form)),
    ...Object.fromEntries(Object.entries(action?.amends ?? {}).map(([field, of]) => [field, said[of]])),
  }
  if (Object.keys(amended).length > 0)
    subject = (await change(
      tx,
      declared.subject as Register,
      subject,
      amended as never,
      {
        ...by,
        acting: row.id,
      } as Acting,
    )) as Subject
  const calls = handOver(row, action, done.form, by)
  const moved = await moveTo(tx, declared, row, subject, to, { ...doing, calls }, by)
  subject = moved.subject
  if (from === to && state?.every && state.awaits === done.action) settle(tx, aboutOf(row), by.at)
  if (action?.opens) await openAll(tx, action.opens, row, done.form, by)
  const onward = action?.opens || from !== to ? await goOn(tx, declared, row, subject, by) : undefined
  if (action?.makes) await makeAll(tx, action.makes.case ?? declared, action.makes, subject, done.form, by)
  if (action?.marks) await mark(tx, declared, row, done.form[action.marks] as string, title, by)
  if (action?.tells) await inform(tx, declared, row, action.tells, title, by)
  return { subject, assigned: moved.assigned, steps: [...(onward ? [onward] : []), moved.step] }
}

/** The cases over a row that an act names keep the act in their trail. */
async function mark(tx: Tx, declared: AnyCase, row: CaseRow, subject: string, title: string, by: By) {
  for (const marked of await holdOpen(tx, declared, 'subject', subject))
    leaveStep(
      tx,
      marked,
      { action: 'mark', from: marked.state, form: { title: `${title}：${row.title}`, case: row.id } },
      by,
    )
}
