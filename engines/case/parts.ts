import type { Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import type { Register } from '#engines/register'
import { hold, type By } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import { moveTo } from './move.ts'
import { columns, type CaseRow, type TrailStep } from './row.ts'
import type { Subject } from './stand.ts'

/**
 * The case above a part that has ended goes on, where its state waits for its parts: at once where the part ended in a state
 * that decides, else with the last of them. Parts that end at one moment wait for each other at the case above.
 */
export async function partHasEnded(tx: Tx, part: CaseRow, by: By) {
  tx.holds([part.parent])
  const [row] = await tx.query<CaseRow>(`select ${columns} from casework.case t where t.id = $1 for update`, [
    part.parent,
  ])
  const declared = row && houseOf(tx).parts<AnyCase>('case').get(row.kind)
  if (!row || !declared?.states[row.state]?.parts) return
  tx.holds([row.subject])
  const subject = (await hold(tx, declared.subject as Register, row.subject)) as Subject
  await goOn(tx, declared, row, subject, by, part)
}

/**
 * A case whose state waits for its parts goes on once none is open any more.
 * @param ended the part that has just ended, where one has. @returns its last step; nothing while it waits
 */
export async function goOn(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  subject: Subject,
  by: By,
  ended?: CaseRow,
): Promise<TrailStep | undefined> {
  const waits = declared.states[row.state]?.parts
  if (!waits) return undefined
  const atOnce = ended && waits.ends?.[ended.state]
  if (!atOnce && (await anyIsOpen(tx, row.id))) return undefined
  const to = atOnce ?? waits.done
  const title = declared.states[to]?.title ?? to
  const form = ended ? { title: ended.title, case: ended.id } : {}
  const moved = await moveTo(tx, declared, row, subject, to, { action: 'parts', title, form }, by)
  // The state that it has come to may wait for parts too, and have none.
  return (await goOn(tx, declared, row, moved.subject, by)) ?? moved.step
}

async function anyIsOpen(tx: Tx, parent: string): Promise<boolean> {
  const [open] = await tx.query('select from casework.case where parent = $1 and closed_at is null limit 1', [parent])
  return open !== undefined
}
