import { dayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { Register } from '#engines/register'
import { carriedInto, change, create, hold, referring, showFilesToo, type By } from '#engines/register/run'
import type { AnyCase } from './index.ts'
import type { CaseRow } from './row.ts'
import type { Along } from './rows-left.ts'
import type { Acting, Leaving, Subject } from './stand.ts'

/** Changes and makes the rows that a state changes and leaves where it is entered; whatever cases are about them follow and open by themselves. */
export async function leaveRows(tx: Tx, declared: AnyCase, row: CaseRow, record: Subject, by: By) {
  const { changes = [], makes = [] } = declared.states[row.state] ?? {}
  const { id: parent, agency, region, facts } = row
  const maker: Acting = { ...by, actor: { ...by.actor, agency }, acting: row.id }
  const found = { record, facts, agency, today: dayOf(by.at) }
  for (const { of, along, changed } of [changes].flat())
    for (const one of await alongside(tx, of, along, record)) {
      const values = changed({ ...found, row: one } as never)
      if (values) await change(tx, of, one, values as never, maker)
    }
  for (const { into, along, among, part, rows } of [makes].flat()) {
    const there = along ? await alongside(tx, into, along, record) : []
    const beside = among ? await alongside(tx, among.in, among, record) : []
    const leaving: Leaving = { ...maker, ...(part && { under: { parent, agency, region } }) }
    for (const values of rows({ ...found, there, among: beside } as never)) {
      const whole = await carriedInto(tx, into, declared.subject as Register, record, values)
      const made = await create(tx, into, whole as never, leaving)
      await showFilesToo(tx, into, record.id, made.id, made)
    }
  }
}

/** The rows of a register that go with a subject, held; in the order they were made. */
async function alongside(tx: Tx, register: Register, { by, as }: Along, record: Subject) {
  const id = record[as] as string | null
  if (id === null) return []
  if (by !== 'id') return referring(tx, register, by, id)
  tx.holds([id])
  const one = await hold(tx, register, id)
  return one ? [one] : []
}
