import { interleaved, median, quantile, timed, type Findings } from '../figures.ts'
import { load } from '../load.ts'
import { missing, preparePgbench, simpleUpdate } from '../pgbench.ts'
import { at } from '../place.ts'

const said = ['开饭店', '给娃上户口', '老人钱', '孩子上学', '办社保卡', '买房', '退休', '残疾证', '停车', '开药店']

/**
 * Somebody applies for a service: the item looked up, what it asks answered, a number among those of the day, its window, whoever
 * decides, row, case, inbox, search and evidence in one durable transaction; beside pgbench's simple update. Finding an item in
 * one's own words.
 */
export const services = (): Promise<Findings> =>
  at(async (place) => {
    const cookie = await place.signIn('suyulan')
    const { rows: items } = await place.owner.query<{ id: string; promises: string[] }>(
      `select i.id, coalesce(array_agg(n.id) filter (where n.kind = 'yesNo'), '{}') as promises from record.service_item i
       join record.service_item_need n on n.item = i.id group by i.id
       having not bool_or(n.source = 'applicant' and n.needed)`,
    )
    const who = { applicant: '苏玉兰', idNumber: '320902196307220029', mobile: '13805110002', livesAt: '320902001' }
    const requests = items.map(({ id, promises }) => ({
      ...{ method: 'POST' as const, path: '/api/registers/service-application', cookie, keyed: true },
      body: { ...who, item: id, said: promises.map((asks) => ({ asks, says: true })) },
    }))
    const applies = (connections: number, seconds = 3) => load({ port: place.port, connections, seconds, requests })
    if (!missing) await preparePgbench(place.owner, place.ownerUrl)
    await applies(32, 5)
    const p99: number[] = []
    const found = await interleaved({
      ...(!missing && { simple: async () => simpleUpdate(place.ownerUrl, 3) }),
      apply32: async () => {
        const run = await applies(32)
        p99.push(run.p99)
        return run.rate
      },
      apply256: async () => (await applies(256)).rate,
    } as Record<string, () => Promise<number>>)
    const limit = found['simple'] && median(found['simple'])
    const figure = (name: string, key: string, goal: number): Findings['figures'][number] => {
      const value = median(found[key] as number[])
      if (!limit) return { name, value, unit: '/s' }
      const ratio = value / limit
      const beside = { name: 'pgbench -N, 32 clients', value: limit }
      return { name, value, unit: '/s', limit: beside, ratio, goal: { says: `≥ ${goal} ×`, met: ratio >= goal } }
    }
    const runs = await timed(
      Array.from({ length: 20 }, (_, round) =>
        said.map(
          (words) => () =>
            place.get(
              `/api/search?q=${encodeURIComponent(words)}&of=service-item&loosely=true&limit=${10 + round}`,
              cookie,
            ),
        ),
      ).flat(),
    )
    return {
      figures: [
        figure('applications, 32 connections', 'apply32', 0.4),
        figure('applications, 256 connections', 'apply256', 0.8),
        { name: 'p99 at 32 connections', value: median(p99), unit: 'ms' },
        {
          ...{ name: 'finding an item in one’s own words, p95', value: quantile(runs, 0.95), unit: 'ms' },
          goal: { says: '≤ 20 ms', met: quantile(runs, 0.95) <= 20 },
        },
      ],
      notes: [
        ...(missing ? [`not held against pgbench: ${missing}`] : []),
        `${items.length} items that ask for no paper, in turn; one applicant.`,
      ],
    }
  })
