import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import type { Database } from '#kernel/database'
import { defineRoute, instant, made, nextOf, type House } from '#kernel/engine'
import { day } from '#kernel/field'
import { attachment, queryText } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { anyone, identityFaults, person, personAnywhere, reachOf } from '#engines/identity/run'
import { archiveRoom } from './archive.ts'
import { chainFace, chainNow } from './chain.ts'
import { entriesOf } from './entries.ts'
import { exportEvents, thingsOf } from './export.ts'
import { faults } from './faults.ts'
import { seesOf } from './points.ts'
import { eventOf, receiptOf } from './receipts.ts'
import { eventsOf } from './search.ts'
import { textProofOf } from './receipt.ts'
import { parseTilePath, tilePath, tileWidth } from './tiles.ts'

const asked = z.strictObject({
  subject: z.string().max(200).optional().describe('关于哪一项，如 case:编号'),
  actor: z
    .union([z.literal('me'), z.literal('platform'), z.uuid()])
    .optional()
    .describe('谁做的：me 本人，platform 平台，或者一个人的编号'),
  kind: z.string().max(80).optional().describe('哪种事件'),
  system: z.string().max(80).optional().describe('哪个系统的'),
  from: day().optional().describe('从这天起'),
  to: day().optional().describe('到这天止'),
  after: z.uuid().optional().describe('从哪里接着读：上一页答复里的 next'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('一页几条'),
})

const params = z.object({ id: z.uuid().describe('编号') })
const searches = (actor: Actor) => reachOf(actor, { kind: 'ledger', name: 'ledger' }, 'search').has('all')

/** An event as it is listed. */
export const eventFace = z.object({
  ...{ id: z.uuid(), kind: z.string(), subject: z.string(), actor: z.string(), actorName: z.string().nullable() },
  ...{ at: instant, about: z.record(z.string(), z.unknown()) },
  /** Not in a checkpoint yet, in one that the log signed, in one that a quorum made final; or not what that holds. */
  state: z.enum(['waiting', 'signed', 'final', 'altered']),
})

/** What is asked of the events, by whoever may ask it. @throws identity/not-granted, ledger/no-such-system */
async function entitled(house: House, who: Actor & { person: string }, query: z.infer<typeof asked>) {
  const { actor: by, system, after: _after, limit: _limit, ...rest } = query
  const actor = by === 'me' ? who.person : by
  const may =
    // A lent session shows the acts on what is in hand, not all that its person ever did.
    (actor === who.person && !who.machine && !who.through) ||
    searches(who) ||
    (query.subject !== undefined && (await seesOf(house, who, query.subject)) !== 'nothing')
  if (!may) throw identityFaults['not-granted']({ action: '查询', on: '存证账本' })
  const things = system === undefined ? undefined : thingsOf(house, system)
  if (system !== undefined && !things) throw faults['no-such-system']({ system })
  return { ...rest, actor, things }
}

/** The log as everyone may read it, and receipts for those who may read what they are of. */
export const routes = [
  defineRoute('GET /ledger/policy.txt', {
    says: '信任策略',
    right: anyone,
    sends: 'text/plain',
    does: ({ house, reply }) => text(reply).send(house.rooms.get(archiveRoom).policy().text),
  }),
  defineRoute('GET /ledger/checkpoint', {
    says: '最新检查点',
    right: anyone,
    sends: 'text/plain',
    refuses: [faults['no-such-size']],
    does: async ({ house, reply }) => {
      const newest = await newestNote(house.database)
      if (!newest) throw faults['no-such-size']({ asked: 1 })
      return text(reply).send(newest.note)
    },
  }),
  defineRoute('GET /ledger/{*}', {
    says: '账本的瓦片和叶子的内容',
    right: anyone,
    sends: 'application/octet-stream',
    refuses: [faults['no-such-size'], faults.forgotten, faults['does-not-match']],
    takes: { params: z.object({ '*': z.string().max(100).describe('瓦片的路径，按 C2SP tlog-tiles') }) },
    does: async ({ house, params, reply }) => {
      const tile = parseTilePath(params['*'])
      const size = (await newestNote(house.database))?.size ?? 0
      const wrong = faults['no-such-size']({ asked: size })
      if (!tile) throw wrong
      const { level, index, width } = tile
      const held = level === 'entries' ? size : Math.floor(size / tileWidth ** level)
      const from = index * tileWidth
      if (from + width > held) throw wrong
      const { archive, folder } = house.rooms.get(archiveRoom)
      const bytes =
        level === 'entries'
          ? await entriesOf(archive, from, from + width)
          : await tileBytes(path.join(folder, 'sha-256'), { level, index, width })
      if (!bytes) throw wrong
      return reply
        .type('application/octet-stream')
        .header('cache-control', tile.width === tileWidth ? 'public, max-age=31536000, immutable' : 'no-store')
        .send(bytes)
    },
  }),
  defineRoute('GET /api/ledger', {
    says: '链的现状',
    right: anyone,
    answers: chainFace,
    does: ({ house }) => chainNow(house.database, house.rooms.get(archiveRoom).policy().policy, new Date()),
  }),
  defineRoute('GET /api/ledger/alarms/{id}/evidence', {
    says: '告警的证据',
    right: anyone,
    sends: 'text/plain',
    refuses: [faults['no-such-alarm']],
    takes: { params },
    does: async ({ house, params, reply }) => {
      const [alarm] = await house.database.read<{ kind: string; size: number; evidence: string }>(
        {},
        'select kind, size, evidence from ledger.alarm where id = $1',
        [params.id],
      )
      if (!alarm) throw faults['no-such-alarm']({})
      return text(reply)
        .header('content-disposition', attachment(`alarm-${alarm.kind}-${alarm.size}.txt`))
        .send(alarm.evidence)
    },
  }),
  defineRoute('GET /api/ledger/events', {
    says: '查存证',
    right: personAnywhere,
    refuses: [identityFaults['not-granted'], faults['no-such-system']],
    takes: { query: asked },
    answers: nextOf(eventFace),
    does: async ({ house, by, query }) => {
      const { after, limit } = query
      return eventsOf(house.rooms.get(archiveRoom).archive, { ...(await entitled(house, by, query)), after, limit })
    },
  }),
  defineRoute('POST /api/ledger/events/export', {
    says: '导出存证',
    right: person,
    refuses: [identityFaults['not-granted'], faults['no-such-system']],
    takes: { body: z.strictObject({ query: queryText(asked) }) },
    answers: made,
    status: 202,
    does: async ({ house, by, body }) => {
      const data = { asked: await entitled(house, by, body.query) }
      const { database, jobs, clock } = house
      return {
        id: await database.write({ all: 'on' }, (tx) => jobs.send(tx, exportEvents, data, by.person, clock.now())),
      }
    },
  }),
  defineRoute('GET /api/ledger/events/{id}/receipt', {
    says: '存证回执',
    right: anyone,
    sends: 'application/json',
    refuses: [
      faults['no-such-event'],
      faults['forgotten'],
      faults['not-yet-final'],
      faults['does-not-match'],
      faults['proof-fails'],
    ],
    takes: {
      params,
      query: z.strictObject({
        form: z.enum(['json', 'c2sp']).default('json').describe('json，或 C2SP tlog-proof 的文本'),
      }),
    },
    does: async ({ house, by, params, query, reply }) => {
      const { archive, policy } = house.rooms.get(archiveRoom)
      const event = await eventOf(archive, params.id)
      const own = by.person !== null && by.person === event.actor
      const seen = own ? 'everything' : await seesOf(house, by, event.subject)
      if (seen === 'nothing' && !searches(by)) throw faults['no-such-event']({})
      const receipt = await receiptOf(archive, event, seen === 'everything', policy().policy)
      const name = `receipt-${receipt.index}`
      if (query.form === 'c2sp')
        return text(reply)
          .header('content-disposition', attachment(`${name}.tlog-proof`))
          .send(textProofOf(receipt))
      return reply.header('content-disposition', attachment(`${name}.json`)).send(receipt)
    },
  }),
]

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
