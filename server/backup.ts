import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { copyFile, mkdir, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { copyCluster, hasCluster, startEmbedded, survey, type Survey } from '#kernel/database'
import { openFiles } from '#kernel/file'

/** What a back-up says of itself; written last, so that a cut one says nothing. */
export interface Inventory extends Survey {
  madeAt: string
}

const inventoryOf = (folder: string) => path.join(folder, 'backup.json')
const isEmpty = (folder: string) => !existsSync(folder) || readdirSync(folder).length === 0

/**
 * Backs an embedded city up to an empty folder, whether it serves or not. The copy is started once where it lies, which
 * recovers it, and is read from end to end: the inventory is what was really found in it.
 * @param ends is called right before the moment that the copy shows
 * @throws Error in a sentence when there is no city, the folder is not empty, or the copy is not whole
 */
export async function backUp(dataDir: string, folder: string, ends: () => void = () => {}): Promise<Inventory> {
  if (!hasCluster(dataDir)) throw new Error(`There is no city with a database of its own in ${dataDir}.`)
  if (!isEmpty(folder)) throw new Error(`${folder} is not empty: name a folder that is empty or not there yet.`)
  await copyCluster(dataDir, folder, ends)
  await copyBeside(dataDir, folder)
  const found = await readThrough(folder)
  const inventory = { madeAt: new Date().toISOString(), ...found }
  writeFileSync(inventoryOf(folder), `${JSON.stringify(inventory, null, 2)}\n`, { flush: true })
  return inventory
}

/**
 * Restores a back-up into an empty data folder and reads it from end to end: nothing stays there unless every table and
 * every file is what the inventory says.
 * @throws Error in a sentence when the folder is no back-up, the place is not empty, or the copy differs
 */
export async function restore(folder: string, dataDir: string): Promise<Inventory> {
  if (!existsSync(inventoryOf(folder))) throw new Error(`${folder} is no finished back-up: it has no backup.json.`)
  if (!isEmpty(dataDir)) throw new Error(`${dataDir} is not empty: a city is restored into an empty place only.`)
  const inventory = JSON.parse(readFileSync(inventoryOf(folder), 'utf8')) as Inventory
  const wasThere = existsSync(dataDir)
  try {
    await copyCluster(folder, dataDir)
    await copyBeside(folder, dataDir)
    const differs = differencesOf(inventory, await readThrough(dataDir))
    if (differs.length > 0) throw new Error(`The restored city differs from its back-up: ${differs.join('; ')}.`)
    return inventory
  } catch (error) {
    for (const name of existsSync(dataDir) ? readdirSync(dataDir) : [])
      rmSync(path.join(dataDir, name), { recursive: true, force: true })
    if (!wasThere) rmSync(dataDir, { recursive: true, force: true })
    throw error
  }
}

/** Files are never changed and never taken away, so what the database names is there whenever it is copied after it. */
async function copyBeside(from: string, to: string) {
  mkdirSync(to, { recursive: true, mode: 0o755 })
  for (const name of readdirSync(from).filter((one) => one.endsWith('.secret') || one === 'demo.json'))
    await copyWhole(path.join(from, name), path.join(to, name))
  // The log's keys and policy; its trees are made anew from the events, and must show the root that was signed.
  for (const name of ['ledger/log.secret', 'ledger/policy.txt'].filter((one) => existsSync(path.join(from, one)))) {
    mkdirSync(path.join(to, 'ledger'), { recursive: true })
    await copyWhole(path.join(from, name), path.join(to, name))
  }
  const files = path.join(from, 'files')
  for (const group of existsSync(files) ? await readdir(files) : []) {
    if (!/^[0-9a-f]{2}$/.test(group)) continue
    await mkdir(path.join(to, 'files', group), { recursive: true })
    for (const name of await readdir(path.join(files, group)))
      await copyWhole(path.join(files, group, name), path.join(to, 'files', group, name))
  }
}

async function copyWhole(from: string, to: string) {
  await copyFile(from, to)
  const handle = await open(to, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Starts a copy for the moment and reads every table and every file. */
async function readThrough(dataDir: string): Promise<Survey> {
  const embedded = await startEmbedded(dataDir)
  let found: Survey
  try {
    found = await survey(embedded.url)
  } finally {
    await embedded.stop()
  }
  const store = openFiles(path.join(dataDir, 'files'))
  for (const id of found.files) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(store.pathOf(id)), hash).catch((cause: Error) => {
      throw new Error(`The file ${id} cannot be read: ${cause.message}`, { cause })
    })
    if (hash.digest('hex') !== id) throw new Error(`The file ${id} is not what its name says.`)
  }
  return found
}

/** Where two surveys disagree, in words. */
function differencesOf(one: Survey, other: Survey): string[] {
  const say = (title: string, a: Record<string, unknown>, b: Record<string, unknown>) =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))
      .map((key) => `${title} ${key} has ${JSON.stringify(b[key])} instead of ${JSON.stringify(a[key])}`)
  const files = (list: string[]) => Object.fromEntries(list.map((id) => [id, true]))
  return [
    ...say('migration', one.migrations, other.migrations),
    ...say('table', one.tables, other.tables),
    ...say('file', files(one.files), files(other.files)),
  ]
}
