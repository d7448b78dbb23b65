import type * as z from 'zod'
import { noteOf } from '#kernel/field'
import { faults } from './faults.ts'
import { bareColumnOf, type Register } from './index.ts'

/** Why PostgreSQL would not keep a row, in our words. */
export function unkept(register: Register, error: Error & { code?: string; constraint?: string }) {
  if (error.code === '23505') return duplicate(register, error)
  if (error.code !== '23503') return error
  const field = Object.keys(register.fields).find((name) => error.constraint?.endsWith(`_${bareColumnOf(name)}_fkey`))
  const label = field ? noteOf(register.fields[field] as z.ZodType).label : '关联'
  return faults['no-such-record']({ field: label }, error)
}

/** PostgreSQL tells the index, and keeps the values from whoever might not see the other row. */
function duplicate(register: Register, error: { constraint?: string }) {
  const columns = (set: readonly string[]) => set.map((field) => bareColumnOf(field)).join('_')
  const sets = [...register.unique, ...register.uniqueWhile.map(({ fields }) => fields)]
  const set = sets.find((fields) => error.constraint?.includes(`_${columns(fields)}_`)) ?? sets[0]
  return faults.duplicate(
    {
      register: register.title,
      fields: (set ?? []).map((field) => noteOf(register.fields[field] as z.ZodType).label),
    },
    error,
  )
}
