import type { Row, Tx } from '#kernel/database'
import { noteOf, type Fields } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { reachOf, scopeOf } from '#engines/identity/run'
import { tableOf } from '#engines/register'
import { faults } from '../faults.ts'

/** A row that a form names is there, and its actor may read it. Leaves the transaction seeing everything. @throws case/no-such-row */
export async function namedRowsMustBeReadable(tx: Tx, fields: Fields, form: Row, actor: Actor) {
  for (const [name, field] of Object.entries(fields)) {
    const { register, label } = noteOf(field)
    if (!register || form[name] === undefined || form[name] === null) continue
    await tx.as(scopeOf(actor, reachOf(actor, { kind: 'register', name: register }, 'read')))
    const found = await tx.query(`select 1 from ${tableOf({ name: register })} where id = $1`, [form[name]])
    await tx.as({ all: 'on' })
    if (found.length === 0) throw faults['no-such-row']({ field: label })
  }
}
