import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { worldClock, type Clock } from '#kernel/clock'
import { openDatabase, migrate } from '#kernel/database'
import { builtOf, reading, settleIn, type Engine, type House, type ServerRole, type Tick } from '#kernel/engine'
import { openEvents } from '#kernel/event'
import { openFiles } from '#kernel/file'
import { openHost, type Host } from '#kernel/http'
import { openJobs, prepareJobs, type Jobs } from '#kernel/job'
import { keeper, type Keeper } from '#kernel/keeper'
import { Rooms } from '#kernel/room'
import type { System } from '#kernel/system'
import type { CityFace } from '#engines/front'
import { cityFace } from '#engines/front/run'
import { declaredDirectory, type DeclaredDirectory } from '#engines/identity/run'
import { engines as everyEngine } from '../engines/index.ts'
import { city as yancheng } from '#city'
import { verifyPage } from './verify-page.ts'

/** What is true of one city only. */
export interface City {
  directory: DeclaredDirectory
  face: CityFace
}

export interface HouseOptions {
  /** The owner's URL: it migrates and makes the application's role. */
  ownerUrl: string
  /** The application's URL of a database that was prepared before; without it the owner prepares it. */
  url?: string
  dataDir: string
  systems: readonly System[]
  /** The engines, the lowest floor first; without them every one. */
  engines?: readonly Engine[]
  /** What is true of the city that is served; without it, Yancheng. */
  city?: City
  clock?: Clock
  webRoot?: string
  /** Takes a line a request and a line a job. */
  log?: { write: (line: string) => void }
  /** Lets a caller from another machine see the metrics. */
  metricsToken?: string
  mostPerMinute?: number
  /** The address under which everyone reaches the city; without it, where it listens. */
  publicUrl?: string
  /** What this process does. */
  role?: ServerRole
  /** Keeps the master key of custody; absent, one in this process. */
  keeper?: Keeper
}

/** A house with its doors open: what serves and works, and how it is closed. */
export interface OpenHouse extends House {
  readonly host: Host
  readonly engines: readonly Engine[]
  /** What the clock does at an instant, phase by phase, until nothing waits for it. */
  sweep: (at?: Date) => Promise<void>
  /** The next instant at which the clock has something to do; null when nothing waits for it. */
  nextSweep: () => Promise<Date | null>
  /** Starts the engines' threads. */
  startThreads: () => void
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
  const { dataDir, systems, engines = everyEngine, clock = worldClock(), role = 'all' } = options
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
    settings: { dataDir, role, publicUrl, webRoot },
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
  const { engines = everyEngine, role = 'all', log } = options
  const url = options.url ?? (await prepare(options))
  const house = await layOut(url, options)
  const { database, clock } = house
  await house.files.clearArriving()
  house.jobs = await openJobs(url, {
    jobs: engines.flatMap((engine) => engine.jobs),
    ...{ database, works: role !== 'web', now: () => clock.now() },
    log: (line) => void log?.write(`${JSON.stringify(line)}\n`),
  })
  const starting =
    role !== 'web' &&
    (async () => {
      for (const { starts } of engines) await starts?.(house)
    })().catch((error) => console.error(error))
  const host = await openHost({
    database,
    ...(role !== 'worker' && options.webRoot && { webRoot: options.webRoot }),
    ...(log && { log }),
    ...(options.metricsToken && { metricsToken: options.metricsToken }),
    ...(options.mostPerMinute && { mostPerMinute: options.mostPerMinute }),
  })
  if (role !== 'worker') {
    for (const { mounts } of engines) mounts?.(house, host)
    for (const { routes } of engines) for (const route of routes) route.hang(host)
    if (options.webRoot) verifyPage(host, house, options.webRoot)
  }
  const threads: ReturnType<typeof startThread>[] = []
  const ticks = engines.flatMap((engine) => engine.ticks)
  return Object.assign(house, {
    ...{ host, engines },
    sweep: (at = clock.now()) => sweep(house, ticks, at),
    nextSweep: async () => {
      const next = await Promise.all(ticks.map((tick) => tick.next?.(house) ?? null))
      return next.filter((at) => at !== null).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
    },
    startThreads: () => {
      for (const engine of engines)
        for (const thread of Object.keys(engine.threads))
          threads.push(startThread({ url, dataDir: options.dataDir, engine: engine.name, thread }))
    },
    close: async () => {
      await host.close()
      await starting
      await house.jobs.stop()
      await Promise.all(threads.map(({ stop }) => stop()))
      await database.close()
    },
  })
}

const phases = ['ends', 'moves', 'follows'] as const

async function sweep(house: House, ticks: readonly Tick[], at: Date) {
  for (const phase of phases)
    for (const tick of ticks) if (tick.phase === phase) while ((await tick.does(house, at)) > 0);
}

/** Where a thread finds its work. */
export interface ThreadPlace {
  url: string
  dataDir: string
  engine: string
  thread: string
}

/** Starts a thread of an engine. A failure is told on stderr. */
function startThread(place: ThreadPlace): { stop: () => Promise<void> } {
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
