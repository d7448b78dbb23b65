import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf, type Fields } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { reachOf, scopeOf } from '#engines/identity/run'
import { tableOf } from '#engines/register'
import { faults } from '../faults.ts'

/** A row that a form names is there, and its actor may read it. The transaction holds it from then on. @throws case/no-such-row */
export async function namedRowsMustBeReadable(tx: Tx, fields: Fields, form: Row, actor: Actor) {
  for (const [name, field] of Object.entries(fields)) {
    const { register, label } = noteOf(field)
    if (!register || form[name] === undefined || form[name] === null) continue
    const read = scopeOf(actor, reachOf(actor, { kind: 'register', name: register }, 'read'))
    const found = await houseOf(tx).database.read(read, `select 1 from ${tableOf({ name: register })} where id = $1`, [
      form[name],
    ])
    if (found.length === 0) throw faults['no-such-row']({ field: label })
    tx.holds([form[name] as string])
  }
}
