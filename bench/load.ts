import { Worker } from 'node:worker_threads'
import { quantile } from './figures.ts'

/** One request; `"%n%"` in its body stands for a number that grows by one with every answer. */
export interface Request {
  method?: 'GET' | 'POST'
  path: string
  cookie?: string
  body?: unknown
  /** Each request carries a key of its own. */
  keyed?: boolean
}

export interface Load {
  port: number
  connections: number
  seconds: number
  /** Each connection takes its share of these, round and round. */
  requests: readonly Request[]
}

/** What a load came to. */
export interface Loaded {
  answers: number
  refused: number
  /** The first refusal as it came. */
  sample: string
  seconds: number
  /** Milliseconds from sending to the last byte. */
  latencies: number[]
}

let net = 0

/**
 * Loads a server on this machine over kept-alive connections from a thread of its own. Every connection comes from
 * a loopback address of its own, as every official comes from their own, so that the limit an address holds stands.
 * @throws Error with the first refusal, when anything was refused
 */
export async function load(asked: Load): Promise<{ rate: number; p50: number; p95: number; p99: number }> {
  net = (net % 200) + 1
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: { ...asked, net } })
  const loaded = await new Promise<Loaded>((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
  })
  await worker.terminate()
  if (loaded.refused > 0) throw new Error(`${loaded.refused} requests were refused: ${loaded.sample}`)
  const at = (share: number) => quantile(loaded.latencies, share)
  return { rate: loaded.answers / loaded.seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
