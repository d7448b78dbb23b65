import type { Ask, Tx } from '#kernel/database'
import { bareTableOf } from '#engines/register'
import type { Assessment } from './index.ts'
import type { Scheme } from './scheme.ts'

/** A scheme that was begun, and how far it has come. */
export interface Begun {
  id: string
  kind: string
  /** The first version of it: what was told for one version counts for those that take its place. */
  root: string
  text: string
  digest: string
  scheme: Scheme
  beganAt: Date
  freezesAt: Date
  /** The last day on which something is told for the first time; it may be put off. */
  reportsUntil: string
  frozenAt: Date | null
  publishedAt: Date | null
  objectsUntil: Date | null
  finalAt: Date | null
  replacedBy: string | null
}

const columns = `id, kind, root, text, digest, began_at as "beganAt", freezes_at as "freezesAt", reports_until as "reportsUntil", frozen_at as "frozenAt",
  published_at as "publishedAt", objects_until as "objectsUntil", final_at as "finalAt", replaced_by as "replacedBy"`

/** A scheme that was begun, held where a transaction asks `for update`; nothing while it is a draft. */
export async function begunOf(ask: Ask, id: string, hold: '' | 'for update' = ''): Promise<Begun | undefined> {
  const [row] = await ask<Omit<Begun, 'scheme'>>(`select ${columns} from assessment.scheme where id = $1 ${hold}`, [id])
  return row && { ...row, scheme: JSON.parse(row.text) as Scheme }
}

/** Every version of a scheme, the first one first. */
export const versionsOf = async (ask: Ask, root: string): Promise<Begun[]> =>
  (
    await ask<Omit<Begun, 'scheme'>>(`select ${columns} from assessment.scheme where root = $1 order by id`, [root])
  ).map((row) => ({ ...row, scheme: JSON.parse(row.text) as Scheme }))

/** Lets a transaction see everything that was told for any version of a scheme, whatever the scope of whoever acts. */
export async function holdTold(tx: Tx, { registers }: Assessment, root: string) {
  const versions = await tx.query<{ id: string }>('select id from assessment.scheme where root = $1', [root])
  for (const { id } of versions)
    for (const register of [registers.entry, registers.mark, registers.objection])
      tx.holdsFound('select record.referring($1, $2, $3)', [bareTableOf(register), 'scheme', id])
}
