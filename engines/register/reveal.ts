import { newId, type Database, type Row } from '#kernel/database'
import { noteOf, type SealedName } from '#kernel/field'
import type * as z from 'zod'
import type { Actor } from '#engines/identity'
import { branchesOf, eitherOf, identityFaults, noteLook, reachOf, scopeOf } from '#engines/identity/run'
import { faults } from './faults.ts'
import { columnOf, sealedFieldsOf, tableOf, type Register } from './index.ts'
import { openFieldKeys } from './field-keys.ts'
import { hasKeyOf, openValue } from './sealing.ts'
import { scopeColumns } from './store.ts'

/** What is asked to be read of one row, and why. */
export interface Reading {
  id: string
  fields: readonly string[]
  /** In the reader's words; kept, and shown to the person whom it is about. */
  purpose: string
}

/**
 * Reads sealed fields of a row for a purpose. The reading is on record before anything is answered.
 * @returns the values by field
 * @throws identity/not-granted register/not-found register/nothing-sealed register/not-unsealed
 */
export async function reveal(
  database: Database,
  register: Register,
  { id, fields, purpose }: Reading,
  actor: Actor & { person: string },
  at: Date,
): Promise<Record<string, string>> {
  const sealed = new Map(sealedFieldsOf(register))
  const unsealed = fields.filter((name) => !sealed.has(name))
  const labelOf = (name: string) =>
    Object.hasOwn(register.fields, name) ? noteOf(register.fields[name] as z.ZodType).label : name.slice(0, 40)
  if (unsealed.length > 0 || fields.length === 0) throw faults['nothing-sealed']({ fields: unsealed.map(labelOf) })
  const reach = reachOf(actor, register, 'reveal')
  if (reach.size === 0) throw identityFaults['not-granted']({ action: '查看个人信息', on: register.title })
  const values: unknown[] = [id]
  const branches = branchesOf(actor, reach, scopeColumns, (value) => `$${values.push(value)}`)
  return database.write(scopeOf(actor, reach), async (tx) => {
    const all = [...sealed.keys()]
    const [row] = await tx.query<Row>(
      `select ${all.map((name) => `t.${columnOf(name)} as "${name}"`).join(', ')}, t.created_by as "createdBy" from ${tableOf(register)} t where t.id = $1 and ${eitherOf(branches)}`,
      values,
    )
    if (!row) throw faults['not-found']({ register: register.title })
    const empty = fields.filter((name) => typeof row[name] !== 'string')
    if (empty.length > 0) throw faults['nothing-sealed']({ fields: empty.map(labelOf) })
    // Another process may have made a key since.
    if (!fields.every((name) => hasKeyOf(tx, row[name] as string))) await openFieldKeys(database)
    // Whom it is about: the citizen whose number the row bears, by its blind index.
    const citizen = all.find((name) => sealed.get(name) === 'citizen-number')
    const about = citizen ? row[citizen] : undefined
    const look = newId(at)
    tx.add('record.look', {
      ...{ id: look, at, officer: actor.person, officer_name: actor.name, agency: actor.agency, purpose },
      ...{ register: register.name, record: id, fields },
      citizen: typeof about === 'string' ? about.split('.')[2] : null,
    })
    // Whose row it is sees the look as well.
    const owner = row['createdBy'] as string | null
    if (owner !== null && owner !== actor.person)
      await noteLook(tx, at, actor, { id: look, person: owner, purpose, of: register.name, record: id, fields })
    return Object.fromEntries(
      fields.map((name) => [name, openValue(tx, sealed.get(name) as SealedName, row[name] as string)]),
    )
  })
}
