import type * as z from 'zod'
import type { Row } from '#kernel/database'
import type { House } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import type { Actor } from '#engines/identity'
import type { Filing, Register } from '../index.ts'
import { isReadable } from '../readable.ts'

const isBlank = (value: unknown) => (value ?? null) === null || (Array.isArray(value) && value.length === 0)

/** What a row lacks to be filed in one way: what that way requires, and the rows that it takes. @returns a sentence for each */
export async function lackingOf(
  city: Pick<House, 'rooms'>,
  { fields }: Register,
  { requires, among }: Filing,
  row: Row,
  actor: Actor,
): Promise<string[]> {
  const note = (name: string) => noteOf(fields[name] as z.ZodType)
  const missing = requires.filter((name) => isBlank(row[name])).map((name) => `${note(name).label}：这样登记的要填写`)
  const strange = await Promise.all(
    Object.entries(among).map(async ([name, where]) => {
      const [id, { register = '', label }] = [row[name], note(name)]
      if (typeof id !== 'string' || (await isReadable(city, { name: register }, id, actor, where))) return []
      return [`${label}：所选的不在这里办`]
    }),
  )
  return [...missing, ...strange.flat()]
}
