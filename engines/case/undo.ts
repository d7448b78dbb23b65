import type { Tx } from '#kernel/database'
import type { By } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import { inTurn, settled } from './move.ts'
import { inform } from './notify.ts'
import { rolledUp } from './roll-up.ts'
import type { Whole } from './read.ts'
import type { Before } from './row.ts'
import type { Subject } from './stand.ts'

/** Takes a reversible act back: the case stands as it stood before. */
export async function takeBack(
  tx: Tx,
  declared: AnyCase,
  { row, subject, assigned }: Pick<Whole, 'row' | 'assigned'> & { subject: Subject },
  undone: { action: string; before: Before },
  asked: By,
) {
  const by = inTurn(row, asked)
  const from = row.state
  const title = declared.states[undone.before.state]?.actions?.[undone.action]?.title ?? undone.action
  Object.assign(row, undone.before, {
    facts: { ...undone.before.facts, ...rolledUp(tx, declared, row) },
    stateSince: new Date(undone.before.stateSince),
    closedAt: null,
    lastStep: `撤销“${title}”`,
    lastStepAt: by.at,
    version: row.version + 1,
  })
  const done = { action: 'undo', title, form: {}, from, to: row.state, anew: true, looks: false, assigned }
  await settled(tx, declared, row, subject, done, by)
  const tells = declared.states[row.state]?.actions?.[undone.action]?.tells
  if (tells) await inform(tx, declared, row, tells, `撤销“${title}”`, by)
}
