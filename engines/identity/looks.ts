import { newId, type Tx } from '#kernel/database'
import type { Actor } from './index.ts'

/** An officer's look at somebody's personal fields. */
export interface Look {
  /** Whose they are. */
  person: string
  purpose: string
  /** The register's name, and the row. */
  of: string
  record: string
  fields: readonly string[]
  /** The id of the same look where another list keeps it too, so that it is told once. */
  id?: string
}

/**
 * Records that an officer looked at personal fields of somebody: who, when, what, what for. A look for the same purpose
 * at the same row within an hour is the same look. Nothing is shown before this is written: in a transaction over every row.
 * @source 个人信息保护法 第44、45条 (知情、查阅)
 */
export const noteLook = (tx: Tx, at: Date, actor: Actor & { person: string }, look: Look) =>
  tx.query(
    `insert into identity.look (id, person, at, officer, officer_name, agency, purpose, of, record, fields)
     select $1::uuid, p.id, $3::timestamptz, $4::uuid, $5, $6, $7, $8, $9::uuid, $10::text[] from identity.person p where p.id = $2
       and not exists (select 1 from identity.look l where l.person = p.id and l.officer = $4 and l.record = $9 and l.purpose = $7 and l.fields = $10 and l.at > $3::timestamptz - interval '1 hour')`,
    [
      ...[look.id ?? newId(at), look.person, at, actor.person, actor.name, actor.agency],
      ...[look.purpose, look.of, look.record, look.fields],
    ],
  )
