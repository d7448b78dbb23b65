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

/** Fen as yuan with two decimals: 123456 → 1234.56. */
export function inYuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Yuan as people type them, with separators or none, as fen; undefined for what is no sum of at most two decimals. */
export function fenOf(yuan: string): number | undefined {
  const found = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{0,2}))?$/.exec(yuan.normalize('NFKC').trim())
  if (!found) return undefined
  const [, sign = '', whole = '', decimals = ''] = found
  const fen = Number(whole.replaceAll(',', '') + decimals.padEnd(2, '0'))
  return Number.isSafeInteger(fen) ? (sign === '-' ? -fen : fen) + 0 : undefined
}
