import { fillTasks } from '../fill.ts'
import { quantile, type Findings } from '../figures.ts'
import { load } from '../load.ts'
import { openLoad, type Sent } from '../open.ts'
import { at, type Place } from '../place.ts'
import { casesToReportOn, report } from '../reports.ts'

const times = 10
const calm = 10
const burstSeconds = 60
const after = 25

/** Ten times the reports that the server can take, for a minute: what it answers, and how soon it is itself again. */
export const burst = (): Promise<Findings> =>
  at(async (place) => {
    await fillTasks(place.owner, { tasks: 20_000 })
    const cases = await casesToReportOn(place)
    const cookie = await place.signIn('gongxin')
    const closed = async (seconds: number) => {
      const requests = cases.splice(0, 32).map((id) => ({
        method: 'POST' as const,
        path: `/api/cases/task-supervision/${id}/report`,
        cookie,
        body: { version: '%n%', form: report },
      }))
      return load({ port: place.port, connections: 32, seconds, requests })
    }
    await closed(5)
    const { rate } = await closed(10)
    const { sent, acknowledged, connections, sample } = await openLoad({
      ...{ port: place.port, cookie, cases, form: report },
      phases: [
        { rate: rate / 2, seconds: calm },
        { rate: rate * times, seconds: burstSeconds },
        { rate: rate / 2, seconds: after },
      ],
    })
    const during = sent.filter((one) => one.at >= calm && one.at < calm + burstSeconds)
    const admitted = latencies(during.filter(({ end }) => end === 200))
    const refused = latencies(during.filter(({ end }) => end === 503))
    const windows = Array.from({ length: calm + burstSeconds + after }, (_, second) =>
      sent.filter((one) => Math.floor(one.at) === second),
    )
    const before = Math.max(...windows.slice(2, calm).map(p95))
    const back = windows.slice(calm + burstSeconds).findIndex((window) => p95(window) <= before)
    const wrong = sent.filter(({ end, retry }) => end !== 200 && !(end === 503 && retry)).length
    const { lost, doubled } = await counted(place, acknowledged)
    const refusedAfter = windows
      .slice(calm + burstSeconds + 1)
      .flat()
      .filter(({ end }) => end === 503).length
    return {
      figures: [
        { name: 'reports the server can take, 32 connections', value: rate, unit: '/s' },
        { name: 'asked for in the burst', value: during.length / burstSeconds, unit: '/s' },
        {
          name: 'admitted and done in the burst',
          value: admitted.length / burstSeconds,
          unit: '/s',
          ratio: admitted.length / burstSeconds / rate,
        },
        { name: 'admitted, p50', value: quantile(admitted, 0.5), unit: 'ms' },
        { name: 'admitted, p99', value: quantile(admitted, 0.99), unit: 'ms' },
        { name: 'refused, p99', value: quantile(refused, 0.99), unit: 'ms' },
        {
          name: 'answers other than success and 503 with Retry-After',
          value: wrong,
          unit: '',
          goal: { says: '0', met: wrong === 0 },
        },
        {
          name: 'until p95 is as before the burst',
          value: back < 0 ? Number.NaN : back + 1,
          unit: 's',
          goal: { says: '≤ 10 s', met: back >= 0 && back < 10 },
        },
        { name: 'acknowledged and lost', value: lost, unit: '', goal: { says: '0', met: lost === 0 } },
        {
          name: 'done more often than acknowledged',
          value: doubled,
          unit: '',
          goal: { says: '0', met: doubled === 0 },
        },
      ],
      notes: [
        `Open loop over ${connections} connections, each from an address of its own; latency counts from when a request was due.`,
        `In the burst: ${tally(during)}. Before and after, half of what the server can take: ${tally(sent.filter((one) => one.at < calm))}; ${tally(sent.filter((one) => one.at >= calm + burstSeconds))}.`,
        `p95 before: at most ${before.toFixed(0)} ms in any second; after, second by second: ${windows
          .slice(calm + burstSeconds)
          .map((window) => p95(window).toFixed(0))
          .join(' ')} ms. Refused later than a second after the burst: ${refusedAfter}.`,
        ...(sample ? [`The first answer that should not be: ${sample.slice(0, 600)}`] : []),
      ],
    }
  })

const latencies = (sent: readonly Sent[]) => sent.map(({ ms }) => ms)
/** Of what was done. */
const p95 = (sent: readonly Sent[]) => quantile(latencies(sent.filter(({ end }) => end === 200)), 0.95)
const tally = (sent: readonly Sent[]) =>
  [...Map.groupBy(sent, ({ end }) => end)].map(([end, those]) => `${those.length} × ${end}`).join(', ')

/** Acknowledged reports that are not in the database, and reports there that nobody was told of. */
async function counted({ owner }: Place, acknowledged: ReadonlyMap<string, number>) {
  const { rows } = await owner.query<{ lost: number; doubled: number }>(
    `select coalesce(sum(greatest(a.told - f.steps, 0)), 0)::int as lost, coalesce(sum(greatest(f.steps - a.told, 0)), 0)::int as doubled
     from unnest($1::uuid[], $2::int[]) as a(id, told),
       lateral (select count(*)::int as steps from casework.step s where s.case_id = a.id and s.action = 'report') f`,
    [[...acknowledged.keys()], [...acknowledged.values()]],
  )
  return rows[0] as { lost: number; doubled: number }
}
