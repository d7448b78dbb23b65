import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Database } from '#kernel/database'
import { queryText, type Host } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { identityFaults, reachOf, signedIn } from '#engines/identity/run'
import { chainNow } from './chain.ts'
import { faults } from './faults.ts'
import { eventOf, receiptOf, type Archive } from './receipts.ts'
import { eventsOf, type AskedEvents } from './search.ts'
import { textProofOf } from './receipt.ts'
import { parseTilePath, tilePath, tileWidth } from './tiles.ts'
import type { policyIn } from './trust.ts'

/** What someone sees of what an event happened to; an outline is without what is personal in it. */
export type Seen = 'nothing' | 'outline' | 'everything'

const asked = z.strictObject({
  subject: z.string().max(200).optional(),
  actor: z.union([z.literal('me'), z.literal('platform'), z.uuid()]).optional(),
  kind: z.string().max(80).optional(),
  system: z.string().max(80).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The log as everyone may read it, and receipts for those who may read what they are of. */
export function ledgerRoutes(
  host: Host,
  {
    archive,
    folder,
    policy,
    sees,
    things,
    exports,
    now,
  }: {
    archive: Archive
    folder: string
    policy: ReturnType<typeof policyIn>
    sees: (actor: Actor, subject: string) => Promise<Seen>
    /** What a system's events happen to, by the system. */
    things: ReadonlyMap<string, readonly string[]>
    /** Has what is asked written as a sheet. @returns the work's id */
    exports: (asked: Omit<AskedEvents, 'after' | 'limit'>, person: string) => Promise<string>
    now: () => Date
  },
) {
  const { database } = archive
  const searches = (actor: Actor) => reachOf(actor, { kind: 'ledger', name: 'ledger' }, 'search').has('all')

  host.get('/ledger/policy.txt', async (_request, reply) => text(reply).send(policy().text))

  host.get('/ledger/checkpoint', async (_request, reply) => {
    const newest = await newestNote(database)
    if (!newest) throw faults['no-such-size']({ asked: 1 })
    return text(reply).send(newest.note)
  })

  host.get('/ledger/*', { schema: { params: z.object({ '*': z.string().max(100) }) } }, async (request, reply) => {
    const tile = parseTilePath(request.params['*'])
    const size = (await newestNote(database))?.size ?? 0
    const wrong = faults['no-such-size']({ asked: size })
    if (!tile || tile.level === 'entries') throw wrong
    const held = Math.floor(size / tileWidth ** tile.level)
    if (tile.index * tileWidth + tile.width > held) throw wrong
    const bytes = await tileBytes(path.join(folder, 'sha-256'), tile as { level: number; index: number; width: number })
    if (!bytes) throw wrong
    return reply
      .type('application/octet-stream')
      .header('cache-control', tile.width === tileWidth ? 'public, max-age=31536000, immutable' : 'no-store')
      .send(bytes)
  })

  host.get('/api/ledger', async () => chainNow(database, policy().policy, now()))

  const alarmAt = { schema: { params: z.object({ id: z.uuid() }) } }
  host.get('/api/ledger/alarms/:id/evidence', alarmAt, async (request, reply) => {
    const [alarm] = await database.read<{ kind: string; size: number; evidence: string }>(
      {},
      'select kind, size, evidence from ledger.alarm where id = $1',
      [request.params.id],
    )
    if (!alarm) throw faults['no-such-alarm']({})
    return text(reply)
      .header('content-disposition', `attachment; filename="alarm-${alarm.kind}-${alarm.size}.txt"`)
      .send(alarm.evidence)
  })

  /** What is asked of the events, by whoever may ask it. @throws identity/not-granted, ledger/no-such-system */
  async function entitled(request: FastifyRequest, query: z.infer<typeof asked>) {
    const { actor: by, system, after: _after, limit: _limit, ...rest } = query
    const { person } = signedIn(request)
    const actor = by === 'me' ? person : by
    const may =
      actor === person ||
      searches(request.actor) ||
      (query.subject !== undefined && (await sees(request.actor, query.subject)) !== 'nothing')
    if (!may) throw identityFaults['not-granted']({ action: '查询', on: '存证账本' })
    const of = system === undefined ? undefined : things.get(system)
    if (system !== undefined && !of) throw faults['no-such-system']({ system })
    return { ...rest, actor, things: of }
  }

  host.get('/api/ledger/events', { schema: { querystring: asked } }, async (request) => {
    const { after, limit } = request.query
    return eventsOf(database, { ...(await entitled(request, request.query)), after, limit })
  })
  host.post(
    '/api/ledger/events/export',
    { schema: { body: z.strictObject({ query: queryText(asked) }) } },
    async (request, reply) => {
      const found = await entitled(request, request.body.query)
      return reply.status(202).send({ id: await exports(found, signedIn(request).person) })
    },
  )

  const one = {
    schema: {
      params: z.object({ id: z.uuid() }),
      querystring: z.strictObject({ form: z.enum(['json', 'c2sp']).default('json') }),
    },
  }
  host.get('/api/ledger/events/:id/receipt', one, async (request, reply) => {
    const { actor } = request
    const event = await eventOf(archive, request.params.id)
    const own = actor.person !== null && actor.person === event.actor
    const seen = own ? 'everything' : await sees(actor, event.subject)
    if (seen === 'nothing' && !searches(actor)) throw faults['no-such-event']({})
    const receipt = await receiptOf(archive, event, seen === 'everything')
    const name = `receipt-${receipt.index}`
    if (request.query.form === 'c2sp')
      return text(reply)
        .header('content-disposition', `attachment; filename="${name}.tlog-proof"`)
        .send(textProofOf(receipt))
    return reply.header('content-disposition', `attachment; filename="${name}.json"`).send(receipt)
  })
}

const text = (reply: FastifyReply) => reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store')

async function newestNote(database: Database): Promise<{ size: number; note: string } | undefined> {
  const [newest] = await database.read<{ size: number; note: string }>(
    {},
    `select c.size, coalesce(f.note, c.note) as note from ledger.checkpoint c left join ledger.final f using (size)
     order by c.size desc limit 1`,
  )
  return newest
}

/** A tile's bytes; of a partial one that is gone, the beginning of the full one. */
async function tileBytes(folder: string, tile: { level: number; index: number; width: number }) {
  const read = (width: number) => readFile(path.join(folder, tilePath({ ...tile, width }))).catch(() => undefined)
  return (await read(tile.width)) ?? (await read(tileWidth))?.subarray(0, 32 * tile.width)
}
