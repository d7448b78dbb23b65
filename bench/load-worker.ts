import { connect, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { Load, Loaded } from './load.ts'

/** One request as it goes over the wire, and the number that its body counts up from answer to answer. */
interface Prepared {
  head: string
  body: string | undefined
  counts: number
  keyed: boolean
}

const { port, connections, seconds, net, requests } = workerData as Load & { net: number }

const prepared: Prepared[] = requests.map(({ method = 'GET', path, cookie, body, keyed = false }) => ({
  head:
    `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n` +
    (cookie ? `cookie: ${cookie}\r\n` : '') +
    (method === 'GET' ? '' : 'x-requested-by: bench\r\ncontent-type: application/json\r\n'),
  body: body === undefined ? undefined : JSON.stringify(body),
  counts: 1,
  keyed,
}))

let keys = 0
const wire = ({ head, body, counts, keyed }: Prepared) => {
  if (body === undefined) return `${head}\r\n`
  const text = body.replace('"%n%"', String(counts))
  const key = keyed ? `idempotency-key: ${net}-${process.hrtime.bigint()}-${(keys += 1)}\r\n` : ''
  return `${head}${key}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
}

const loaded: Loaded = { answers: 0, refused: 0, sample: '', seconds: 0, latencies: [] }
const until = performance.now() + seconds * 1000

/** Sends one request after the other over one connection until the time is over. */
function drive(lane: number): Promise<void> {
  return new Promise((done, fail) => {
    const socket: Socket = connect({
      host: '127.0.0.1',
      port,
      localAddress: `127.${net}.${(lane >> 8) + 1}.${(lane % 250) + 1}`,
      noDelay: true,
    })
    let turn = lane % prepared.length
    let sentAt = 0
    let held: Buffer = Buffer.alloc(0)
    let whole = -1
    const send = () => {
      if (performance.now() >= until) {
        socket.end()
        done()
        return
      }
      sentAt = performance.now()
      socket.write(wire(prepared[turn] as Prepared))
    }
    socket.on('connect', send)
    socket.on('error', fail)
    socket.on('close', () => done())
    socket.on('data', (chunk: Buffer) => {
      held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
      if (whole < 0) {
        const end = held.indexOf('\r\n\r\n')
        if (end < 0) return
        const length = /content-length: (\d+)/i.exec(held.toString('latin1', 0, end))
        if (!length) {
          fail(new Error(`an answer without a length: ${held.toString('latin1', 0, end)}`))
          return
        }
        whole = end + 4 + Number(length[1])
      }
      if (held.length < whole) return
      loaded.latencies.push(performance.now() - sentAt)
      const ok = held[9] === 0x32 // HTTP/1.1 2xx
      if (ok) loaded.answers += 1
      else {
        loaded.refused += 1
        loaded.sample ||= held.toString('utf8', 0, 2000)
      }
      const asked = prepared[turn] as Prepared
      if (ok) asked.counts += 1
      turn = (turn + connections) % prepared.length
      held = Buffer.alloc(0)
      whole = -1
      send()
    })
  })
}

const from = performance.now()
await Promise.all(Array.from({ length: connections }, (_, lane) => drive(lane)))
loaded.seconds = (performance.now() - from) / 1000
parentPort?.postMessage(loaded)
