import * as z from 'zod'
import { endOf, startOf } from '#kernel/clock'
import { day, noteOf } from '#kernel/field'
import type { Rooms } from '#kernel/room'
import { faults } from './faults.ts'
import { comparable, type Register } from './index.ts'
import { blindOf } from './sealing.ts'

/** One filter as a condition over an alias; where an instant has two edges, days of the city are taken too. @throws register/no-such-filter */
export function condition(
  city: { readonly rooms: Rooms },
  register: Register,
  alias: string,
  by: string,
  value: string,
  bind: (value: unknown) => string,
): string {
  const [name = '', edge] = by.split('.')
  const field = register.fields[name]
  if (!field || !register.filters.includes(name)) throw faults['no-such-filter']({ by })
  const column = comparable(register, name, alias)
  const { column: type, sealed } = noteOf(field)
  const wrong = () => faults['no-such-filter']({ by: `${by}=${value.slice(0, 40)}` })
  const one = (text: string) => {
    if (type === 'uuid' && !z.uuid().safeParse(text).success) throw wrong()
    if (type === 'date' && !day().safeParse(text).success) throw wrong()
    if (type === 'integer' && !/^-?\d{1,9}$/.test(text)) throw wrong()
    if (type === 'bigint' && !/^-?\d{1,15}$/.test(text)) throw wrong()
    if (type === 'numeric' && !/^-?\d{1,15}(\.\d{1,6})?$/.test(text)) throw wrong()
    if (type === 'timestamptz') {
      if (edge !== undefined && day().safeParse(text).success)
        return (edge === 'from' ? startOf(text) : endOf(text)).toISOString()
      if (!field.safeParse(text).success) throw wrong()
    }
    if (type === 'jsonb') throw wrong()
    if (type === 'boolean' && !/^(true|false)$/.test(text)) throw wrong()
    if (!sealed) return text
    const value = field.safeParse(text)
    if (!value.success) throw wrong()
    return blindOf(city, sealed, value.data as string)
  }
  if (edge !== undefined && sealed) throw wrong()
  if (edge === 'from') return `${column} >= ${bind(one(value))}`
  if (edge === 'until') return `${column} <= ${bind(one(value))}`
  if (edge !== undefined) throw wrong()
  const wanted = value.split(',').map(one)
  if (type === 'text[]') return `${column} && ${bind(wanted)}::text[]`
  return wanted.length === 1 ? `${column} = ${bind(wanted[0])}` : `${column} = any(${bind(wanted)}::${type}[])`
}
