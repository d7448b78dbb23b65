import { migrate, openDatabase, runningUrl, startEmbedded, type Database } from '#kernel/database'
import { dataPlace } from './place.ts'

/**
 * Opens the database of this checkout's city for a tool, whether the city serves or not: the one on `DATABASE_URL`, the
 * one that serves `DATA_DIR` now, or that folder's own, started for as long as it is needed.
 */
export async function openCityHere(): Promise<{
  database: Database
  /** The database's owner, who may do anything to its rows. */
  ownerUrl: string
  dataDir: string
  close: () => Promise<void>
}> {
  const dataDir = dataPlace()
  const running = process.env.DATABASE_URL || runningUrl(dataDir)
  const own = running ? undefined : await startEmbedded(dataDir)
  const ownerUrl = running ?? (own?.url as string)
  const { url } = await migrate(ownerUrl, dataDir)
  const database = openDatabase(url)
  const close = async () => {
    await database.close()
    await own?.stop()
  }
  return { database, ownerUrl, dataDir, close }
}
