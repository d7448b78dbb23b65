import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import { broughtBy } from '#kernel/file'
import { keyed, listed, queryText, writeOnce, type Host } from '#kernel/http'
import type { Jobs } from '#kernel/job'
import { identityFaults, reachOf, scopeOf, signedIn, type Directory } from '#engines/identity/run'
import type { Actable, Actor } from '#engines/identity'
import { faults } from './faults.ts'
import type { RecordOf, Register } from './index.ts'
import { inWords, looksAPage, looksAt } from './looks.ts'
import { reveal } from './reveal.ts'
import { amendAs, createShared, history, list, read } from './rows.ts'
import { veiled } from './veil.ts'
import { search } from './search.ts'
import { broughtFile, sendSheet, sheetOf, takesSheet, type exportRegister, type importRows } from './sheet.ts'

/** The query of every list: sort, page, and filters. */
const listQuery = listed({
  sort: z.string().max(60).optional(),
  after: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

/** The filters of a list's query. */
const filtersOf = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) =>
      key.startsWith('filter.') && typeof value === 'string' && value !== '' ? [[key.slice(7), value]] : [],
    ),
  )

const params = z.object({ name: z.string().max(80) })
const one = params.extend({ id: z.uuid() })

/** A register whose new rows may come in a sheet from this person. @throws identity/not-granted register/no-sheet */
function bringable(register: Register, actor: Actor): Register {
  if (reachOf(actor, register, 'create').size === 0)
    throw identityFaults['not-granted']({ action: '批量登记', on: register.title })
  if (!takesSheet(register)) throw faults['no-sheet']({ register: register.title })
  return register
}

/** What a look at somebody's personal fields is for, percent-encoded as a header must be. */
const purposed = z.looseObject({
  'x-purpose': z.string().max(900).transform(decoded).pipe(z.string().trim().min(4).max(100)).optional(),
})
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** One resource a register: list, read, create, amend, history. */
export function registerRoutes(
  host: Host,
  {
    database,
    clock,
    directory,
    registers,
    readable,
    learnKeys,
    jobs,
    exporting,
    importing,
  }: {
    database: Database
    clock: Clock
    directory: Directory
    registers: ReadonlyMap<string, Register>
    /** Everything that can be found: registers, and what upper floors make findable. */
    readable: readonly Actable[]
    /** Reads the keys of sealed fields anew. */
    learnKeys: () => Promise<unknown>
    jobs: Jobs
    exporting: ReturnType<typeof exportRegister>
    importing: ReturnType<typeof importRows>
  },
) {
  const named = (name: string) => {
    const register = registers.get(name)
    if (!register) throw faults['no-such-register']({ name })
    return register
  }
  host.get(
    '/api/search',
    {
      schema: {
        querystring: z.strictObject({
          q: z.string().trim().min(1).max(200),
          limit: z.coerce.number().int().min(1).max(50).default(20),
        }),
      },
    },
    async (request) => search(database, readable, request.actor, request.query.q, request.query.limit),
  )
  host.get(
    '/api/looks',
    { schema: { querystring: z.strictObject({ after: z.uuid().optional() }) } },
    async (request) => {
      const looks = await looksAt(database, signedIn(request).person, request.query.after)
      const rows = looks.map((look) => inWords(look, registers.get(look.of)))
      return { rows, next: rows.length === looksAPage ? (rows.at(-1)?.id ?? null) : null }
    },
  )
  host.get('/api/registers/:name', { schema: { params, querystring: listQuery } }, async (request) =>
    list(database, named(request.params.name), request.actor, { ...request.query, filters: filtersOf(request.query) }),
  )
  host.post(
    '/api/registers/:name/export',
    { schema: { params, body: z.strictObject({ query: queryText(listQuery) }) } },
    async (request, reply) => {
      const actor = signedIn(request)
      const register = named(request.params.name)
      const { sort, ...asked } = request.body.query
      const listing = { filters: filtersOf(asked), sort }
      await list(database, register, actor, { ...listing, limit: 1 })
      const data = { register: register.name, ...listing, actor }
      const id = await database.write({ all: 'on' }, (tx) => jobs.send(tx, exporting, data, actor.person, clock.now()))
      return reply.status(202).send({ id })
    },
  )
  host.get('/api/registers/:name/sheet', { schema: { params } }, async (request, reply) => {
    const register = bringable(named(request.params.name), signedIn(request))
    return sendSheet(reply, { title: register.title, columns: sheetOf(register), rows: [] })
  })
  host.post('/api/registers/:name/sheet', { schema: { params, body: broughtFile } }, async (request, reply) => {
    const actor = signedIn(request)
    const register = bringable(named(request.params.name), actor)
    const { file, name } = request.body
    const id = await database.write({ all: 'on' }, async (tx) => {
      await broughtBy(tx, { id: file, name }, actor.person)
      const data = { register: register.name, file: { id: file, name }, actor }
      return jobs.send(tx, importing, data, actor.person, clock.now())
    })
    return reply.status(202).send({ id })
  })
  host.get('/api/registers/:name/:id', { schema: { params: one, headers: purposed } }, async (request) => {
    const looking = { at: clock.now(), purpose: request.headers['x-purpose'] }
    return read(database, named(request.params.name), request.params.id, request.actor, looking)
  })
  host.get('/api/registers/:name/:id/history', { schema: { params: one } }, async (request) =>
    history(database, named(request.params.name), request.params.id, request.actor),
  )
  host.post(
    '/api/registers/:name',
    {
      schema: {
        params,
        headers: keyed,
        body: z.record(z.string(), z.unknown()),
      },
    },
    async (request, reply) => {
      const actor = signedIn(request)
      const register = named(request.params.name)
      const by = { actor, at: clock.now(), directory }
      const asked = {
        actor: actor.person,
        key: request.headers['idempotency-key'],
        request: [register.name, request.body],
      }
      const row = await writeOnce<RecordOf<Register>>(database, asked, (kept) =>
        createShared(database, register, request.body as never, by, kept),
      )
      return reply.status(201).send(row)
    },
  )
  host.patch(
    '/api/registers/:name/:id',
    {
      schema: {
        params: one,
        headers: z.looseObject({ 'if-match': z.string().regex(/^"?\d{1,9}"?$/) }),
        body: z.record(z.string(), z.unknown()),
      },
    },
    async (request) => {
      const actor = signedIn(request)
      const register = named(request.params.name)
      const version = Number(request.headers['if-match'].replaceAll('"', ''))
      const scope = scopeOf(actor, reachOf(actor, register, 'amend'))
      const row = await database.write(scope, (tx) =>
        amendAs(tx, register, request.params.id, version, request.body as never, { actor, at: clock.now(), directory }),
      )
      return veiled(register, row, null, actor)
    },
  )

  host.post(
    '/api/registers/:name/:id/reveal',
    {
      schema: {
        params: one,
        body: z.strictObject({
          fields: z.array(z.string().max(80)).min(1).max(20),
          purpose: z.string().trim().min(2).max(200),
        }),
      },
    },
    async (request, reply) => {
      const actor = signedIn(request)
      const reading = { id: request.params.id, ...request.body }
      const values = await reveal(database, named(request.params.name), reading, actor, clock.now(), learnKeys)
      return reply.header('cache-control', 'no-store').send(values)
    },
  )
}
