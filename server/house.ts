import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { worldClock } from '#kernel/clock'
import { openDatabase, migrate } from '#kernel/database'
import {
  all,
  builtOf,
  reading,
  rolesOf,
  settleIn,
  type Engine,
  type House,
  type ServerRole,
  type Tick,
  type Told,
} from '#kernel/engine'
import { openEvents } from '#kernel/event'
import { openFiles } from '#kernel/file'
import { openHost, type Host } from '#kernel/http'
import { openJobs, prepareJobs, type Jobs } from '#kernel/job'
import { keeper } from '#kernel/keeper'
import { Rooms } from '#kernel/room'
import { cityFace } from '#engines/front/run'
import { declaredDirectory } from '#engines/identity/run'
import { engines as everyEngine } from '../engines/index.ts'
import { city as yancheng } from '#city'
import { openGoing } from './going.ts'
import type { Again, OpenedWith } from './opener.ts'
import { sendsCompressed } from './compressed.ts'
import { verifyPage } from './verify-page.ts'

export interface HouseOptions extends OpenedWith {
  /** The owner's URL: it migrates and makes the application's role. */
  ownerUrl: string
  /** The application's URL of a database that was prepared before; without it the owner prepares it. */
  url?: string
  dataDir: string
  webRoot?: string
  /** Takes a line a request and a line a job. */
  log?: { write: (line: string) => void }
  /** Lets a caller from another machine see the metrics. */
  metricsToken?: string
  mostPerMinute?: number
  /** Whether a proxy is believed when it says for whom it asks; without it none is. */
  trusts?: (address: string) => boolean
  /** The address under which everyone reaches the city; without it, where it listens. */
  publicUrl?: string
  /** What this process does; without it, everything. */
  role?: ServerRole
  /** What was set of what the engines heed. */
  told?: Told
}

/** A house with its doors open: what serves and works, and how it is closed. */
export interface OpenHouse extends House {
  readonly host: Host
  readonly engines: readonly Engine[]
  /** What the clock does at an instant, phase by phase, until nothing waits for it. */
  sweep: (at?: Date) => Promise<void>
  /** The next instant at which the clock has something to do; null when nothing waits for it. */
  nextSweep: () => Promise<Date | null>
  /**
   * Starts what goes on beside the requests: the engines' threads where this process works, and what its role does.
   * @throws Error where threads are to be started and nothing says how they open what the house was opened with
   */
  startBeside: () => void
  close: () => Promise<void>
}

const roomsOf = ({ city = yancheng, keeper: kept }: Pick<HouseOptions, 'city' | 'keeper'>) => {
  const rooms = new Rooms()
  rooms.put(declaredDirectory, city.directory)
  rooms.put(cityFace, city.face)
  if (kept) rooms.put(keeper, kept)
  return rooms
}

/** Brings the schema and what the city declares into step; as the owner, before anything is served. */
export async function prepare(
  options: Pick<HouseOptions, 'ownerUrl' | 'dataDir' | 'city' | 'engines'>,
): Promise<string> {
  const { ownerUrl, dataDir, engines = everyEngine } = options
  mkdirSync(dataDir, { recursive: true })
  const jobs = engines.flatMap((engine) => engine.jobs)
  const { url } = await migrate(ownerUrl, dataDir, { besides: (owner) => prepareJobs(owner, jobs) })
  const database = openDatabase(url, roomsOf(options))
  try {
    for (const { prepares } of engines) await prepares?.(database)
  } finally {
    await database.close()
  }
  return url
}

/**
 * A house over a database that is there: its parts, its points, its events, what each engine keeps. Nothing is served.
 * `only` opens one engine and what it stands on.
 */
export async function layOut(
  url: string,
  options: Omit<HouseOptions, 'ownerUrl'> & { only?: Engine },
): Promise<House & { jobs: Jobs }> {
  const { dataDir, systems, engines = everyEngine, clock = worldClock(), told = {} } = options
  const rooms = roomsOf(options)
  const { publicUrl, webRoot } = options
  const house: House & { jobs: Jobs } = {
    ...{ rooms, clock, systems },
    ...reading(
      systems,
      engines.flatMap((engine) => engine.gives),
    ),
    database: openDatabase(url, rooms),
    files: openFiles(path.join(dataDir, 'files')),
    settings: { dataDir, told, publicUrl, webRoot },
    jobs: noWork,
  }
  rooms.put(builtOf, engines)
  settleIn(house)
  const hearers = engines.flatMap(({ hears }) => (typeof hears === 'function' ? hears(house) : hears))
  openEvents(
    rooms,
    engines.flatMap((engine) => engine.events ?? []),
    hearers,
  )
  for (const { opens } of options.only ? floorsUnder(options.only) : engines) await opens?.(house)
  return house
}

