import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import { faults } from '../faults.ts'
import { bareColumnOf, bareTableOf, nameOf, type Register } from '../index.ts'
import { heldByIds } from '../store.ts'

/** A row leads on from where no way leads back: rows that several write at once are looked at one after the other. @throws register/circular */
export async function referencesRunInNoCircle(tx: Tx, register: Register, row: Row) {
  if (!register.acyclic) return
  const [from, to] = register.acyclic
  const [start, end] = [row[from] as string, row[to] as string]
  const [way] = await tx.query<{ back: boolean }>('select record.leads_to($1, $2, $3, $4, $5) as back', [
    ...[bareTableOf(register), bareColumnOf(from), bareColumnOf(to)],
    ...[end, start],
  ])
  if (!way?.back) return
  const { register: named, label } = noteOf(register.fields[to] as z.ZodType)
  const of = houseOf(tx)
    .parts<Register>('register')
    .get(named as string)
  const rows = of ? await heldByIds(tx, of, [start, end]) : new Map<string, object>()
  const called = (id: string) => (of ? nameOf(of, rows.get(id) ?? {}) : '')
  throw faults.circular({ register: register.title, from: called(start), to: called(end), field: label })
}
