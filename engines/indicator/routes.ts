import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import { keyed, type Host } from '#kernel/http'
import type { Jobs } from '#kernel/job'
import type { Actor } from '#engines/identity'
import { reachOf, signedIn } from '#engines/identity/run'
import { askBulletin, type composeJob } from './compose.ts'
import { faults } from './faults.ts'
import type { Bulletin, Indicator } from './index.ts'
import type { Indicators } from './count.ts'
import { historyOf, readIndicator, rowsBehind, withdrawnIndicator } from './read.ts'

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .optional()
const place = z.string().max(80).optional()
const params = z.object({ name: z.string().max(80) })

const faceOf = ({ name, title, unit, says, formula, of, on, counted }: Indicator) => ({
  name,
  title,
  unit,
  says,
  formula,
  of: { kind: of.kind, name: of.name, title: of.title },
  flow: on !== undefined,
  counted,
})

interface House {
  database: Database
  clock: Clock
  indicators: Indicators
  bulletins: ReadonlyMap<string, Bulletin>
  jobs: Jobs
  job: ReturnType<typeof composeJob>
}

/** Indicators over HTTP: which there are, how they read, their months, the rows behind them; and bulletins asked for. */
export function indicatorRoutes(host: Host, { database, clock, indicators, bulletins, jobs, job }: House) {
  const named = (name: string, actor: Actor): Indicator => {
    const found = indicators.get(name)
    if (!found || reachOf(actor, found, 'read').size === 0) throw faults['not-found']({ name })
    return found
  }
  host.get(
    '/api/indicators',
    { schema: { querystring: z.strictObject({ within: z.uuid().optional(), month }) } },
    async (request) => {
      const seen = [...indicators.values()].filter((one) => reachOf(request.actor, one, 'read').size > 0)
      return Promise.all(
        seen.map(async (one) => {
          const [all] = await readIndicator(database, one, request.actor, request.query)
          return { ...faceOf(one), number: all?.number ?? null, withdrawn: false }
        }),
      )
    },
  )
  host.get(
    '/api/indicators/:name',
    {
      schema: {
        params,
        querystring: z.strictObject({
          per: z.enum(['agency', 'region']).optional(),
          within: z.uuid().optional(),
          month,
        }),
      },
    },
    async (request) => {
      const { name } = request.params
      const gone = await withdrawnIndicator(database, name, indicators, request.actor, request.query.within)
      if (gone) return { ...gone, withdrawn: true, lines: [] }
      const found = named(name, request.actor)
      const lines = await readIndicator(database, found, request.actor, request.query)
      const [all] = request.query.per
        ? await readIndicator(database, found, request.actor, { ...request.query, per: undefined })
        : lines
      return { ...faceOf(found), number: all?.number ?? null, withdrawn: false, lines }
    },
  )
  host.get(
    '/api/indicators/:name/history',
    { schema: { params, querystring: z.strictObject({ within: z.uuid().optional() }) } },
    async (request) =>
      historyOf(database, named(request.params.name, request.actor), request.actor, request.query.within),
  )
  host.get(
    '/api/indicators/:name/rows',
    {
      schema: {
        params,
        querystring: z.strictObject({
          agency: place,
          region: place,
          within: z.uuid().optional(),
          month,
          after: z.uuid().optional(),
        }),
      },
    },
    async (request) => rowsBehind(database, named(request.params.name, request.actor), request.actor, request.query),
  )
  host.post(
    '/api/bulletins/:name',
    {
      schema: {
        params,
        headers: keyed,
        body: z.strictObject({ about: z.uuid(), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
      },
    },
    async (request, reply) => {
      const actor = signedIn(request)
      const bulletin = bulletins.get(request.params.name)
      if (!bulletin) throw faults['no-such-bulletin']({ name: request.params.name })
      const id = await askBulletin(
        database,
        jobs,
        job,
        bulletin,
        request.body,
        actor,
        clock.now(),
        request.headers['idempotency-key'],
      )
      return reply.status(202).send({ id })
    },
  )
}
