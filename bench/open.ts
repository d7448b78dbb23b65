import { Worker } from 'node:worker_threads'

/** A load that does not wait for answers: so many requests a second, whatever comes of them. */
export interface OpenLoad {
  port: number
  cookie: string
  /** One after the other: requests a second, for so many seconds. */
  phases: readonly { rate: number; seconds: number }[]
  /** Cases that are reported on, each over a connection and from an address of its own, one report at a time. */
  cases: readonly string[]
  form: unknown
}

/** What came of one request. `unsent`: every connection was waiting for its answer. */
export interface Sent {
  /** Seconds from the beginning at which it was due. */
  at: number
  /** Milliseconds from when it was due to the last byte. */
  ms: number
  end: number | 'reset' | 'timeout' | 'unsent'
  /** A refusal that says when to come again. */
  retry: boolean
}

export interface Opened {
  sent: Sent[]
  /** Acknowledged reports by case. */
  acknowledged: Map<string, number>
  connections: number
  /** The first answer that is neither 200 nor 503. */
  sample: string
}

/** Loads a server on this machine from a thread of its own. */
export async function openLoad(asked: OpenLoad): Promise<Opened> {
  const worker = new Worker(new URL('./open-worker.ts', import.meta.url), { workerData: asked })
  const opened = await new Promise<Opened>((done, fail) => {
    worker.once('message', done)
    worker.once('error', fail)
  })
  await worker.terminate()
  return opened
}
