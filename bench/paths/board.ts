import { fillTasks } from '../fill.ts'
import { load } from '../load.ts'
import { interleaved, median, type Findings } from '../figures.ts'
import { at } from '../place.ts'

const drawn = ['agency', 'region', 'subject.group', 'month']

/** The boards of plan supervision at ten years of plans, their tasks and the counties' cases. */
export const board = (): Promise<Findings> =>
  at(async (place) => {
    await fillTasks(place.owner, { tasks: 450, counties: true })
    const cookie = await place.signIn('haichao')
    const of = (kind: string, by: string) => () =>
      load({
        port: place.port,
        connections: 4,
        seconds: 1.5,
        requests: [{ path: `/api/cases/${kind}/board?by=${by}`, cookie }],
      })
    const found = await interleaved(
      Object.fromEntries(
        ['task-supervision', 'county-supervision'].flatMap((kind) =>
          drawn.map((by) => [`${kind} by ${by}`, of(kind, by)]),
        ),
      ),
    )
    return {
      figures: Object.entries(found).flatMap(([name, runs]) => {
        const p95 = median(runs.map((run) => run.p95))
        return [
          { name: `${name}, p50`, value: median(runs.map((run) => run.p50)), unit: 'ms' },
          { name: `${name}, p95`, value: p95, unit: 'ms', goal: { says: 'p95 ≤ 200 ms', met: p95 <= 200 } },
        ]
      }),
      notes: ['450 task cases and 4,950 county cases; four readers at a time, a city leader who sees all.'],
    }
  })
