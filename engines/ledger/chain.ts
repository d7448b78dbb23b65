import * as z from 'zod'
import type { Database } from '#kernel/database'
import { instant } from '#kernel/engine'
import type { Policy } from './policy.ts'
import { rolling } from './rolling.ts'

/** The chain as it lives: what was signed lately, who witnesses, and what is wrong. */
export const chainFace = z.object({
  size: z.int(),
  final: z.int(),
  blocks: z.array(
    z.object({
      ...{ size: z.int(), leaves: z.int(), at: instant, finalAt: instant.nullable(), witnesses: z.array(z.string()) },
    }),
  ),
  /** Leaves signed in each of the last minutes, the oldest first. */
  minutes: z.array(z.int()),
  quorum: z.object({ least: z.int(), of: z.int() }),
  witnesses: z.array(
    z.object({
      ...{ name: z.string(), url: z.string().nullable(), state: z.string(), size: z.int(), says: z.string() },
      at: instant.nullable(),
    }),
  ),
  /** How far the city has held its log against its events, of its own accord; null before it begins. */
  audit: z
    .object({ round: z.int(), size: z.int(), at: instant, ended: instant.nullable(), hours: z.number() })
    .nullable(),
  alarms: z.array(
    z.object({
      ...{ id: z.uuid(), source: z.string(), kind: z.string(), size: z.int(), says: z.string(), at: instant },
    }),
  ),
})
type Chain = z.infer<typeof chainFace>

const minutesShown = 30

/** Reads the chain. Cost: a few index reads, however long it is. */
export async function chainNow(database: Database, policy: Policy, now: Date): Promise<Chain> {
  const ask = <R extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    database.read<R>({}, text, values)
  const [blocks, [final], minutes, known, alarms, [audit]] = await Promise.all([
    ask<Chain['blocks'][number]>(
      `select c.size, c.leaves, c.at, f.at as "finalAt", coalesce(f.witnesses, '{}') as witnesses
       from (select * from ledger.checkpoint where size > 0 order by size desc limit 40) c left join ledger.final f using (size) order by c.size desc`,
    ),
    ask<{ size: number }>('select size from ledger.final order by size desc limit 1'),
    ask<{ minute: number; leaves: number }>(
      `select floor(extract(epoch from $1::timestamptz - at) / 60)::int as minute, sum(leaves)::int as leaves
       from ledger.checkpoint where at > $1::timestamptz - make_interval(mins => ${minutesShown}) group by 1`,
      [now],
    ),
    ask<Chain['witnesses'][number]>('select name, url, state, size, says, at from ledger.witness'),
    ask<Chain['alarms'][number]>('select id, source, kind, size, says, at from ledger.alarm order by at desc limit 50'),
    ask<Omit<NonNullable<Chain['audit']>, 'hours'>>(
      'select round, size, at, ended_at as ended from ledger.audit order by at desc limit 1',
    ),
  ])
  const leaves = new Map(minutes.map((one) => [one.minute, one.leaves]))
  return {
    size: blocks[0]?.size ?? 0,
    final: final?.size ?? 0,
    blocks,
    minutes: Array.from({ length: minutesShown }, (_, i) => leaves.get(minutesShown - 1 - i) ?? 0),
    quorum: { least: policy.quorum.least, of: policy.witnesses.length },
    witnesses: policy.witnesses.map(
      ({ name, url }) =>
        known.find((one) => one.name === name) ?? {
          name,
          url: url ?? null,
          state: 'away',
          size: 0,
          says: '',
          at: null,
        },
    ),
    audit: audit ? { ...audit, hours: rolling.round / 3_600_000 } : null,
    alarms,
  }
}
