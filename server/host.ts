import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { worldClock, type Clock } from '#kernel/clock'
import { openDatabase, migrate, type Database } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { openFiles, type FileStore } from '#kernel/file'
import { openHost, type Host } from '#kernel/http'
import { openJobs, prepareJobs, type Jobs } from '#kernel/job'
import { partsOf, type System } from '#kernel/system'
import type { AnyCase } from '#engines/case'
import {
  caseFilesFollow,
  exportCases,
  foldTally,
  followRegisters,
  importActs,
  indexCases,
  mayReadCase,
  sweep,
  watchSweep,
} from '#engines/case/run'
import { caseRoutes } from '../engines/case/routes.ts'
import type { Code } from '#engines/code'
import { codeRoutes } from '../engines/code/routes.ts'
import type { Custody } from '#engines/crypto'
import { localKeeper, type Keeper } from '#engines/crypto/run'
import { certificateRoutes } from '../engines/crypto/certificate-routes.ts'
import { custodyRoutes } from '../engines/crypto/officer-routes.ts'
import { cryptoRoutes } from '../engines/crypto/routes.ts'
import type { Intake, Print } from '#engines/document'
import { importJob } from '#engines/document/run'
import { documentRoutes } from '../engines/document/routes.ts'
import type { Actor, Role } from '#engines/identity'
import { loadDirectory, recordDirectory, useRoles, type Directory } from '#engines/identity/run'
import { identityRoutes } from '../engines/identity/routes.ts'
import type { Bulletin, Indicator } from '#engines/indicator'
import {
  composeJob,
  countOnChange,
  countStale,
  declareIndicators,
  takeLevels,
  watchStale,
} from '#engines/indicator/run'
import { indicatorRoutes } from '../engines/indicator/routes.ts'
import { ledgerRoutes, type Seen } from '../engines/ledger/routes.ts'
import { followPosts, tellEndsOfWork } from '#engines/notice/run'
import { noticeRoutes } from '../engines/notice/routes.ts'
import type { Register } from '#engines/register'
import {
  citizenIndexOf,
  exportRegister,
  importRows,
  indexRegisters,
  openFieldKeys,
  read as readRecord,
  type Desk,
} from '#engines/register/run'
import { registerRoutes } from '../engines/register/routes.ts'
import { agencies, chapters, cityName, directory as planSystems, outlines, regions, zones } from '#city'
import { officerOf } from './custody.ts'
import { exportEvents, thingsOf } from './evidence.ts'
import { manifestFor } from './faces.ts'
import { openArchive } from './ledger.ts'
import { houseRoutes } from './routes.ts'
import { startSequencer } from './sequencer.ts'
import { verifyPage } from './verify-page.ts'

export interface HouseOptions {
  /** The owner's URL: it migrates and makes the application's role. */
  ownerUrl: string
  dataDir: string
  systems: readonly System[]
  clock?: Clock
  webRoot?: string
  /** Takes a line a request and a line a job. */
  log?: { write: (line: string) => void }
  /** Lets a caller from another machine see the metrics. */
  metricsToken?: string
  mostPerMinute?: number
  /** The address under which everyone reaches the city; without it, where it listens. */
  publicUrl?: string
  /** What this process does; several may serve and work over one database and one shared data folder. */
  role?: ServerRole
  /** Keeps the master key of custody; absent, one in this process. */
  keeper?: Keeper
}

/** `web` answers requests and asks for work; `worker` does work, moves the clock's cases and fills the search. */
export type ServerRole = 'all' | 'web' | 'worker'

export interface House {
  host: Host
  database: Database
  jobs: Jobs
  files: FileStore
  clock: Clock
  directory: Directory
  keeper: Keeper
  cases: ReadonlyMap<string, AnyCase>
  /** What the clock does at an instant, until nothing waits for it: months end, then cases move, then numbers follow. */
  sweep: (at?: Date) => Promise<void>
  /** Starts the log's own thread. */
  keepLedger: () => void
  close: () => Promise<void>
}

/** Brings the schema and the city's directory into step; as the owner, before anything is served. */
export async function prepare({ ownerUrl, dataDir }: { ownerUrl: string; dataDir: string }): Promise<string> {
  mkdirSync(dataDir, { recursive: true })
  const { url } = await migrate(ownerUrl, dataDir, { besides: prepareJobs })
  const database = openDatabase(url)
  try {
    await database.write({ all: 'on' }, (tx) => recordDirectory(tx, { agencies, regions, zones }))
  } finally {
    await database.close()
  }
  return url
}

