import { copyFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '#kernel/database'
import type { Told } from '#kernel/engine'
import { systems } from '#systems'
import { openHouse } from '#server'
import type { Again } from '../server/opener.ts'

/** Where a city of a test lives: its owner's URL, who may do anything to its rows, and its folder. */
export interface Place {
  ownerUrl: string
  dataDir: string
  /** The application's URL, where the template has prepared the database. */
  url?: string
  /** How threads of its house open it again, for a story that starts them. */
  again?: Again
  /** What is set of what the engines heed. */
  told?: Told
}

export interface Cluster {
  url: string
  home: string
}

/** Where test data lives: a folder whose parents the database's account can pass. */
function home(): string {
  const folder = mkdtempSync(path.join('/var/tmp', 'yancheng-test-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Starts a throw-away cluster with a template database that has been migrated and knows the city. */
export async function startCluster(): Promise<Cluster & { stop: () => Promise<void> }> {
  const folder = home()
  const embedded = await startEmbedded(folder, { durable: false })
  const url = databaseUrl(embedded.url, 'template_city')
  try {
    const house = await openHouse({ ownerUrl: url, dataDir: path.join(folder, 'template'), systems })
    await house.close()
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return {
    url: embedded.url,
    home: folder,
    stop: async () => {
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const databaseUrl = (url: string, name: string) => {
  const found = new URL(url)
  found.pathname = `/${name}`
  return found.href
}

let cluster: Promise<Cluster & { stop?: () => Promise<void> }> | undefined

/** The cluster of this run: the runner's, or one of this file's own when it is run by itself. */
function here() {
  const given = process.env.TEST_CLUSTER
  cluster ??= given ? Promise.resolve(JSON.parse(given) as Cluster) : startCluster()
  return cluster
}

/** A database of this file's own, cloned from the template: it has all that preparing gives, the application's rights too. */
export async function freshDatabase(): Promise<Required<Omit<Place, 'again' | 'told'>>> {
  const { url, home: folder } = await here()
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const owner = new pg.Client({ connectionString: databaseUrl(url, 'postgres') })
  await owner.connect()
  try {
    // Copied as files, whose blocks are shared where the file system can: a fifth of the time of a copy through the log.
    await owner.query('set file_copy_method = clone')
    await owner.query(`create database ${name} template template_city strategy file_copy`)
  } finally {
    await owner.end()
  }
  const dataDir = path.join(folder, name)
  mkdirSync(dataDir)
  // Its sealed keys came with the template, and so must what opens them.
  copyFileSync(path.join(folder, 'template/master.secret'), path.join(dataDir, 'master.secret'))
  const ownerUrl = databaseUrl(url, name)
  const application = new URL(ownerUrl)
  application.username = 'template_city_app'
  application.password = readFileSync(path.join(folder, 'template/template_city_app.secret'), 'utf8').trim()
  return { ownerUrl, dataDir, url: application.href }
}

/** A database as it stands now, beside the one that goes on; nobody may be connected to it. @returns the copy's owner's URL */
export async function copiedDatabase(ownerUrl: string): Promise<string> {
  const name = new URL(ownerUrl).pathname.slice(1)
  const owner = new pg.Client({ connectionString: databaseUrl(ownerUrl, 'postgres') })
  await owner.connect()
  try {
    await owner.query(`create database ${name}_older template ${name}`)
  } finally {
    await owner.end()
  }
  return databaseUrl(ownerUrl, `${name}_older`)
}

/** Where a database of this file's own may be made from its first migration on. */
export async function bareDatabase(): Promise<Place> {
  const { url, home: folder } = await here()
  const name = `t_bare_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  const dataDir = path.join(folder, name)
  mkdirSync(dataDir)
  return { ownerUrl: databaseUrl(url, name), dataDir }
}

/** Stops what this file started; the runner's cluster goes on. */
export async function leaveCluster() {
  if (cluster && !process.env.TEST_CLUSTER) await (await cluster).stop?.()
  cluster = undefined
}
