import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { prepare } from '#server'
import { fillInboxes, fillTasks } from '../fill.ts'
import { load } from '../load.ts'
import { interleaved, median, type Findings } from '../figures.ts'
import { at, folder, nextPort, serve, stop } from '../place.ts'
import { statementsOf } from '../statement.ts'

interface Page {
  rows: { id: string }[]
}

/** One record, one case, a list of twenty and an inbox, beside a bare Fastify that runs the same one statement under the same scope. */
export const read = (): Promise<Findings> =>
  at(async (place) => {
    await fillTasks(place.owner, { tasks: 4500, counties: true })
    const cookie = await place.signIn('gongxin')
    const { person } = await place.get<{ person: { id: string } }>('/api/session', cookie)
    await fillInboxes(place.owner, 10_000, person.id)
    const first = async (of: string) => (await place.get<Page>(of, cookie)).rows[0]?.id as string
    const asked = {
      record: {
        path: `/api/registers/plan-task/${await first('/api/registers/plan-task')}`,
        rows: 'record.plan_task',
        goal: 0.5,
      },
      case: {
        path: `/api/cases/task-supervision/${await first('/api/cases/task-supervision')}`,
        rows: 'casework.case',
        goal: undefined,
      },
      list: { path: '/api/cases/task-supervision?sort=dueOn', rows: 'casework.case', goal: 0.5 },
      inbox: { path: '/api/inbox', rows: 'notice.entry', goal: 0.5 },
    }
    const home = folder()
    const found = Object.entries(await statementsOf(place, 'gongxin', asked))
    const statements = Object.fromEntries(found.map(([name, statement]) => [`/${name}`, statement]))
    const url = await prepare({ ownerUrl: place.ownerUrl, dataDir: place.dataDir })
    writeFileSync(path.join(home, 'asked.json'), JSON.stringify({ url, statements }), { mode: 0o600 })
    const port = await nextPort()
    const bare = await serve(process.execPath, ['bench/bare.ts'], {
      PORT: String(port),
      ASKED: path.join(home, 'asked.json'),
    })
    try {
      const figures: Findings['figures'] = []
      for (const [name, { path, goal }] of Object.entries(asked)) {
        const found = await interleaved({
          limit: () => load({ port, connections: 32, seconds: 1.5, requests: [{ path: `/${name}` }] }),
          product: () => load({ port: place.port, connections: 32, seconds: 1.5, requests: [{ path, cookie }] }),
        })
        const [mine, limit] = [found.product, found.limit].map((runs) => median(runs.map((run) => run.rate)))
        const ratio = (mine as number) / (limit as number)
        figures.push({
          name: `${name}, p95 ${median(found.product.map((run) => run.p95)).toFixed(0)} ms`,
          value: mine as number,
          unit: '/s',
          limit: { name: 'bare Fastify, same statement', value: limit as number },
          ratio,
          ...(goal && { goal: { says: `≥ ${goal} ×`, met: ratio >= goal } }),
        })
      }
      return {
        figures,
        notes: [
          'One process each, 32 connections; the reader is an agency’s officer: own agency and assigned, two branches.',
        ],
      }
    } finally {
      await stop(bare)
      rmSync(home, { recursive: true, force: true })
    }
  })
