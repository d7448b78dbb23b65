import type { Row, Tx } from '#kernel/database'
import type { Register } from '#engines/register'
import { create, hold, nextCount, type By } from '#engines/register/run'
import type { AnyCase, Making } from './index.ts'
import { moveTo } from './move.ts'
import { openCase } from './open.ts'
import { holdOpen } from './row.ts'
import type { Subject } from './stand.ts'

/** Makes the rows that an action makes of others, opens their cases, and leaves the ones that were taken over. */
export async function makeAll(tx: Tx, made: AnyCase, making: Making, subject: Subject, form: Row, by: By) {
  const { from, leaves, counts } = making
  const register = made.subject as Register
  const taken = from ? await holdOpen(tx, made, 'within', form[from] as string) : [undefined]
  for (const left of taken) {
    const origin = (left ? await hold(tx, register, left.subject) : subject) as Subject
    const values = making.row(origin as never, { form, subject: subject as never })
    if (counts) {
      const among = Object.fromEntries(counts.among.map((name) => [name, values[name]]))
      values[counts.field] = await nextCount(tx, register, counts.field, among)
    }
    await openCase(tx, made, await create(tx, register, values as never, by), by)
    if (left && leaves) {
      const title = made.states[leaves]?.title ?? leaves
      await moveTo(tx, made, left, origin, leaves, { action: 'carry', title, form: {} }, by)
    }
  }
}
