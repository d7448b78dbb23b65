import type { Row, Tx } from '#kernel/database'
import { noteOf, type Fields } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { namedRowsThatDoNotFit } from '#engines/register/run'
import { faults } from '../faults.ts'

/** A row that a form names is there, its actor may read it, and the field takes it. The transaction holds it from then on. @throws case/no-such-row */
export async function namedRowsMustBeReadable(tx: Tx, fields: Fields, form: Row, actor: Actor) {
  const [wrong] = await namedRowsThatDoNotFit(tx, fields, form, actor)
  if (wrong !== undefined) throw faults['no-such-row']({ field: wrong })
  tx.holds(
    Object.entries(fields).flatMap(([name, field]) =>
      noteOf(field).register ? [(form[name] ?? null) as string | null] : [],
    ),
  )
}
