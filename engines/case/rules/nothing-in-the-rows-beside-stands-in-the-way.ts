import type { Tx } from '#kernel/database'
import type { Register } from '#engines/register'
import { alongside } from '../alongside.ts'
import { faults } from '../faults.ts'
import type { Action } from '../index.ts'
import type { Subject } from '../stand.ts'

/** Nothing in the rows that an action heeds stands in its way. @throws case/not-now with what does */
export async function nothingInTheRowsBesideStandsInTheWay(
  tx: Tx,
  { heeds, title = '' }: Partial<Action>,
  over: Register,
  subject: Subject,
) {
  if (!heeds) return
  const why = heeds.why((await alongside(tx, heeds.in, heeds.along, over, subject)) as never)
  if (why) throw faults['not-now']({ action: title, why })
}
