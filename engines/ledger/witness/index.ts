import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verifierOf, type Verifier } from '../note.ts'
import { ledgerCrypto } from '../keys.ts'
import { signerOf } from '../note-node.ts'
import { addCheckpoint } from './cosign.ts'
import { openStore, originHash } from './store.ts'
import { watchLog } from './watch.ts'

/** A log that a witness knows. */
export interface WitnessedLog {
  origin: string
  vkeys: readonly string[]
  /** The log's prefix; with it the witness also watches by itself. */
  url?: string
}

/** How a witness is started. */
export interface WitnessOptions {
  /** Its own; nobody else writes there. */
  folder: string
  /** 0 for any. */
  port: number
  host: string
  /** Name of its key, fixed by the first start. */
  name: string
  logs: readonly WitnessedLog[]
  /** Milliseconds since 1970. */
  now: () => number
  /** Milliseconds between two looks at a log; a minute. */
  every?: number
  /** Milliseconds without a sound checkpoint that make a log stale; an hour. */
  staleAfter?: number
}

/** A witness that runs. */
export interface Witness {
  url: string
  vkey: string
  /** Looks at every watched log at once. */
  look(): Promise<void>
  close(): Promise<void>
}

// A note of 64 KB and the lines before it.
const largest = 65_536 + 64 * 46

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > largest) return undefined
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/**
 * Starts a witness: a node of an agency that cosigns what continues what it cosigned before, and nothing else.
 * @throws ledger/witness-state, ledger/wrong-key
 * @source C2SP tlog-witness, "HTTP Interface"
 */
export async function startWitness(options: WitnessOptions): Promise<Witness> {
  const { folder, port, host, name, now, every = 60_000, staleAfter = 3_600_000 } = options
  const store = openStore(folder, name)
  const cosigner = signerOf(store.key, now)
  const logs = new Map<string, Verifier[]>()
  for (const { origin, vkeys } of options.logs) {
    const verifiers = vkeys.map((vkey) => verifierOf(ledgerCrypto, vkey))
    logs.set(origin, verifiers)
    // A broken record is found at the start, not when a log asks.
    store.standing(origin, 'cosigned')
  }
  const byHash = new Map([...logs.keys()].map((origin) => [originHash(origin), origin]))
  const watches = options.logs.flatMap(({ origin, url }) =>
    url === undefined
      ? []
      : [watchLog({ url, origin, verifiers: logs.get(origin) ?? [], store, now, every, staleAfter, timeout: 10_000 })],
  )

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const answer = (status: number, body: string, type = 'text/plain; charset=utf-8') => {
      response.writeHead(status, {
        'content-type': type,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      })
      response.end(body)
    }
    const path = (request.url ?? '').split('?')[0] as string
    if (path === '/add-checkpoint') {
      if (request.method !== 'POST') return answer(405, '只收 POST\n')
      const body = await bodyOf(request)
      if (!body) {
        response.setHeader('connection', 'close')
        return answer(400, '请求过大\n')
      }
      const reply = await addCheckpoint(body, { logs, store, cosigner, now })
      return answer(reply.status, reply.body, reply.type)
    }
    if (request.method !== 'GET') return answer(405, '只收 GET\n')
    if (path === '/') return answer(200, `${cosigner.vkey}\n`)
    if (path === '/alarms') return answer(200, JSON.stringify(store.alarms()), 'application/json; charset=utf-8')
    const origin = byHash.get(/^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1] ?? '')
    const standing = origin === undefined ? undefined : store.standing(origin, 'cosigned')
    return standing ? answer(200, standing.note) : answer(404, '没有这个检查点\n')
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 20_000
  server.maxConnections = 200
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    vkey: cosigner.vkey,
    look: async () => void (await Promise.all(watches.map(({ look }) => look()))),
    async close() {
      await Promise.all(watches.map(({ close }) => close()))
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
