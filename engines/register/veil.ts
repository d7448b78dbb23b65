import type * as z from 'zod'
import { newId, type Database, type Row, type Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { onceEach } from '#kernel/memo'
import type { Actor } from '#engines/identity'
import { noteLook, ownerOf, type Look } from '#engines/identity/run'
import { columnOf, sealedFieldsOf, tableOf, type Register } from './index.ts'

/** The fields of a register that are somebody's own: a name, an address. Sealed ones are masked for everyone already. */
export const personalOf: (register: Pick<Register, 'fields'>) => readonly string[] = onceEach(({ fields }) =>
  Object.entries(fields).flatMap(([name, field]) => {
    const { sensitivity, sealed } = noteOf(field as z.ZodType)
    return sensitivity === 'personal' && !sealed ? [name] : []
  }),
)

/** A row without its personal fields, and which they are; as it is where it has none, or is the reader's own. */
export function veiled<R extends object>(register: Register, row: R, owner: string | null, actor: Actor): R {
  const personal = personalOf(register)
  if (personal.length === 0 || (actor.person !== null && owner === ownerOf(actor))) return row
  const hidden = personal.filter((name) => ((row as Row)[name] ?? null) !== null)
  return { ...row, ...Object.fromEntries(hidden.map((name) => [name, null])), veiled: hidden }
}

/**
 * A row with its personal fields for whoever says what for, once that is recorded for the person whose they are.
 * Without a purpose they stay veiled.
 */
export async function lookedAt<R extends { id: string }>(
  database: Database,
  register: Register,
  row: R,
  owner: string | null,
  actor: Actor,
  looking: { at: Date; purpose: string | undefined },
): Promise<R> {
  const shown = veiled(register, row, owner, actor)
  if (shown === row || looking.purpose === undefined || actor.person === null) return shown
  const { at, purpose } = looking
  const look = { id: newId(at), of: register.name, record: row.id, purpose, fields: personalOf(register) }
  const reader = actor as Actor & { person: string }
  const citizen = sealedFieldsOf(register).find(([, kind]) => kind === 'citizen-number')?.[0]
  if (owner === null && citizen === undefined) return row
  await database.write({ all: 'on' }, async (tx) => {
    if (owner !== null) await noteLook(tx, at, reader, { ...look, person: owner })
    if (citizen !== undefined) await noteForCitizen(tx, register, citizen, at, reader, look)
  })
  return row
}

/** Who bears the citizen number of a row sees a look at it as well, whoever made the row; the same within an hour is one. */
async function noteForCitizen(
  tx: Tx,
  register: Register,
  citizen: string,
  at: Date,
  actor: Actor & { person: string },
  look: Omit<Look, 'person'> & { id: string },
) {
  const blind = `split_part(t.${columnOf(citizen)}, '.', 3)`
  await tx.query(
    `insert into record.look (id, at, officer, officer_name, agency, purpose, register, record, fields, citizen)
     select $1::uuid, $2::timestamptz, $3::uuid, $4, $5, $6, $7, t.id, $9::text[], ${blind} from ${tableOf(register)} t where t.id = $8 and ${blind} <> ''
       and not exists (select 1 from record.look l where l.record = t.id and l.officer = $3 and l.purpose = $6 and l.fields = $9 and l.at > $2::timestamptz - interval '1 hour')`,
    [...[look.id, at, actor.person, actor.name, actor.agency], ...[look.purpose, look.of, look.record, look.fields]],
  )
}
