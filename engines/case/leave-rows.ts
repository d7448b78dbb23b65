import { dayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { Register } from '#engines/register'
import { carriedInto, change, create, showFilesToo, type By } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import type { CaseRow } from './row.ts'
import { alongside } from './alongside.ts'
import type { Acting, Leaving, Subject } from './stand.ts'

/** Changes and makes the rows that a state changes and leaves where it is entered; whatever cases are about them follow and open by themselves. */
export async function leaveRows(tx: Tx, declared: AnyCase, row: CaseRow, record: Subject, by: By) {
  const { changes = [], makes = [] } = declared.states[row.state] ?? {}
  const { id: parent, agency, region, facts } = row
  const over = declared.subject as Register
  const maker: Acting = { ...by, actor: { ...by.actor, agency }, acting: row.id }
  const found = { record, facts, agency, today: dayOf(by.at) }
  for (const { of, along, changed } of [changes].flat())
    for (const one of await alongside(tx, of, along, over, record)) {
      const values = changed({ ...found, row: one } as never)
      if (values) await change(tx, of, one, values as never, maker)
    }
  for (const { into, along, among, part, rows } of [makes].flat()) {
    const there = along ? await alongside(tx, into, along, over, record) : []
    const beside: Record<string, readonly object[]> = {}
    for (const [name, one] of Object.entries(among)) beside[name] = await alongside(tx, one.in, one, over, record)
    const leaving: Leaving = { ...maker, ...(part && { under: { parent, agency, region } }) }
    for (const values of rows({ ...found, there, among: beside } as never)) {
      const whole = await carriedInto(tx, into, over, record, values)
      const made = await create(tx, into, whole as never, leaving)
      await showFilesToo(tx, into, record.id, made.id, made)
    }
  }
}
