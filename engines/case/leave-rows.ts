import { dayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { create, type By } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import type { CaseRow } from './row.ts'
import type { Leaving, Subject } from './stand.ts'

/** Makes the rows that a state leaves where it is entered; whatever cases are about them open by themselves. */
export async function leaveRows(tx: Tx, declared: AnyCase, row: CaseRow, record: Subject, by: By) {
  const made = declared.states[row.state]?.makes
  if (!made) return
  const { id: parent, agency, region, facts } = row
  const maker: Leaving = {
    ...by,
    actor: { ...by.actor, agency },
    ...(made.part && { under: { parent, agency, region } }),
  }
  for (const values of made.rows({ record, facts, agency, today: dayOf(by.at) } as never))
    await create(tx, made.into, values as never, maker)
}
