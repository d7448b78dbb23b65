import type { Row, Tx } from '#kernel/database'
import { noteOf, type Fields } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { isReadable } from '#engines/register/run'
import { faults } from '../faults.ts'

/** A row that a form names is there, and its actor may read it. The transaction holds it from then on. @throws case/no-such-row */
export async function namedRowsMustBeReadable(tx: Tx, fields: Fields, form: Row, actor: Actor) {
  for (const [name, field] of Object.entries(fields)) {
    const { register, label } = noteOf(field)
    if (!register || form[name] === undefined || form[name] === null) continue
    if (!(await isReadable(tx, { name: register }, form[name] as string, actor)))
      throw faults['no-such-row']({ field: label })
    tx.holds([form[name] as string])
  }
}
