/** A thread of an engine: a house without a host, opened with what its own was opened with, beside whoever serves. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { engines as everyEngine } from '../engines/index.ts'
import { openGoing } from './going.ts'
import { layOut, type ThreadPlace } from './house.ts'
import { openedAgain } from './opener.ts'

/** Nice value of a thread: whoever is served goes before it. */
const lower = 5

const { url, dataDir, told, publicUrl, again, ...named } = workerData as ThreadPlace
// In Linux the caller is the thread.
if (process.platform === 'linux') setPriority(lower)
const opened = await openedAgain(again)
const { engines = everyEngine } = opened
const only = engines.find(({ name }) => name === named.engine)
const work = only?.threads[named.thread]
if (!only || !work) throw new Error(`the engine ${named.engine} has no thread ${named.thread}`)

const going = openGoing()
parentPort?.once('message', going.end)
const house = await layOut(url, { ...opened, dataDir, told, only, ...(publicUrl && { publicUrl }) })
await work(house, going)
await house.database.close()
