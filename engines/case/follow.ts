import type { Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import type { Register } from '#engines/register'
import { hold, type By } from '#engines/register/run'
import { standsAs } from './evidence.ts'
import type { AnyCase } from './index.ts'
import { moveTo } from './move.ts'
import { happened } from './publish.ts'
import { rolledUp } from './roll-up.ts'
import { holdOpen, save, type CaseRow } from './row.ts'
import { caseIsFound, formsOfTrail } from './search-entry.ts'
import { assign, resemble, time, type Acting, type Subject } from './stand.ts'

/** The open cases over a row that has changed show it as it is now; all but the one that changed it. */
export async function followSubject(tx: Tx, register: string, id: string, by: By) {
  const kinds = [...houseOf(tx).parts<AnyCase>('case').values()].filter(
    (declared) => declared.subject.name === register,
  )
  if (kinds.length === 0) return
  tx.holds([id])
  const subject = (await hold(tx, kinds[0]?.subject as Register, id)) as Subject
  for (const declared of kinds) {
    for (const row of await holdOpen(tx, declared, 'subject', id)) {
      if (row.id !== (by as Acting).acting) await follow(tx, declared, row, subject, by)
    }
  }
}

async function follow(tx: Tx, declared: AnyCase, row: CaseRow, subject: Subject, by: By) {
  const before = { agency: row.agency, dueOn: row.dueOn }
  const ways = Object.entries(declared.states[row.state]?.follows ?? {})
  const to = ways.find(([, holds]) => holds?.(subject))?.[0]
  if (to) {
    const title = declared.states[to]?.title ?? to
    return moveTo(tx, declared, row, subject, to, { action: 'follow', title, form: {} }, by)
  }
  resemble(tx, declared, row, subject)
  const reassigned = row.agency !== before.agency
  if (reassigned || row.dueOn !== before.dueOn) {
    Object.assign(row, before)
    const title = reassigned ? '改派' : '调整期限'
    return moveTo(tx, declared, row, subject, row.state, { action: 'follow', title, form: {} }, by)
  }
  time(declared, row, subject, by.at)
  save(tx, row)
  const assigned = await assign(tx, declared, row, subject)
  caseIsFound(tx, declared, row, assigned, await formsOfTrail(tx, row.id))
  await happened(
    tx,
    'followed',
    row,
    subject,
    { subject: row.subject, stands: standsAs(row, rolledUp(tx, declared, row)) },
    by,
  )
}
