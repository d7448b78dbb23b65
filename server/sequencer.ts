/** The log's own thread: takes events into the trees, signs, and asks the witnesses, beside whoever serves. */
import { setPriority } from 'node:os'
import { isMainThread, parentPort, workerData, Worker } from 'node:worker_threads'
import { isAway, openDatabase } from '#kernel/database'
import { anchor, chainNamed } from '#engines/ledger/run'
import { openSequencer } from './ledger.ts'

/** Milliseconds between two looks for events that no checkpoint holds. */
const every = 300
/** Nice value of the thread. */
const lower = 5
/** Milliseconds until a look that failed is tried again. */
const afterFailure = 2000
/** Milliseconds between two checkpoints that are anchored elsewhere. */
const betweenAnchors = 60_000

interface Place {
  url: string
  dataDir: string
}

/** Starts the thread. A failure is told on stderr, and the log tries again; nobody's act waits for it. */
export function startSequencer(place: Place): { stop: () => Promise<void> } {
  const worker = new Worker(new URL(import.meta.url), { workerData: place })
  worker.on('error', (error) => console.error(error))
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  return {
    stop: async () => {
      worker.postMessage('stop')
      await ended
    },
  }
}

/** Whoever is served goes before the log: where the cores are taken, it gives way. In Linux the caller is the thread. */
function giveWay() {
  if (process.platform === 'linux') setPriority(lower)
}

async function run({ url, dataDir }: Place) {
  giveWay()
  const database = openDatabase(url)
  const now = () => new Date()
  const { sequence, finalise, keys } = openSequencer({ database, dataDir, now })
  const chain = process.env.LEDGER_ANCHOR ? chainNamed(process.env.LEDGER_ANCHOR) : undefined
  const stopped = Promise.withResolvers<void>()
  let going = true
  parentPort?.once('message', () => {
    going = false
    stopped.resolve()
  })
  const pause = async (ms: number, wakes = false) => {
    const waited = Promise.withResolvers<void>()
    const timer = setTimeout(waited.resolve, ms)
    if (wakes) wake = waited.resolve
    await Promise.race([waited.promise, stopped.promise])
    clearTimeout(timer)
  }
  /** Ends the pause of whoever asks the witnesses: something was signed. */
  let wake = () => {}
  const signing = async () => {
    if ((await sequence()) > 0) wake()
  }
  let said = ''
  async function again(look: () => Promise<unknown>, rest = every, wakes = false) {
    while (going) {
      const failure = await look().then(
        () => undefined,
        (error: Error) => error,
      )
      const says = failure && !isAway(failure) ? failure.message : ''
      if (says && says !== said) console.error(failure)
      said = says
      await pause(failure ? afterFailure : rest, wakes && !failure)
    }
  }
  await Promise.all([
    again(signing),
    again(finalise, every, true),
    ...(chain ? [again(() => anchor(database, chain, keys.origin, now()), betweenAnchors)] : []),
  ])
  await database.close()
}

if (!isMainThread && workerData) void run(workerData as Place)
