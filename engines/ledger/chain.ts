import type { Database } from '#kernel/database'
import type { Policy } from './policy.ts'

/** The chain as it lives: what was signed lately, who witnesses, and what is wrong. */
export interface Chain {
  size: number
  final: number
  blocks: { size: number; leaves: number; at: Date; finalAt: Date | null; witnesses: string[] }[]
  /** Leaves signed in each of the last minutes, the oldest first. */
  minutes: number[]
  quorum: { least: number; of: number }
  witnesses: { name: string; url: string | null; state: string; size: number; says: string; at: Date | null }[]
  alarms: { id: string; source: string; kind: string; size: number; says: string; at: Date }[]
}

const minutesShown = 30

/** Reads the chain. Cost: a few index reads, however long it is. */
export async function chainNow(database: Database, policy: Policy, now: Date): Promise<Chain> {
  const ask = <R extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    database.read<R>({}, text, values)
  const [blocks, [final], minutes, known, alarms] = await Promise.all([
    ask<Chain['blocks'][number]>(
      `select c.size, c.leaves, c.at, f.at as "finalAt", coalesce(f.witnesses, '{}') as witnesses
       from (select * from ledger.checkpoint order by size desc limit 40) c left join ledger.final f using (size) order by c.size desc`,
    ),
    ask<{ size: number }>('select size from ledger.final order by size desc limit 1'),
    ask<{ minute: number; leaves: number }>(
      `select floor(extract(epoch from $1::timestamptz - at) / 60)::int as minute, sum(leaves)::int as leaves
       from ledger.checkpoint where at > $1::timestamptz - make_interval(mins => ${minutesShown}) group by 1`,
      [now],
    ),
    ask<Chain['witnesses'][number]>('select name, url, state, size, says, at from ledger.witness'),
    ask<Chain['alarms'][number]>('select id, source, kind, size, says, at from ledger.alarm order by at desc limit 50'),
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
    alarms,
  }
}
