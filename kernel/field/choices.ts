import * as z from 'zod'
import { fieldOf, type Options } from './note.ts'

/** Several of a closed list, none twice: value → label. They are kept in the order of the list, whoever ticked which first. */
export const choices = <const O extends Record<string, string>>(
  label: string,
  options: O,
  { min = 0, max = Object.keys(options).length, ...o }: Options & { min?: number; max?: number } = {},
) => {
  const order = Object.keys(options) as [keyof O & string, ...(keyof O & string)[]]
  return fieldOf(
    z
      .array(z.enum(order))
      .min(min)
      .max(max)
      .refine((chosen) => new Set(chosen).size === chosen.length, '同一项选了不止一次')
      .overwrite((chosen) => chosen.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))),
    {
      label,
      widget: 'choices',
      column: 'text[]',
      options,
      min,
      maxLength: max,
      example: order.slice(0, Math.max(1, min)),
      ...o,
    },
  )
}
