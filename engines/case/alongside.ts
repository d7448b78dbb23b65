import type * as z from 'zod'
import type { Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import type { Register } from '#engines/register'
import { bearing, hold, referring, sharing } from '#engines/register/run'
import type { Along } from './rows-left.ts'
import type { Subject } from './stand.ts'

/** The rows of a register that go with a subject, held; in the order they were made. @param over the subject's register */
export async function alongside(tx: Tx, register: Register, { by, as }: Along, over: Register, record: Subject) {
  const value = record[as] as string | null
  if (value === null) return []
  if (by === 'id') {
    tx.holds([value])
    const one = await hold(tx, register, value)
    return one ? [one] : []
  }
  const { sealed, register: named } = noteOf(register.fields[by] as z.ZodType)
  if (sealed) return bearing(tx, register, by, { in: over, field: as, id: record.id })
  return named ? referring(tx, register, by, value) : sharing(tx, register, { [by]: value })
}
