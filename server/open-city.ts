import { migrate, openDatabase, runningUrl, startEmbedded, type Database } from '#kernel/database'
import { toldBy, type House } from '#kernel/engine'
import { Fault } from '#kernel/fault'
import { engines } from '../engines/index.ts'
import { layOut } from './house.ts'
import { dataPlace } from './place.ts'
import { yancheng } from './yancheng.ts'

/**
 * Finds the database of this checkout's city for a tool, whether the city serves or not: the one on `DATABASE_URL`, the
 * one that serves `DATA_DIR` now, or that folder's own, started for as long as it is needed.
 */
async function findCityHere() {
  const dataDir = dataPlace()
  const running = process.env.DATABASE_URL || runningUrl(dataDir)
  const own = running ? undefined : await startEmbedded(dataDir)
  const ownerUrl = running ?? (own?.url as string)
  const { url } = await migrate(ownerUrl, dataDir)
  return { ownerUrl, url, dataDir, stop: async () => own?.stop() }
}

/** The city as it is served, but for its clock: tools keep the world's time. */
const laidOut = (url: string, dataDir: string) =>
  layOut(url, { dataDir, told: toldBy(process.env, engines), ...yancheng({ offset: null }) })

/** Lays the city out for a tool as the application does; nothing is served. */
export async function openCityHere(): Promise<{ house: House; close: () => Promise<void> }> {
  const { url, dataDir, stop } = await findCityHere()
  const house = await laidOut(url, dataDir)
  const close = async () => {
    await house.database.close()
    await stop()
  }
  return { house, close }
}

/** An operator's work on the city's database as its owner, who may do anything to its rows; a refusal ends in its sentence. */
export async function asOwner(work: (owner: Database, house: House) => Promise<void>): Promise<void> {
  const { ownerUrl, url, dataDir, stop } = await findCityHere()
  const house = await laidOut(url, dataDir)
  const owner = openDatabase(ownerUrl, house.rooms)
  try {
    await work(owner, house)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    console.error(error.message)
    process.exitCode = 1
  } finally {
    await owner.close()
    await house.database.close()
    await stop()
  }
}