/** Boots kernel, engines and systems into one house; nothing listens yet. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { dataDir, systems, clock = worldClock(), role = 'all' } = options
  const registers = partsOf<Register>(systems, 'register')
  const cases = partsOf<AnyCase>(systems, 'case')
  const intakes = partsOf<Intake>(systems, 'intake')
  const indicators = partsOf<Indicator>(systems, 'indicator')
  useRoles(partsOf<Role>(systems, 'role').values())
  followRegisters(cases)
  countOnChange(indicators)
  tellEndsOfWork()
  followPosts()

  const files = openFiles(path.join(dataDir, 'files'))
  await files.clearArriving()
  const now = () => clock.now()
  let directory: Directory | undefined
  const job = importJob({ files, directory: () => directory as Directory, now, intakes })
  const desk: Desk = { database: () => database, directory: () => directory as Directory, files, now }
  const exportingRows = exportRegister(desk, () => registers)
  const importingRows = importRows(desk, () => registers)
  const exportingCases = exportCases(desk, () => cases)
  const importingActs = importActs(desk, () => cases)
  const exportingEvents = exportEvents(desk, systems)
  const bulletins = partsOf<Bulletin>(systems, 'bulletin')
  const composing = composeJob({
    database: () => database,
    directory: () => directory as Directory,
    now,
    bulletins,
  })
  const url = await prepare(options)
  const keeper = options.keeper ?? localKeeper(dataDir, process.env)
  const database = openDatabase(url)
  directory = await loadDirectory(database)
  const learnKeys = () => openFieldKeys(database, keeper)
  await learnKeys()
  await declareIndicators(database, indicators, clock.now())
  const jobs = await openJobs(
    url,
    database,
    now,
    (line) => void options.log?.write(`${JSON.stringify(line)}\n`),
    role !== 'web',
  )
  watchSweep(database, now)
  watchStale(database)
  caseFilesFollow(database, cases)
  const indexing =
    role !== 'web' &&
    indexRegisters(database, registers.values())
      .then(() => indexCases(database, cases.values()))
      .catch((error) => console.error(error))

  const log = openArchive({ database, dataDir })
  /** What someone sees of a record or a case, named `<register or case>:<id>`. */
  const sees = async (actor: Actor, subject: string): Promise<Seen> => {
    const [name = '', id = ''] = subject.split(':')
    const [register, declared] = [registers.get(name), cases.get(name)]
    if (!/^[0-9a-f-]{36}$/.test(id)) return 'nothing'
    if (declared) return (await mayReadCase(database, declared, id, actor)) ? 'everything' : 'nothing'
    if (!register) return 'nothing'
    return readRecord(database, register, id, actor).then(
      (row) => ('veiled' in row ? 'outline' : 'everything'),
      (error: unknown) => {
        if (error instanceof Fault && error.status === 404) return 'nothing'
        throw error
      },
    )
  }
  const host = await openHost({
    database,
    title: '数字盐城',
    version: '0.1.0',
    ...(role !== 'worker' && options.webRoot && { webRoot: options.webRoot }),
    ...(options.log && { log: options.log }),
    ...(options.metricsToken && { metricsToken: options.metricsToken }),
    ...(options.mostPerMinute && { mostPerMinute: options.mostPerMinute }),
  })
  if (role !== 'worker') {
    identityRoutes(host, {
      ...{ database, clock, directory, dataDir, keeper },
      indexOf: citizenIndexOf,
      publicUrl: options.publicUrl,
    })
    const readable = [...registers.values(), ...cases.values()]
    registerRoutes(host, {
      database,
      clock,
      directory,
      registers,
      readable,
      learnKeys,
      jobs,
      exporting: exportingRows,
      importing: importingRows,
    })
    const prints = new Map([...partsOf<Print>(systems, 'print').values()].map((one) => [one.of.name, one]))
    caseRoutes(host, {
      database,
      clock,
      directory,
      cases,
      desk,
      jobs,
      exporting: exportingCases,
      importing: importingActs,
      prints,
    })
    indicatorRoutes(host, { database, clock, indicators, bulletins, jobs, job: composing })
    noticeRoutes(host, { database, clock })
    documentRoutes(host, { database, clock, jobs, job, intakes })
    ledgerRoutes(host, {
      ...log,
      sees,
      things: thingsOf(systems),
      exports: (asked, person) =>
        database.write({ all: 'on' }, (tx) => jobs.send(tx, exportingEvents, { asked }, person, clock.now())),
      now: () => new Date(),
    })
    for (const custody of partsOf<Custody>(systems, 'custody').values()) {
      cryptoRoutes(host, { database, clock, keeper })
      custodyRoutes(host, { database, clock, keeper, officerOf: officerOf(custody) })
      certificateRoutes(host, { database, clock, keeper, city: `数字${cityName}`, officerOf: officerOf(custody) })
    }
    for (const code of partsOf<Code>(systems, 'code').values()) codeRoutes(host, { database, clock, keeper, code })
    houseRoutes(host, { database, clock, files })
    host.get('/api/map', async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=86400').send(outlines),
    )
    host.get('/api/manifest', async (request) =>
      manifestFor(request.actor, systems, { cityName, chapters, directory: planSystems }),
    )
    const declared = { registers, cases, agencies: directory.agencies }
    if (options.webRoot)
      verifyPage(host, { ...declared, webRoot: options.webRoot, policy: log.policy, now: () => new Date() })
  }

  let sequencer: { stop: () => Promise<void> } | undefined
  return {
    host,
    database,
    jobs,
    files,
    clock,
    directory,
    keeper,
    cases,
    sweep: async (at = clock.now()) => {
      await foldTally(database)
      while ((await countStale(database, indicators)) > 0);
      await takeLevels(database, indicators, at)
      while ((await sweep(database, cases, directory, at)) > 0);
      while ((await countStale(database, indicators)) > 0);
    },
    keepLedger: () => (sequencer = startSequencer({ url, dataDir })),
    close: async () => {
      await host.close()
      await indexing
      await jobs.stop()
      await sequencer?.stop()
      await database.close()
    },
  }
}
