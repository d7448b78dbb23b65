import { migrate, openDatabase, runningUrl, startEmbedded, type Database } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { dataPlace } from './place.ts'

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

/** Opens the city's database for a tool as the application does. */
export async function openCityHere(): Promise<{ database: Database; dataDir: string; close: () => Promise<void> }> {
  const { url, dataDir, stop } = await findCityHere()
  const database = openDatabase(url)
  const close = async () => {
    await database.close()
    await stop()
  }
  return { database, dataDir, close }
}

/** An operator's work on the city's database as its owner, who may do anything to its rows; a refusal ends in its sentence. */
export async function asOwner(work: (owner: Database, dataDir: string) => Promise<void>): Promise<void> {
  const { ownerUrl, dataDir, stop } = await findCityHere()
  const owner = openDatabase(ownerUrl)
  try {
    await work(owner, dataDir)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    console.error(error.message)
    process.exitCode = 1
  } finally {
    await owner.close()
    await stop()
  }
}
