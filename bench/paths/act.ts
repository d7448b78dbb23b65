import pg from 'pg'
import { heldClock } from '#kernel/clock'
import { openHouse } from '#server'
import { systems } from '#systems'
import { demoPassword } from '../../server/seed.ts'
import { fillTasks } from '../fill.ts'
import { load, type Request } from '../load.ts'
import { interleaved, median, type Findings } from '../figures.ts'
import { missing, preparePgbench, simpleUpdate } from '../pgbench.ts'
import { at, cpuOf, type Place } from '../place.ts'
import { casesToReportOn, report } from '../reports.ts'

/** An officer reports on cases of their agency, and the desk registers rows, beside pgbench's simple update. */
export const act = (): Promise<Findings> =>
  at(async (place) => {
    await fillTasks(place.owner, { tasks: 20_000 })
    const held = await casesToReportOn(place)
    const cookie = await place.signIn('gongxin')
    const reports = (connections: number) => () => {
      const cases = held.splice(0, connections)
      if (cases.length < connections) throw new Error(`only ${cases.length} cases are left to report on`)
      const requests: Request[] = cases.map((id) => ({
        method: 'POST',
        path: `/api/cases/task-supervision/${id}/report`,
        cookie,
        body: { version: '%n%', form: report },
      }))
      return load({ port: place.port, connections, seconds: 3, requests })
    }
    const desk = await place.signIn('zhoumingyuan')
    const [item] = await idsOf(place.owner, 'select id from record.plan_item limit 1')
    const [plan] = await idsOf(place.owner, `select plan as id from record.plan_item where id = '${item}'`)
    const row = {
      plan,
      item,
      name: '培训',
      quote: '培训不少于三期',
      comparator: 'ge',
      value: 3,
      unit: '期',
      kind: 'count',
      standing: 'added',
    }
    const body = { task: null, dueOn: null, rule: null, indicator: null, reported: null, reportedOn: null, ...row }
    const creates = (connections: number) => () =>
      load({
        port: place.port,
        connections,
        seconds: 3,
        requests: [{ method: 'POST', path: '/api/registers/plan-target', cookie: desk, body }],
      })
    const rateOf = async (loading: () => Promise<{ rate: number }>) => (await loading()).rate
    if (!missing) await preparePgbench(place.owner, place.ownerUrl)
    const found = await interleaved({
      ...(!missing && { simple: async () => simpleUpdate(place.ownerUrl, 3) }),
      report32: () => rateOf(reports(32)),
      report256: () => rateOf(reports(256)),
      create32: () => rateOf(creates(32)),
      create256: () => rateOf(creates(256)),
    } as Record<string, () => Promise<number>>)
    const limit = found['simple'] && median(found['simple'])
    const before = cpu(place)
    const { rate } = await reports(32)()
    const used = usedSince(before, cpu(place))
    const statements = await traced(place)
    const figure = (name: string, key: string, goal: number): Findings['figures'][number] => {
      const value = median(found[key] as number[])
      const beside = limit && {
        limit: { name: 'pgbench -N, 32 clients', value: limit },
        ratio: value / limit,
        goal: { says: `≥ ${goal} ×`, met: value / limit >= goal },
      }
      return { name, value, unit: '/s', ...beside }
    }
    return {
      figures: [
        figure('report on a case, 32 connections', 'report32', 0.3),
        figure('report on a case, 256 connections', 'report256', 0.5),
        figure('create a register row, 32 connections', 'create32', 0.5),
        figure('create a register row, 256 connections', 'create256', 0.8),
        { name: 'processor time of the server a report', value: (1000 * used.node) / (rate * 3), unit: 'ms' },
        { name: 'processor time of PostgreSQL a report', value: (1000 * used.postgres) / (rate * 3), unit: 'ms' },
      ],
      notes: [
        ...(missing ? [`not held against pgbench: ${missing}`] : []),
        `One report over HTTP sends ${statements.length} statements in ${tripsOf(statements)} round trips one after the other; when each was sent, and how long until its answer:`,
        ...statements.map(
          ({ text, from, to }) =>
            `  ${from.toFixed(1).padStart(5)} +${(to - from).toFixed(1)} ms  ${text.replace(/\s+/g, ' ').slice(0, 110)}`,
        ),
      ],
    }
  })

const idsOf = async (owner: pg.Client, text: string): Promise<string[]> =>
  (await owner.query<{ id: string }>(text)).rows.map((row) => row.id)

/** Seconds of processor time of every process, by its id. */
const cpu = (place: Place) => {
  const { node, postgres } = place.pids()
  return { node: cpuOf(node), postgres: new Map(postgres.map((pid) => [pid, cpuOf(pid)])) }
}
type Cpu = ReturnType<typeof cpu>

const usedSince = (before: Cpu, after: Cpu) => ({
  node: after.node - before.node,
  postgres: [...after.postgres].reduce((sum, [pid, now]) => sum + now - (before.postgres.get(pid) ?? 0), 0),
})

interface Sent {
  text: string
  from: number
  to: number
}

/** How many times somebody waited for the database: what was sent before an answer came counts as one. */
function tripsOf(statements: readonly Sent[]): number {
  let trips = 0
  let until = -1
  for (const { from, to } of statements) {
    if (from >= until) {
      trips += 1
      until = to
    }
  }
  return trips
}

/**
 * Every statement that one report over HTTP sends, with its milliseconds since the first: traced in a second house over
 * the same database, because the served one is left as it is.
 */
async function traced(place: Place): Promise<Sent[]> {
  // Later than the served city's clock, which the sign-ins before were told by.
  const clock = heldClock('2024-11-20T15:00:00+08:00')
  const house = await openHouse({ ownerUrl: place.ownerUrl, dataDir: place.dataDir, systems, clock })
  const { query } = pg.Client.prototype
  try {
    const headers = { 'x-requested-by': 'bench' }
    const signedIn = await house.host.inject({
      method: 'POST',
      url: '/api/session',
      headers,
      payload: { account: 'gongxin', password: demoPassword },
    })
    if (signedIn.statusCode !== 200) throw new Error(signedIn.body)
    const session = signedIn.cookies.find((cookie) => cookie.name === 'session')?.value as string
    const [id] = await idsOf(
      place.owner,
      `select id from casework.case where kind = 'task-supervision' and agency = 'city-industry-bureau' and due_on = '2025-06-30' and version = 1 limit 1`,
    )
    const send = async (version: number) => {
      const answer = await house.host.inject({
        method: 'POST',
        url: `/api/cases/task-supervision/${id}/report`,
        headers: { ...headers, cookie: `session=${session}` },
        payload: { version, form: report },
      })
      if (answer.statusCode !== 200) throw new Error(answer.body)
    }
    for (let version = 1; version <= 5; version += 1) await send(version)
    const said: Sent[] = []
    pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
      const config = asked[0] as string | { text?: string }
      const one = { text: typeof config === 'string' ? config : (config.text ?? ''), from: performance.now(), to: 0 }
      said.push(one)
      const answer = Reflect.apply(query, this, asked) as unknown
      if (answer instanceof Promise) void answer.finally(() => (one.to = performance.now()))
      return answer
    } as typeof query
    await send(6)
    const start = said[0]?.from ?? 0
    return said.map(({ text, from, to }) => ({ text, from: from - start, to: to - start }))
  } finally {
    pg.Client.prototype.query = query
    await house.close()
  }
}
