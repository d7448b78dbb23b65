import { noteOf, type Fields } from '#kernel/field'
import type { House } from '#kernel/engine'
import type { Row } from '#kernel/database'
import type { Actor } from '#engines/identity'
import { faults } from '../faults.ts'
import { isReadable } from '../readable.ts'

/** The fields that name a row which is not there, which their writer may not read, or which the field does not take. @returns their labels */
export async function namedRowsThatDoNotFit(
  city: Pick<House, 'rooms'>,
  fields: Fields,
  row: Row,
  actor: Actor,
): Promise<string[]> {
  const named = Object.entries(row).flatMap(([name, id]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const note = field && noteOf(field)
    if (!note?.register || typeof id !== 'string') return []
    return [{ ...note, register: note.register, id, isOne: field?.safeParse(id).success }]
  })
  const fits = await Promise.all(
    named.map(
      async ({ register, where, id, isOne }) =>
        isOne === true && (await isReadable(city, { name: register }, id, actor, where)),
    ),
  )
  return named.flatMap(({ label }, at) => (fits[at] ? [] : [label]))
}

/** The rows that a row names are there, its writer may read them, and the fields take them. @throws register/wrong-fields */
export async function namedRowsMustFit(
  city: Pick<House, 'rooms'>,
  { title, fields }: { title: string; fields: Fields },
  row: Row,
  actor: Actor,
) {
  const wrong = await namedRowsThatDoNotFit(city, fields, row, actor)
  if (wrong.length > 0)
    throw faults['wrong-fields']({
      register: title,
      wrong: wrong.map((label) => `${label}：所选的记录不存在、现在不能选，或者您无权查看它`),
    })
}
