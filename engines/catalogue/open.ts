import type * as z from 'zod'
import { noteOf } from '#kernel/field'
import type { House } from '#kernel/engine'
import { directoryOf, reachOf, visitorOf } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { cellOf, listWhole, titlesFor } from '#engines/register/run'
import type { Told } from './entries.ts'

/** Data that everyone may take along: the register that keeps it, and those of its fields that are open. */
export interface OpenPart {
  register: Register
  fields: [name: string, field: z.ZodType][]
}

/**
 * The open part of a resource that the platform itself keeps: fields that its catalogue opens and that its register calls public,
 * of rows that a visitor may read one by one. Nothing where there is none.
 */
export function openPartOf(house: House, { origin, open, items }: Told): OpenPart | undefined {
  const [kind, name] = (origin ?? '').split(':')
  const register = kind === 'register' ? house.parts<Register>('register').get(name ?? '') : undefined
  if (!open || !register || reachOf(visitorOf(house), register, 'read').size === 0) return undefined
  const fields = items.flatMap((item): [string, z.ZodType][] => {
    const field = register.fields[item.name] as z.ZodType | undefined
    return item.open && field && noteOf(field).sensitivity === 'public' ? [[item.name, field]] : []
  })
  return fields.length > 0 ? { register, fields } : undefined
}

/** Its rows as a visitor may see them, each value in words, some at a time. */
export async function* openRows(house: House, { register, fields }: OpenPart): AsyncGenerator<string[][]> {
  const directory = directoryOf(house)
  for await (const rows of listWhole(house.database, register, visitorOf(house), { filters: {} })) {
    const titles = await titlesFor(house.database, Object.fromEntries(fields), rows)
    yield rows.map((row) =>
      fields.map(([name, field]) => {
        const value = cellOf(field, (row as unknown as Record<string, unknown>)[name], directory, titles)
        return value === null || value === undefined ? '' : value instanceof Date ? value.toISOString() : String(value)
      }),
    )
  }
}
