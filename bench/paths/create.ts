import { card, cardsPath, serveCards } from '../card-city.ts'
import { interleaved, median, type Findings } from '../figures.ts'
import { load } from '../load.ts'
import { missing, preparePgbench, simpleUpdate } from '../pgbench.ts'
import { cpuOf, ownerUrlOf, postgresOf } from '../place.ts'

/**
 * A case is created over HTTP: row, case, first step, events, versions, inbox, search, key of the request, rights, one
 * durable transaction, with access line and trace; beside pgbench's simple update.
 */
export const create = async (): Promise<Findings> => {
  const { child, port, owner, dataDir, cookie, close } = await serveCards({ keepsLedger: false })
  const ownerUrl = ownerUrlOf(dataDir)
  try {
    const requests = [{ method: 'POST' as const, path: cardsPath, cookie, body: card, keyed: true }]
    const creates = (connections: number, seconds = 3) => load({ port, connections, seconds, requests })
    if (!missing) await preparePgbench(owner, ownerUrl)
    await creates(32, 5)
    const runs = { few: [] as { p50: number; p99: number }[], many: [] as { p50: number; p99: number }[] }
    const found = await interleaved({
      ...(!missing && { simple: async () => simpleUpdate(ownerUrl, 3) }),
      create32: async () => rateOf(await creates(32), runs.few),
      create256: async () => rateOf(await creates(256), runs.many),
    } as Record<string, () => Promise<number>>)
    const limit = found['simple'] && median(found['simple'])
    const before = { node: cpuOf(child.pid as number), postgres: cpuOfAll(dataDir) }
    const { rate } = await creates(256)
    const node = cpuOf(child.pid as number) - before.node
    const postgres = cpuOfAll(dataDir) - before.postgres
    const { rows } = await owner.query<{ cards: number; cases: number; entries: number; keys: number }>(`select
      (select count(*)::int from record.library_card) as cards, (select count(*)::int from casework.case) as cases,
      (select count(*)::int from notice.entry) as entries, (select count(*)::int from kernel.once) as keys`)
    const figure = (name: string, key: string, goal: number): Findings['figures'][number] => {
      const value = median(found[key] as number[])
      if (!limit) return { name, value, unit: '/s' }
      const ratio = value / limit
      const beside = { name: 'pgbench -N, 32 clients', value: limit }
      return { name, value, unit: '/s', limit: beside, ratio, goal: { says: `≥ ${goal} ×`, met: ratio >= goal } }
    }
    const p50 = median(runs.few.map((run) => run.p50))
    const p99 = median(runs.few.map((run) => run.p99))
    return {
      figures: [
        figure('create a case, 32 connections', 'create32', 0.7),
        figure('create a case, 256 connections', 'create256', 1),
        {
          name: `p99 at 32 connections (p50 ${p50.toFixed(1)} ms)`,
          value: p99,
          unit: 'ms',
          ratio: p99 / p50,
          goal: { says: '≤ 4 × p50', met: p99 <= 4 * p50 },
        },
        { name: 'processor time of the server a case', value: (1000 * node) / (rate * 3), unit: 'ms' },
        { name: 'processor time of PostgreSQL a case', value: (1000 * postgres) / (rate * 3), unit: 'ms' },
      ],
      notes: [
        ...(missing ? [`not held against pgbench: ${missing}`] : []),
        `There are ${Object.entries(rows[0] ?? {})
          .map(([what, count]) => `${count} ${what}`)
          .join(', ')}.`,
      ],
    }
  } finally {
    await close()
  }
}

function rateOf(run: { rate: number; p50: number; p99: number }, into: { p50: number; p99: number }[]): number {
  into.push(run)
  return run.rate
}

const cpuOfAll = (dataDir: string) => postgresOf(dataDir).reduce((sum, pid) => sum + cpuOf(pid), 0)
