/** A thread of an engine: a house without a host, over the city's database, beside whoever serves. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { Thread } from '#kernel/engine'
import { systems } from '#systems'
import { engines } from '../engines/index.ts'
import { layOut, type ThreadPlace } from './house.ts'

/** Nice value of a thread: whoever is served goes before it. */
const lower = 5

const { url, dataDir, engine, thread } = workerData as ThreadPlace
// In Linux the caller is the thread.
if (process.platform === 'linux') setPriority(lower)
const only = engines.find(({ name }) => name === engine)
const work = only?.threads[thread]
if (!only || !work) throw new Error(`the engine ${engine} has no thread ${thread}`)

const stopped = Promise.withResolvers<void>()
let going = true
parentPort?.once('message', () => {
  going = false
  stopped.resolve()
})
const pause: Thread['pause'] = async (ms, woken) => {
  const waited = Promise.withResolvers<void>()
  const timer = setTimeout(waited.resolve, ms)
  await Promise.race([waited.promise, stopped.promise, ...(woken ? [woken] : [])])
  clearTimeout(timer)
}

const house = await layOut(url, { dataDir, systems, role: 'worker', only })
await work(house, { going: () => going, pause })
await house.database.close()
