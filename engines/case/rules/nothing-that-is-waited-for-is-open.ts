import type { Tx } from '#kernel/database'
import { faults } from '../faults.ts'
import type { Action } from '../index.ts'

/** No case that an action waits for is open within the subject. @throws case/not-now with how many are */
export async function nothingThatIsWaitedForIsOpen(tx: Tx, action: Partial<Action>, subject: string) {
  const { waitsFor, title = '' } = action
  if (!waitsFor) return
  const [open] = await tx.query<{ count: number }>(
    'select count(*)::integer as count from casework.case where kind = $1 and within = $2 and closed_at is null',
    [waitsFor.name, subject],
  )
  if (open && open.count > 0)
    throw faults['not-now']({ action: title, why: `还有 ${open.count} 件“${waitsFor.title}”没有办结，请先逐件办完` })
}
