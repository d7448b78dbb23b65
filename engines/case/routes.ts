import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { broughtBy } from '#kernel/file'
import { keyed, queryText, writeOnce, type Host } from '#kernel/http'
import type { Jobs } from '#kernel/job'
import { print, type Prints } from '#engines/document/run'
import { signedIn, type Directory } from '#engines/identity/run'
import type { Register } from '#engines/register'
import { broughtFile, sendSheet, type Desk } from '#engines/register/run'
import { faults } from './faults.ts'
import type { AnyCase } from './index.ts'
import { boardQuery, listingOf, query, withinOf } from './listing.ts'
import { act, undo } from './acting.ts'
import { board, type BoardBy } from './board.ts'
import { listCases, readCase } from './read.ts'
import { sheetOf, type exportCases, type importActs } from './sheet.ts'

const params = z.object({ kind: z.string().max(80) })
const one = params.extend({ id: z.uuid() })

/** Cases over HTTP: list, board, read, act, undo; ledgers out, filled-in sheets in; printed. */
export function caseRoutes(
  host: Host,
  {
    database,
    clock,
    directory,
    cases,
    desk,
    jobs,
    exporting,
    importing,
    prints,
  }: {
    database: Database
    clock: Clock
    directory: Directory
    cases: ReadonlyMap<string, AnyCase>
    desk: Desk
    jobs: Jobs
    exporting: ReturnType<typeof exportCases>
    importing: ReturnType<typeof importActs>
    prints: Prints
  },
) {
  const named = (name: string) => {
    const declared = cases.get(name)
    if (!declared) throw faults['no-such-case']({ name })
    return declared
  }
  host.get('/api/cases/:kind', { schema: { params, querystring: query } }, async (request) => {
    const { after, limit, ...asked } = request.query
    const declared = named(request.params.kind)
    const listing = listingOf(declared, asked, request.actor.agency)
    return listCases(database, declared, request.actor, clock.now(), { ...listing, after, limit })
  })
  host.get('/api/cases/:kind/board', { schema: { params, querystring: boardQuery } }, async (request) => {
    const declared = named(request.params.kind)
    const { by, ...query } = request.query
    const asked = { ...query, within: withinOf(declared, query) ?? query.within }
    return board(database, declared, request.actor, by as BoardBy, asked)
  })
  host.post(
    '/api/cases/:kind/export',
    { schema: { params, body: z.strictObject({ query: queryText(query) }) } },
    async (request, reply) => {
      const actor = signedIn(request)
      const declared = named(request.params.kind)
      const { after: _after, limit: _limit, ...listing } = request.body.query
      await listCases(database, declared, actor, clock.now(), {
        ...listingOf(declared, listing, actor.agency),
        limit: 1,
      })
      const data = { kind: declared.name, query: listing, actor }
      const id = await database.write({ all: 'on' }, (tx) => jobs.send(tx, exporting, data, actor.person, clock.now()))
      return reply.status(202).send({ id })
    },
  )
  const sheets = params.extend({ action: z.string().max(80) })
  host.get('/api/cases/:kind/sheets/:action', { schema: { params: sheets } }, async (request, reply) => {
    const actor = signedIn(request)
    const sheet = sheetOf(desk, named(request.params.kind), request.params.action, actor)
    return sendSheet(reply, sheet)
  })
  host.post(
    '/api/cases/:kind/sheets/:action',
    { schema: { params: sheets, body: broughtFile } },
    async (request, reply) => {
      const actor = signedIn(request)
      const { kind, action } = request.params
      sheetOf(desk, named(kind), action, actor)
      const { file, name } = request.body
      const id = await database.write({ all: 'on' }, async (tx) => {
        await broughtBy(tx, { id: file, name }, actor.person)
        return jobs.send(tx, importing, { kind, action, file: { id: file, name }, actor }, actor.person, clock.now())
      })
      return reply.status(202).send({ id })
    },
  )
  host.get('/api/cases/:kind/:id/print', { schema: { params: one } }, async (request, reply) => {
    const declared = named(request.params.kind)
    const found = await readCase(database, declared, request.params.id, request.actor, clock.now())
    const printed = await print(prints, declared.subject as Register, found.record as never)
    return reply
      .header('content-type', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${found.title}.docx`)}`)
      .send(printed)
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
        headers: keyed,
        body: z.strictObject({ version: z.int().min(1), form: z.record(z.string(), z.unknown()).default({}) }),
      },
    },
    async (request) => {
      const actor = signedIn(request)
      const { kind, id, action } = request.params
      const declared = named(kind)
      const key = request.headers['idempotency-key']
      const by = { actor, at: clock.now(), directory }
      const asked = { actor: actor.person, key, request: [kind, id, action, request.body] }
      await writeOnce<number>(database, asked, async (kept) => {
        let version = 0
        await act(database, declared, id, { action, ...request.body }, by, async (tx, doing) => {
          version = kept(tx, (await doing()).version)
        })
        return version
      })
      return readCase(database, declared, id, actor, clock.now()).catch((error: unknown) => {
        if (error instanceof Fault && error.code === 'case/not-found') return { id, kind, handedOver: true }
        throw error
      })
    },
  )
}