/** An engine and all that it stands on, the lowest first. */
function floorsUnder(engine: Engine, found = new Set<Engine>()): Set<Engine> {
  for (const below of engine.needs) floorsUnder(below, found)
  return found.add(engine)
}

const noWork: Jobs = {
  send: () => Promise.reject(new Error('no work is taken in this house')),
  stop: async () => {},
}

/** Boots kernel, engines and systems into one house; nothing listens yet. */
export async function openHouse(options: HouseOptions): Promise<OpenHouse> {
  const { engines = everyEngine, role = all, log } = options
  const url = options.url ?? (await prepare(options))
  const house = await layOut(url, options)
  const { database, clock } = house
  await house.files.clearArriving()
  house.jobs = await openJobs(url, {
    jobs: engines.flatMap((engine) => engine.jobs),
    ...{ database, works: role.works, now: () => clock.now() },
    log: (line) => void log?.write(`${JSON.stringify(line)}\n`),
  })
  const starting =
    role.works &&
    (async () => {
      for (const { starts } of engines) await starts?.(house)
    })().catch((error) => console.error(error))
  const host = await openHost({
    database,
    ...(role.serves && options.webRoot && { webRoot: options.webRoot }),
    ...(log && { log }),
    ...(options.metricsToken && { metricsToken: options.metricsToken }),
    ...(options.mostPerMinute && { mostPerMinute: options.mostPerMinute }),
    ...(options.trusts && { trusts: options.trusts }),
  })
  if (role.serves) {
    for (const { mounts } of engines) mounts?.(house, host)
    for (const { routes } of engines) for (const route of routes) route.hang(host)
    if (options.webRoot) verifyPage(host, house, options.webRoot)
    if (options.webRoot) sendsCompressed(host, options.webRoot)
  }
  const beside: Beside[] = []
  const ticks = engines.flatMap((engine) => engine.ticks)
  return Object.assign(house, {
    ...{ host, engines },
    sweep: (at = clock.now()) => sweep(house, ticks, at),
    nextSweep: async () => {
      const next = await Promise.all(ticks.map((tick) => tick.next?.(house) ?? null))
      return next.filter((at) => at !== null).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
    },
    startBeside: () => {
      for (const { does, ...one } of rolesOf(engines).values())
        if (does && (role === all || role.name === one.name)) beside.push(startRole(house, does))
      if (role.works)
        for (const engine of engines)
          for (const thread of Object.keys(engine.threads))
            beside.push(startThread({ ...threadsIn(url, options), engine: engine.name, thread }))
      beside.push(renewing(house, engines))
    },
    close: async () => {
      await host.close()
      await starting
      await house.jobs.stop()
      await Promise.all(beside.map(({ stop }) => stop()))
      await database.close()
    },
  })
}

const phases = ['ends', 'moves', 'follows'] as const

async function sweep(house: House, ticks: readonly Tick[], at: Date) {
  for (const phase of phases)
    for (const tick of ticks) if (tick.phase === phase) while ((await tick.does(house, at)) > 0);
}

/** Something that goes on beside the requests. */
interface Beside {
  stop: () => Promise<void>
}

/** Milliseconds in which a process learns of what another has changed of what both keep in memory. */
const learnsWithin = 5000

/** Has the engines bring into step what this process keeps in memory. A failure is told on stderr, and it is tried again. */
function renewing(house: House, engines: readonly Engine[]): Beside {
  let going: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    going = Promise.all(engines.map(({ renews }) => renews?.(house))).catch((error: unknown) => console.error(error))
  }, learnsWithin)
  return {
    stop: async () => {
      clearInterval(timer)
      await going
    },
  }
}

/** Starts what a role does. A failure is told on stderr. */
function startRole(house: House, does: NonNullable<ServerRole['does']>): Beside {
  const going = openGoing()
  const ended = does(house, going).catch((error) => console.error(error))
  return {
    stop: async () => {
      going.end()
      await ended
    },
  }
}

/** Where a thread finds its work, and how it opens what its house was opened with: plain data, which is cloned. */
export interface ThreadPlace {
  url: string
  dataDir: string
  told: Told
  publicUrl: string | undefined
  again: Again
  engine: string
  thread: string
}

function threadsIn(url: string, options: HouseOptions): Omit<ThreadPlace, 'engine' | 'thread'> {
  const { dataDir, told = {}, publicUrl, again } = options
  if (!again) throw new Error('a house that no opener has opened starts no threads: see defineOpener')
  return { url, dataDir, told, publicUrl, again }
}

/** Starts a thread of an engine. A failure is told on stderr. */
function startThread(place: ThreadPlace): Beside {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: place })
  worker.on('error', (error) => console.error(error))
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  return {
    stop: async () => {
      worker.postMessage('stop')
      await ended
    },
  }
}
