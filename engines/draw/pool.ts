import { randomBytes } from 'node:crypto'
import { dayOf } from '#kernel/clock'
import type { Row, Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { columnOf, tableOf, type RecordOf, type Register } from '#engines/register'
import { selectOf } from '#engines/register/run'
import { faults } from './faults.ts'
import type { Known, Pool } from './index.ts'
import { memberDigest } from './hashes.ts'
import type { Weighted } from './sample.ts'

/** Somebody of a pool, before a draw. */
export interface Member {
  id: string
  name: string
  stratum: string
  /** Hexadecimal; whoever knows it and the id knows the digest. */
  salt: string
  digest: string
  weight: number
  /** Why they are not drawn; nothing where they may be. */
  excluded: string | null
}

type Of = RecordOf<Register> & Row

/** What the strata of a pool are called, by their names; a pool without strata is one. */
export function strataOf({ of, stratum, title }: Pool): Record<string, string> {
  const options = stratum === undefined ? undefined : noteOf(of.fields[stratum] as never).options
  return options ?? { all: title }
}

/**
 * Everybody of a pool as they stand now: each under a digest of a salt of its own, and why those are taken out who are.
 * @throws draw/wrong-weight draw/doubled
 */
export async function membersOf(
  tx: Tx,
  kind: string,
  { of, stratum, once, beside, weight, excludes }: Pool,
  occasion: Of,
  now: Date,
): Promise<Member[]> {
  const rows = await tx.query<Of>(`select ${selectOf(of, 't')} from ${tableOf(of)} t order by t.id`, [])
  const about = await Promise.all(
    Object.entries(beside).map(async ([name, one]) => [name, await rowsAbout(tx, one.in, one.by)] as const),
  )
  const before = await tx.query<{ member: string; at: Date }>(
    'select member, at from draw.place where kind = $1 and member = any($2::uuid[])',
    [kind, rows.map(({ id }) => id)],
  )
  const drawnAt = Map.groupBy(before, ({ member }) => member)
  if (once) mustBeOnce(of, rows, once)
  return rows.map((row) => {
    const salt = randomBytes(16).toString('hex')
    const heavy = weight?.(row as never) ?? 1
    const name = String(row[of.naming])
    if (!Number.isSafeInteger(heavy) || heavy < 1) throw faults['wrong-weight']({ who: name, weight: heavy })
    const known: Known = {
      ...{ occasion, today: dayOf(now) },
      beside: Object.fromEntries(about.map(([name, rows]) => [name, rows.get(row.id) ?? []])) as never,
      drawn: (days) => {
        const since = now.getTime() - days * 86_400_000
        return (drawnAt.get(row.id) ?? []).filter(({ at }) => at.getTime() >= since).length
      },
    }
    const [excluded = null] = Object.keys(excludes).filter((reason) => excludes[reason]?.(row as never, known as never))
    return {
      ...{ id: row.id, name, salt, weight: heavy, excluded },
      stratum: stratum === undefined ? 'all' : String(row[stratum]),
      digest: memberDigest(salt, row.id),
    }
  })
}

async function rowsAbout(tx: Tx, register: Register, by: string): Promise<Map<string, Of[]>> {
  const rows = await tx.query<Of>(
    `select ${selectOf(register, 't')} from ${tableOf(register)} t where t.${columnOf(by)} is not null`,
    [],
  )
  return Map.groupBy(rows, (row) => String(row[by]))
}

/** @throws draw/doubled */
function mustBeOnce(of: Register, rows: readonly Of[], field: string) {
  const seen = new Set<string>()
  for (const row of rows) {
    const value = row[field]
    if (value === null || value === undefined) continue
    if (seen.has(String(value))) throw faults.doubled({ who: String(row[of.naming]) })
    seen.add(String(value))
  }
}

/** Those of a stratum who may be drawn, as they are sealed: in the order of their digests. */
export const weighted = (members: readonly Member[], stratum: string): Weighted[] =>
  members
    .filter((one) => one.excluded === null && one.stratum === stratum)
    .map(({ digest, weight }): Weighted => [digest, weight])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

/** How many are taken out for which reason. */
export const reasonsOf = (members: readonly Member[]): { reason: string; count: number }[] =>
  [...Map.groupBy(members, ({ excluded }) => excluded ?? '')]
    .filter(([reason]) => reason !== '')
    .map(([reason, all]) => ({ reason, count: all.length }))
