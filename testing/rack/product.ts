import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

const root = path.join(import.meta.dirname, '../..')

/** The product as an operator runs it: one process, its data, what it has said. */
export interface Product {
  base: string
  process: ChildProcess
  /** Milliseconds from the command to the line that says that it is ready. */
  took: number
  said: () => string
  /** Settles with the exit code, or null after a signal. */
  ended: Promise<number | null>
}

/** Starts the server's command. @param cut kills it after so many milliseconds, ready or not; nothing is returned then */
export async function startProduct(dataDir: string, port: number, cut?: number): Promise<Product | undefined> {
  const began = performance.now()
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { ...env, PORT: String(port), DATA_DIR: dataDir, HOST: '127.0.0.1', DEMO: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-20_000)))
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  for (;;) {
    const ready = /^ready (\S+)$/m.exec(said)?.[1]
    if (ready && cut === undefined)
      return { base: ready, process: child, took: performance.now() - began, said: () => said, ended }
    if (cut !== undefined && performance.now() - began >= cut) {
      child.kill('SIGKILL')
      await ended
      return undefined
    }
    if (child.exitCode !== null) throw new Error(`the server ended while it started: ${said}`)
    if (performance.now() - began > 180_000) {
      child.kill('SIGKILL')
      throw new Error(`the server was not ready within three minutes: ${said}`)
    }
    await pause(10)
  }
}

const clusterOf = (dataDir: string) => path.join(dataDir, 'postgres')
const pidLines = (dataDir: string) => readFileSync(path.join(clusterOf(dataDir), 'postmaster.pid'), 'utf8').split('\n')

/** The process that PostgreSQL's pid file names. */
export const postmasterOf = (dataDir: string): number => Number(pidLines(dataDir)[0])

/** Every process that works in the cluster's folder, with its parent. */
function workersOf(dataDir: string): Map<number, number> {
  const found = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (readlinkSync(`/proc/${name}/cwd`) !== clusterOf(dataDir)) continue
      const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]
      found.set(Number(name), Number(parent))
    } catch {
      // it ended while it was looked at
    }
  }
  return found
}

/** Processes of PostgreSQL that belong to no server of ours: all but the present postmaster and what it started. */
export function orphansOf(dataDir: string): number[] {
  const workers = workersOf(dataDir)
  const master = existsSync(path.join(clusterOf(dataDir), 'postmaster.pid')) ? postmasterOf(dataDir) : 0
  return [...workers].filter(([pid, parent]) => pid !== master && parent !== master).map(([pid]) => pid)
}

/** How many processes still work in the cluster's folder. */
export const leftOf = (dataDir: string): number => workersOf(dataDir).size

/** A look into the city's database as its owner. */
export async function asOwner<T>(dataDir: string, look: (owner: pg.Client) => Promise<T>): Promise<T> {
  const password = readFileSync(path.join(dataDir, 'owner.secret'), 'utf8').trim()
  const owner = new pg.Client({
    host: '127.0.0.1',
    port: Number(pidLines(dataDir)[3]),
    user: 'owner',
    password,
    database: 'city',
  })
  owner.on('error', () => {})
  await owner.connect()
  try {
    return await look(owner)
  } finally {
    await owner.end().catch(() => {})
  }
}
