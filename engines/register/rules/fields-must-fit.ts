import type * as z from 'zod'
import { issueSays, shapeOf, type Fields } from '#kernel/field'
import { faults } from '../faults.ts'

/** Values are what the declared fields ask for, and no others. @returns them as they are kept. @throws register/wrong-fields with a sentence a field */
export function fieldsMustFit<F extends Fields>(title: string, fields: F, values: unknown): z.output<z.ZodObject<F>> {
  const result = shapeOf(fields).safeParse(values, { reportInput: true })
  if (!result.success)
    throw faults['wrong-fields']({
      register: title,
      wrong: result.error.issues.map((issue) => issueSays(fields, issue)),
    })
  return result.data as never
}
