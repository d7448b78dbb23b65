/**
 * The other side of a connection, as a process of its own: it speaks the contract of `engines/connection/README.md` and
 * nothing else, and can be told to be slow, to fail, to lie about success, to repeat itself, or to be gone.
 *
 *     node tools/far-side.ts <port> <secret>
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { canonical } from '#engines/ledger/run'
import { signatureUnder, textOf } from './other-side.ts'

type Json = Record<string, unknown>
interface Held {
  key: string
  seq: number
  digest: string
}
/** What goes wrong, until it is told otherwise. */
interface Faults {
  /** Milliseconds before it answers. */
  slow?: number
  /** It answers 500. */
  fails?: boolean
  /** It says that it has taken what it drops. */
  lies?: boolean
  /** It refuses with these words. */
  refuses?: string
}

const [port = '0', secret = ''] = process.argv.slice(2)
const taken = new Map<string, Map<string, Held[]>>()
const sent = new Map<string, Map<string, Json[]>>()
let faults: Faults = {}
let calls = 0

const signature = signatureUnder(secret)
const digestOf = (body: unknown) => createHash('sha256').update(canonical(body)).digest('hex')
const streamOf = <T>(all: Map<string, Map<string, T[]>>, stream: string) => {
  if (!all.has(stream)) all.set(stream, new Map())
  return all.get(stream) as Map<string, T[]>
}

/** Takes a message of the city, in the order of its key. */
function take({ stream, key, seq, body }: Json): [number, Json] {
  const keys = streamOf(taken, String(stream))
  const there = keys.get(String(key)) ?? []
  const expects = there.length + 1
  if (Number(seq) < expects) {
    // What is sent again after it was changed here is put right.
    there[Number(seq) - 1] = { key: String(key), seq: Number(seq), digest: digestOf(body) }
    return [200, { taken: true }]
  }
  if (Number(seq) > expects) return [409, { code: 'out-of-order', expects, detail: `第 ${expects} 条还没有收到` }]
  if (!faults.lies) keys.set(String(key), [...there, { key: String(key), seq: Number(seq), digest: digestOf(body) }])
  return [200, { taken: true }]
}

/** Sends a message to the city, signed. */
async function tell(base: string, message: Json): Promise<{ status: number; body: Json }> {
  const time = new Date().toISOString()
  const at = new URL(`${base}/messages`)
  const answer = await fetch(at, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-requested-by': 'far-side',
      'x-time': time,
      'x-signature': signature('POST', at.pathname, time, message),
    },
    body: JSON.stringify(message),
  })
  return { status: answer.status, body: (await answer.json()) as Json }
}

async function jsonOf(request: IncomingMessage): Promise<Json> {
  const text = await textOf(request)
  return text ? (JSON.parse(text) as Json) : {}
}

/** What the one who drives it asks, unsigned: faults, what it has, a message to be sent to the city. */
async function driven(path: string, body: Json): Promise<[number, Json]> {
  if (path === '/driven/faults') {
    faults = body
    return [200, {}]
  }
  if (path === '/driven/state') {
    const rows = [...taken].flatMap(([stream, keys]) => [...keys.values()].map((all) => ({ stream, ...all.at(-1) })))
    return [200, { calls, rows }]
  }
  if (path === '/driven/drop') {
    streamOf(taken, String(body['stream'])).clear()
    return [200, {}]
  }
  const { base, message, only } = body as { base: string; message: Json; only?: boolean }
  const keys = streamOf(sent, String(message['stream']))
  const key = String(message['key'])
  const others = (keys.get(key) ?? []).filter(({ seq }) => seq !== message['seq'])
  keys.set(key, [...others, message])
  // It holds that it has sent it, and never has.
  if (only) return [200, {}]
  const told = await tell(base, message)
  return [200, { status: told.status, told: told.body }]
}

async function answer(request: IncomingMessage): Promise<[number, Json]> {
  const path = request.url ?? '/'
  const body = request.method === 'POST' ? await jsonOf(request) : undefined
  if (path.startsWith('/driven/')) return driven(path, body ?? {})
  calls += 1
  const { 'x-time': time = '', 'x-signature': by = '' } = request.headers
  if (signature(request.method ?? '', path, String(time), body) !== by) return [401, { detail: '签名不对' }]
  if (faults.slow) await new Promise((turn) => setTimeout(turn, faults.slow))
  if (faults.fails) return [500, { detail: '内部错误' }]
  const url = new URL(path, 'http://far.side')
  if (url.pathname === '/messages') return faults.refuses ? [422, { detail: faults.refuses }] : take(body ?? {})
  if (url.pathname === '/holdings') {
    const stream = url.searchParams.get('stream') ?? ''
    const ours = [...streamOf(taken, stream).values()].map((all) => all.at(-1) as Held)
    const theirs = [...streamOf(sent, stream)].map(([key, all]) => {
      const last = all.at(-1) as Json
      return { key, seq: Number(last['seq']), digest: digestOf(last['body']) }
    })
    return [200, { rows: ours.length > 0 ? ours : theirs, next: null }]
  }
  if (url.pathname === '/again') {
    const { stream, key, seq } = body as { stream: string; key: string; seq: number }
    const all = (streamOf(sent, stream).get(key) ?? []).filter((message) => Number(message['seq']) >= seq)
    // It answers first; what it was asked for comes after.
    setImmediate(async () => {
      for (const message of all)
        if (typeof message['base'] !== 'string') await tell(cityBase, message).catch(() => undefined)
    })
    return [200, { sent: all.length }]
  }
  return [404, { detail: '没有这个地址' }]
}

let cityBase = ''

const server = createServer((request, response) => {
  if (request.url === '/driven/city')
    void jsonOf(request).then(({ base }) => {
      cityBase = String(base)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  else
    answer(request).then(
      ([status, told]) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told)),
      () => response.writeHead(400, { 'content-type': 'application/json' }).end('{"detail":"读不懂"}'),
    )
})
server.listen(Number(port), '127.0.0.1', () => {
  const { port: at } = server.address() as { port: number }
  process.stdout.write(`ready http://127.0.0.1:${at}\n`)
})
process.on('SIGTERM', () => server.close(() => process.exit(0)))
