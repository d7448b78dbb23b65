import type * as z from 'zod'
import type { Row } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { faults } from '../faults.ts'
import type { Register } from '../index.ts'

/** A value as it is compared: an instant as any other day, by its text. */
const comparable = (value: unknown) => (value instanceof Date ? value.toISOString() : value) as string | number | null

/**
 * No end is before its beginning.
 * @param changed the fields that are written; pairs of which neither is are left as they stand
 * @throws register/wrong-fields
 */
export function whatComesFirstIsNotLater(register: Register, row: Row, changed: readonly string[]) {
  const label = (name: string) => noteOf(register.fields[name] as z.ZodType).label
  const wrong = register.inOrder.flatMap(([first, second]) => {
    const [from, to] = [comparable(row[first] ?? null), comparable(row[second] ?? null)]
    if (![first, second].some((name) => changed.includes(name)) || from === null || to === null || from <= to) return []
    return [`${label(second)}：不能早于${label(first)}`]
  })
  if (wrong.length > 0) throw faults['wrong-fields']({ register: register.title, wrong })
}
