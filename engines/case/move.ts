import { endOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import type { Register } from '#engines/register'
import { hold, type By } from '#engines/register/run'
import { standsAs } from './evidence.ts'
import type { AnyCase } from './index.ts'
import { call, escalate } from './notify.ts'
import { happened } from './publish.ts'
import { rolledUp, rollUp } from './roll-up.ts'
import { holdOpen, leaveStep, save, type Before, type CaseRow } from './row.ts'
import { caseIsFound, formsOfTrail } from './search-entry.ts'
import { assign, resemble, time, type Subject } from './stand.ts'

/** What was done to a case. */
export interface Done {
  action: string
  title: string
  form: Row
  before?: Before
}

/** A trail is read in the order of its times: who looked at the clock first and came second acts a moment after the first. */
export function inTurn(row: CaseRow, by: By): By {
  const last = (row.lastStepAt ?? row.openedAt).getTime()
  return last > by.at.getTime() ? { ...by, at: new Date(last + 1) } : by
}

/** Takes a held case to a state, or keeps it where it is: the one place where a case changes. */
export async function moveTo(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  subject: Subject,
  towards: string,
  done: Done,
  asked: By,
) {
  const by = inTurn(row, asked)
  const { state: from, dueOn: dueBefore, agency: holder } = row
  for (const name of Object.keys(declared.facts)) {
    const left = done.form[name]
    if (left !== undefined && left !== null) row.facts[name] = left
  }
  resemble(tx, declared, row, subject)
  const extended = declared.states[towards]?.extended
  const to = extended && row.dueOn !== dueBefore && row.dueOn && endOf(row.dueOn) >= by.at ? extended : towards
  if (from !== to)
    Object.assign(row, { state: to, stateSince: by.at, closedAt: declared.states[to]?.final ? by.at : null })
  Object.assign(row, { lastStep: done.title, lastStepAt: by.at, version: row.version + 1 })
  const assigned = await assign(tx, declared, row, subject)
  const anew = from !== to || holder !== row.agency
  await settled(tx, declared, row, subject, { ...done, from, to, anew, assigned }, by)
}

/** Writes a case as it now stands: timed, saved, told to its trail, to those above and below, and to whoever is next. */
export async function settled(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  subject: Subject,
  done: Done & { from: string; to: string; anew: boolean; assigned: readonly string[] },
  by: By,
) {
  const { from, to, action, form, before, anew, assigned } = done
  time(declared, row, subject, by.at)
  await save(tx, row)
  const step = leaveStep(tx, row, { action, from, form, before }, by)
  caseIsFound(tx, declared, row, assigned, await formsOfTrail(tx, row.id))
  await rollUp(tx, declared, row)
  await happened(
    tx,
    'acted',
    row,
    subject,
    { action, from, to, version: row.version, step, stands: standsAs(row, rolledUp(tx, declared, row)) },
    by,
  )
  if (anew) await call(tx, declared, row, by)
  if (from === to) return
  await escalate(tx, declared, row, by)
  if (row.closedAt) await endChildren(tx, row, by)
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
