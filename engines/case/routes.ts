import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import { once, type Database } from '#kernel/database'
import { httpFaults, type Host } from '#kernel/http'
import { signedIn, type Directory } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { AnyCase } from './index.ts'
import { act, board, listCases, readCase, undo, type BoardBy } from './run.ts'

const params = z.object({ kind: z.string().max(80) })
const one = params.extend({ id: z.uuid() })
const word = z.string().max(200).optional()
const filters = z.object({
  state: word,
  signal: word,
  agency: word,
  region: z
    .string()
    .regex(/^[0-9A-Z]{4,12}$/)
    .optional(),
  within: z.uuid().optional(),
  parent: z.uuid().optional(),
  subject: z.uuid().optional(),
  mine: z.enum(['true']).optional(),
  open: z.enum(['true', 'false']).optional(),
  'due.from': z.iso.date().optional(),
  'due.until': z.iso.date().optional(),
})
const query = filters.loose().extend({
  sort: z.string().max(40).optional(),
  after: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

const boardQuery = filters.loose().extend({
  by: z
    .string()
    .regex(/^(agency|region|state|month|subject\.[a-zA-Z]{1,60})$/)
    .optional(),
})

const sorts: Record<string, string> = { dueOn: 'due_on', stateSince: 'state_since' }

/** A list's filters as conditions; values are bound, never written into the statement. */
const conditionsOf = (asked: z.infer<typeof filters>, agency: string | null) => (bind: (value: unknown) => string) => {
  const among = (column: string, value: string) => `${column} = any(${bind(value.split(','))}::text[])`
  return [
    asked.state && among('t.state', asked.state),
    asked.signal && among('t.signal', asked.signal),
    asked.agency && among('t.agency', asked.agency),
    asked.region && `t.region ^@ ${bind(asked.region)}`,
    asked.within && `t.within = ${bind(asked.within)}`,
    asked.parent && `t.parent = ${bind(asked.parent)}`,
    asked.subject && `t.subject = ${bind(asked.subject)}`,
    asked.mine && `t.agency = ${bind(agency)}`,
    asked.open && `t.closed_at is ${asked.open === 'true' ? '' : 'not '}null`,
    asked['due.from'] && `t.due_on >= ${bind(asked['due.from'])}`,
    asked['due.until'] && `t.due_on <= ${bind(asked['due.until'])}`,
  ].filter((condition) => typeof condition === 'string')
}

/** A filter by the subject's own field is known where cases belong within it; every other is refused. @throws case/no-such-filter */
function withinOf(declared: AnyCase, asked: Record<string, unknown>): string | undefined {
  for (const [key, value] of Object.entries(asked)) {
    if (!key.startsWith('filter.')) continue
    const id = z.uuid().safeParse(value)
    if (key !== `filter.${declared.within}` || !id.success) throw faults['no-such-filter']({ by: key.slice(7) })
    return id.data
  }
  return undefined
}

/** Cases over HTTP: list, board, read, act, undo. */
export function caseRoutes(
  host: Host,
  {
    database,
    clock,
    directory,
    cases,
  }: { database: Database; clock: Clock; directory: Directory; cases: ReadonlyMap<string, AnyCase> },
) {
  const named = (name: string) => {
    const declared = cases.get(name)
    if (!declared) throw faults['no-such-case']({ name })
    return declared
  }
  host.get('/api/cases/:kind', { schema: { params, querystring: query } }, async (request) => {
    const { sort, after, limit, ...asked } = request.query
    const name = sort?.replace(/^-/, '') ?? ''
    const column = sort ? sorts[name] : 'id'
    if (!column) throw faults['no-such-filter']({ by: name })
    const declared = named(request.params.kind)
    return listCases(database, declared, request.actor, clock.now(), {
      conditions: conditionsOf({ ...asked, within: withinOf(declared, asked) ?? asked.within }, request.actor.agency),
      sort: { column, descending: sort?.startsWith('-') ?? false },
      after,
      limit,
    })
  })
  host.get('/api/cases/:kind/board', { schema: { params, querystring: boardQuery } }, async (request) => {
    const declared = named(request.params.kind)
    const { by, ...query } = request.query
    const asked = { ...query, within: withinOf(declared, query) ?? query.within }
    return board(database, declared, request.actor, by as BoardBy, conditionsOf(asked, request.actor.agency))
  })
  host.get('/api/cases/:kind/:id', { schema: { params: one } }, async (request) =>
    readCase(database, named(request.params.kind), request.params.id, request.actor, clock.now()),
  )
  host.post(
    '/api/cases/:kind/:id/undo',
    { schema: { params: one, body: z.strictObject({ version: z.int().min(1) }) } },
    async (request) => {
      const actor = signedIn(request)
      const { kind, id } = request.params
      const declared = named(kind)
      await undo(database, declared, id, request.body.version, { actor, at: clock.now(), directory })
      return readCase(database, declared, id, actor, clock.now())
    },
  )
  host.post(
    '/api/cases/:kind/:id/:action',
    {
      schema: {
        params: one.extend({ action: z.string().max(80) }),
        headers: z.looseObject({ 'idempotency-key': z.string().min(8).max(200).optional() }),
        body: z.strictObject({ version: z.int().min(1), form: z.record(z.string(), z.unknown()).default({}) }),
      },
    },
    async (request) => {
      const actor = signedIn(request)
      const { kind, id, action } = request.params
      const declared = named(kind)
      const key = request.headers['idempotency-key']
      const by = { actor, at: clock.now(), directory }
      await act(database, declared, id, { action, ...request.body }, by, async (tx, doing) => {
        if (!key) return doing()
        const answer = await once(
          tx,
          actor.person,
          key,
          JSON.stringify([kind, id, action, request.body]),
          async () => (await doing()).version,
        )
        if (answer === 'different-request') throw httpFaults['different-request']()
        return answer
      })
      return readCase(database, declared, id, actor, clock.now())
    },
  )
}
