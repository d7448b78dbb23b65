import * as z from 'zod'
import { fieldOf, type Options } from './note.ts'

/** The most fen that are kept: fifteen digits, which is what a spreadsheet keeps of a number. */
const mostFen = 999_999_999_999_999

const every = { month: '元/月', year: '元/年' }

/**
 * A sum of money: whole fen here and on the wire, yuan with two decimals wherever people see or type it.
 * @param per what is paid again each month or year. `min` and `max` are fen
 */
export const money = (
  label: string,
  { min = 0, max = mostFen, per, ...o }: Options & { min?: number; max?: number; per?: keyof typeof every } = {},
) =>
  fieldOf(z.int().min(min).max(max).brand<'fen'>(), {
    label,
    widget: 'money',
    column: 'bigint',
    unit: per ? every[per] : '元',
    min,
    max,
    ...o,
  })
