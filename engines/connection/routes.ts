import * as z from 'zod'
import type { Row } from '#kernel/database'
import { defineRoute, each, instant, nextOf, rowsOf, type House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { choice, text } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { anyone, onPart, personOnPart, reachOf, type Person } from '#engines/identity/run'
import { holdingsOf } from './compare.ts'
import { connectionsOf } from './compose.ts'
import { faults } from './faults.ts'
import type { Connection, ConnectionAction } from './index.ts'
import { lineOf, mustBeSigned, setLine, type Line } from './line.ts'
import { columnsOf, type Message } from './message.ts'
import { goOn, takeIn } from './take.ts'

const named = z.object({ name: z.string().max(80).describe('对接') })
const one = named.extend({ id: z.uuid().describe('消息的编号') })
const titles: Record<ConnectionAction, string> = { read: '查看对接', tend: '维护对接' }
const stands = (action: ConnectionAction, says: string) =>
  each<Connection>('connection', ({ name, title }) => [
    { at: { name }, right: [title, titles[action]], says: `${title}：${says}` },
  ])
/** For the other side, which proves itself by its signature. */
const forThem = (says: string) =>
  each<Connection>('connection', ({ name, title }) => [
    { at: { name }, right: [title, '凭签名'], says: `${title}：${says}` },
  ])

const signed = z.object({
  'x-time': z.iso.datetime({ offset: true }).describe('签名的时刻，与本市时钟相差不超过五分钟'),
  'x-signature': z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('HMAC-SM3，十六进制：方法、路径、时刻、内容（RFC 8785）各一行'),
})

/** A connection that a reader may do something with. @throws connection/no-such */
function connectionFor(house: House, name: string, actor: Actor, action: ConnectionAction): Connection {
  const found = house.parts<Connection>('connection').get(name)
  if (!found || reachOf(actor, found, action).size === 0) throw faults['no-such']()
  return found
}

/** The open line of a connection, for a request that bears its signature. @throws connection/no-such connection/line-off connection/not-signed */
async function lineFor(
  house: House,
  name: string,
  asked: { method: string; path: string; headers: z.output<typeof signed>; body?: unknown },
): Promise<{ connection: Connection; line: Line }> {
  const connection = house.parts<Connection>('connection').get(name)
  const line = connection && (await lineOf(house, name))
  if (!connection) throw faults['no-such']()
  if (!line || line.stoppedAt) throw faults['line-off']()
  const { 'x-time': time, 'x-signature': signature } = asked.headers
  mustBeSigned(line, { ...asked, time, signature })
  return { connection, line }
}

const lineState = { none: '没有开通', open: '通', quiet: '对方没有回答，稍后再试', stopped: '停用' } as const

const connectionFace = z.object({
  ...{ name: z.string(), title: z.string(), far: z.string(), basis: z.string() },
  line: choice('线路', lineState),
  due: z.int(),
  held: z.int(),
  stuck: z.int(),
  heardAt: instant.nullable(),
  comparedOn: z.iso.date().nullable(),
  apart: z.int().nullable(),
})

const direction = { out: '本市送出', in: '对方送来' } as const
const stuckFace = z.object({
  ...{ id: z.uuid(), name: z.string(), title: z.string() },
  direction: choice('方向', direction),
  ...{ kind: z.string(), key: z.string(), seq: z.int(), fault: z.string().nullable(), at: instant, behind: z.int() },
})

const mostBytes = 256 * 1024

/** Whoever reads or tends any connection. */
const readable = (house: House, actor: Actor) =>
  connectionsOf(house).filter((connection) => reachOf(actor, connection, 'read').size > 0)

/** Connections over HTTP: how they stand, what is stuck, and the four addresses that the other side uses. */
export const routes = [
  defineRoute('GET /api/connections', {
    says: '对接的系统',
    right: onPart('connection', 'read'),
    answers: rowsOf(connectionFace),
    shows: {
      title: '系统对接',
      says: '和外面的系统之间送了什么、收了什么、卡在哪里。同一件事的消息按次序、各只算一次；每天和对方对账。',
      empty: '没有归您看的对接。',
      columns: {
        ...{ title: '对接', far: '对方', line: '线路', due: '待送', held: '等前一条', stuck: '卡住' },
        ...{ heardAt: '最近应答', comparedOn: '最近对账', apart: '对账不一致' },
      },
      acts: [
        {
          ...{ title: '设置线路', at: 'POST /api/connections/{name}/line', says: '按双方约定填写；密钥不再显示。' },
        },
        { title: '停用', at: 'DELETE /api/connections/{name}/line', unless: { line: ['none', 'stopped'] } },
      ],
      beside: ['GET /api/stuck-messages'],
    },
    does: async ({ house, by }) => {
      const connections = readable(house, by)
      const rows = await house.database.read<{ name: string; state: 'due' | 'held' | 'stuck'; count: number } & Row>(
        { all: 'on' },
        `select connection as name, state, count(*)::int as count from connection.message where state in ('due', 'held', 'stuck') and connection = any($1)
         group by 1, 2`,
        [connections.map(({ name }) => name)],
      )
      const lines = await house.database.read<{
        name: string
        stopped: boolean
        quiet: boolean
        heardAt: Date | null
        comparedOn: string | null
        apart: number | null
      }>(
        { all: 'on' },
        `select l.connection as name, l.stopped_at is not null as stopped, coalesce(l.quiet_until > $1, false) as quiet, l.heard_at as "heardAt",
           l.compared_on::text as "comparedOn",
           (select sum(c.apart)::int from connection.compared c where c.connection = l.connection and c.on_day = l.compared_on) as apart
         from connection.line l`,
        [house.clock.now()],
      )
      const count = (name: string, state: string) =>
        rows.find((row) => row.name === name && row.state === state)?.count ?? 0
      return {
        rows: connections.map(({ name, title, far, basis }) => {
          const line = lines.find((row) => row.name === name)
          const state = !line ? 'none' : line.stopped ? 'stopped' : line.quiet ? 'quiet' : 'open'
          return {
            ...{ name, title, far, basis, line: state as keyof typeof lineState },
            ...{ due: count(name, 'due'), held: count(name, 'held'), stuck: count(name, 'stuck') },
            ...{ heardAt: line?.heardAt ?? null, comparedOn: line?.comparedOn ?? null, apart: line?.apart ?? null },
          }
        }),
      }
    },
  }),
  defineRoute('GET /api/stuck-messages', {
    says: '卡住的消息',
    right: onPart('connection', 'read'),
    takes: { query: z.strictObject({ after: z.uuid().optional().describe('上一页答复的 next') }) },
    answers: nextOf(stuckFace),
    shows: {
      title: '卡住的消息',
      says: '对方不收的，或者对方送来、本市读不懂的。看清原因、改好以后再处理一次；同一件事后面的消息在等它。',
      empty: '没有卡住的消息。',
      columns: {
        ...{ title: '对接', direction: '方向', kind: '类别', key: '哪一件', seq: '第几条', fault: '原因', at: '时间' },
        ...{ behind: '后面在等的' },
      },
      acts: [
        { title: '再处理一次', at: 'POST /api/connections/{name}/messages/{id}/again' },
        {
          title: '不再处理',
          says: '这一条作废，同一件事后面的消息接着办。写清原因，会留痕。',
          at: 'POST /api/connections/{name}/messages/{id}/giving-up',
        },
      ],
      beside: ['GET /api/connections'],
    },
    does: async ({ house, by, query: { after } }) => {
      const connections = new Map(readable(house, by).map((connection) => [connection.name, connection]))
      const rows = await house.database.read<Message & { fault: string | null; behind: number }>(
        { all: 'on' },
        `select ${columnsOf('m')}, m.fault, (select count(*)::int from connection.message w where w.key = m.key and w.connection = m.connection
             and w.outward = m.outward and w.stream = m.stream and w.seq > m.seq and w.state in ('due', 'held')) as behind
         from connection.message m where m.state = 'stuck' and m.connection = any($1) and ($2::uuid is null or m.id < $2) order by m.id desc limit 50`,
        [[...connections.keys()], after ?? null],
      )
      return {
        rows: rows.map(({ id, connection, outward, stream, key, seq, fault, at, behind }) => {
          const of = connections.get(connection)
          const kind = [...(of?.sends ?? []), ...(of?.takes ?? [])].find(({ name }) => name === stream)?.title ?? stream
          const way: keyof typeof direction = outward ? 'out' : 'in'
          return {
            id,
            name: connection,
            title: of?.title ?? connection,
            direction: way,
            kind,
            key,
            seq,
            fault,
            at,
            behind,
          }
        }),
        next: rows.length < 50 ? null : (rows.at(-1)?.id ?? null),
      }
    },
  }),
  defineRoute('POST /api/connections/{name}/line', {
    says: '设置线路',
    right: personOnPart('connection', 'tend'),
    each: stands('tend', '设置线路'),
    refuses: [faults['no-such'], faults['not-an-address'], faults['secret-too-short']],
    takes: {
      params: named,
      body: z.strictObject({
        url: text('对方接口的地址', { max: 300, help: 'https:// 开头的完整网址' }),
        secret: text('双方约定的密钥', { max: 200, help: '至少 16 个字符；存下以后不再显示' }),
      }),
    },
    status: 204,
    does: async ({ house, by, params: { name }, body, reply }) => {
      const connection = connectionFor(house, name, by, 'tend')
      const url = addressOf(body.url)
      if (body.secret.length < leastSecret) throw faults['secret-too-short']({ least: leastSecret })
      await setLine(house, connection.name, { url, secret: body.secret }, by.person)
      return reply.status(204).send()
    },
  }),
  defineRoute('DELETE /api/connections/{name}/line', {
    says: '停用线路',
    right: personOnPart('connection', 'tend'),
    each: stands('tend', '停用线路'),
    refuses: [faults['no-such']],
    takes: { params: named },
    status: 204,
    does: async ({ house, by, params: { name }, reply }) => {
      connectionFor(house, name, by, 'tend')
      const at = house.clock.now()
      await house.database.write({ all: 'on' }, async (tx) => {
        await tx.query('update connection.line set stopped_at = $2 where connection = $1', [name, at])
        await publish(tx, { kind: 'line.stopped', actor: by.person, subject: `line:${name}`, at, about: {} })
      })
      return reply.status(204).send()
    },
  }),
  defineRoute('POST /api/connections/{name}/messages/{id}/again', {
    says: '卡住的消息再处理一次',
    right: personOnPart('connection', 'tend'),
    each: stands('tend', '卡住的消息再处理一次'),
    refuses: [faults['no-such'], faults['no-such-message']],
    takes: { params: one },
    status: 204,
    does: async ({ house, by, params, reply }) => {
      await unstick(house, by, params, 'again')
      return reply.status(204).send()
    },
  }),
  defineRoute('POST /api/connections/{name}/messages/{id}/giving-up', {
    says: '卡住的消息不再处理',
    right: personOnPart('connection', 'tend'),
    each: stands('tend', '卡住的消息不再处理'),
    refuses: [faults['no-such'], faults['no-such-message']],
    takes: {
      params: one,
      body: z.strictObject({ words: text('为什么不再处理', { max: 300 }) }),
    },
    status: 204,
    does: async ({ house, by, params, body, reply }) => {
      await unstick(house, by, params, 'given-up', body.words)
      return reply.status(204).send()
    },
  }),
  defineRoute('POST /api/connections/{name}/messages', {
    says: '对方送来一条消息',
    right: anyone,
    perMinute: 6000,
    each: forThem('对方送来一条消息'),
    refuses: [faults['no-such'], faults['line-off'], faults['not-signed'], faults['no-such-kind']],
    takes: {
      params: named,
      headers: signed,
      body: z.strictObject({
        id: z.string().max(80).describe('对方给的编号'),
        stream: z.string().max(80).describe('约定的类别'),
        key: z.string().min(1).max(200).describe('哪一件，对方的编号'),
        seq: z.int().min(1).max(1_000_000).describe('这一件的第几条，从 1 起不跳号'),
        body: z
          .record(z.string().max(80), z.unknown())
          .refine((said) => JSON.stringify(said).length <= mostBytes, '内容太大')
          .describe('约定的内容'),
      }),
    },
    answers: z.object({
      taken: z.literal(true),
      state: choice('收到以后', { taken: '已办理', before: '以前收过', held: '等前面的', stuck: '等人看' }),
    }),
    does: async ({ house, params: { name }, headers, body, request }) => {
      const asked = { method: 'POST', path: request.url, headers, body }
      const { connection } = await lineFor(house, name, asked)
      return { taken: true as const, state: await takeIn(house, connection, body, house.clock.now()) }
    },
  }),
  defineRoute('GET /api/connections/{name}/holdings', {
    says: '本市有的，供对方对账',
    right: anyone,
    perMinute: 600,
    each: forThem('本市有的，供对方对账'),
    refuses: [faults['no-such'], faults['line-off'], faults['not-signed'], faults['no-such-kind']],
    takes: {
      params: named,
      headers: signed,
      query: z.strictObject({
        stream: z.string().max(80).describe('约定的类别'),
        after: z.string().max(200).optional().describe('上一页答复的 next'),
      }),
    },
    answers: nextOf(z.object({ key: z.string(), seq: z.int(), digest: z.string() })),
    does: async ({ house, params: { name }, headers, query, request }) => {
      const { connection } = await lineFor(house, name, { method: 'GET', path: request.url, headers })
      const outward = connection.sends.some((sends) => sends.name === query.stream)
      if (!outward && !connection.takes.some((takes) => takes.name === query.stream))
        throw faults['no-such-kind']({ stream: query.stream })
      return holdingsOf(house, connection, { outward, ...query })
    },
  }),
]

const leastSecret = 16

/** An address of another side: over TLS, but for one on this machine. @throws connection/not-an-address */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHere = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const fits = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isHere))
  if (!fits || url.username || url.password || url.search || url.hash) throw faults['not-an-address']()
  return url.href.replace(/\/$/, '')
}

/** Has a stuck message done once more, or lets what is behind it go on. @throws connection/no-such connection/no-such-message */
async function unstick(
  house: House,
  by: Person,
  { name, id }: { name: string; id: string },
  what: 'again' | 'given-up',
  why?: string,
) {
  const connection = connectionFor(house, name, by, 'tend')
  const at = house.clock.now()
  const message = await house.database.write({ all: 'on' }, async (tx) => {
    const [found] = await tx.query<Message>(
      `select ${columnsOf('m')} from connection.message m where m.id = $1 and m.connection = $2 and m.state = 'stuck' for update`,
      [id, name],
    )
    if (!found) throw faults['no-such-message']()
    const state = what === 'given-up' ? what : found.outward ? 'due' : 'held'
    await tx.query('update connection.message set state = $2, due_at = $3 where id = $1', [id, state, at])
    await publish(tx, {
      ...{ kind: `message.${what}`, actor: by.person, subject: `message:${id}`, at },
      about: { connection: name, ...(why && { why }) },
    })
    return found
  })
  if (!message.outward) await goOn(house, connection, message, at)
}
