import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { demoPassword } from '../server/seed.ts'

const root = path.dirname(import.meta.dirname)

/** The product as an operator starts it: its own process, its own PostgreSQL, the seeded city. */
export interface Place {
  port: number
  dataDir: string
  /** The owner's URL of the embedded PostgreSQL. */
  ownerUrl: string
  owner: pg.Client
  /** The server's process, and those of its PostgreSQL. */
  pids: () => { node: number; postgres: number[] }
  /** Signs somebody of the seeded city in. @returns the cookie */
  signIn: (account: string) => Promise<string>
  /** One answer as JSON; a refusal is thrown. */
  get: <T>(path: string, cookie: string) => Promise<T>
  post: <T>(path: string, cookie: string, body: unknown) => Promise<T>
  stop: () => Promise<void>
}

/** A folder below /var/tmp that the database's account can reach. */
export function folder(): string {
  const made = mkdtempSync('/var/tmp/bench-')
  chmodSync(made, 0o755)
  return made
}

/** Several benches on one machine begin at different ports. */
let port = 3450 + (process.pid % 20)

/** What still runs when this process ends, by whatever means it can hear of, ends with it. */
const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

/** Starts a command that serves, and waits for its line `ready`. @returns the child, to be stopped by whoever started it */
export async function serve(command: string, args: string[], env: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let said = ''
  await new Promise<void>((done, fail) => {
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-8000)
      if (/^ready/m.test(said)) done()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => fail(new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}`)))
  })
  return child
}

/** The next free port below those that the kernel hands out to clients. */
export async function nextPort(): Promise<number> {
  for (;;) {
    port = port >= 3469 ? 3450 : port + 1
    const asked = createServer()
    const free = await new Promise<boolean>((done) => {
      asked.once('error', () => done(false))
      asked.listen(port, '127.0.0.1', () => asked.close(() => done(true)))
    })
    if (free) return port
  }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
}

/** Opens a place of its own; it is gone when it is stopped. */
export async function openPlace(): Promise<Place> {
  const home = folder()
  const dataDir = path.join(home, 'data')
  const at = await nextPort()
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  const child = await serve(process.execPath, ['server/main.ts'], { PORT: String(at), DATA_DIR: dataDir }).catch(
    (error: unknown) => {
      remove()
      throw error
    },
  )
  const ownerUrl = ownerUrlOf(dataDir)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const ask = async <T>(path: string, init: RequestInit): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${at}${path}`, init)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  return {
    port: at,
    dataDir,
    ownerUrl,
    owner,
    pids: () => ({ node: child.pid as number, postgres: postgresOf(dataDir) }),
    signIn: async (account) => {
      const answer = await fetch(`http://127.0.0.1:${at}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-requested-by': 'bench' },
        body: JSON.stringify({ account, password: demoPassword }),
      })
      if (!answer.ok) throw new Error(`${account} could not sign in: ${await answer.text()}`)
      return (answer.headers.get('set-cookie') as string).split(';')[0] as string
    },
    get: (path, cookie) => ask(path, { headers: { cookie } }),
    post: (path, cookie, body) =>
      ask(path, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'x-requested-by': 'bench' },
        body: JSON.stringify(body),
      }),
    stop: async () => {
      await owner.end()
      await stop(child)
      remove()
    },
  }
}

/** Opens a place, has something done there, and stops it whatever comes. */
export async function at<T>(act: (place: Place) => Promise<T>): Promise<T> {
  const place = await openPlace()
  try {
    return await act(place)
  } finally {
    await place.stop()
  }
}

const postmaster = (dataDir: string) => readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')

/** The owner's URL of a cluster that runs in a data directory. */
export function ownerUrlOf(dataDir: string): string {
  const password = readFileSync(path.join(dataDir, 'owner.secret'), 'utf8').trim()
  return `postgresql://owner:${password}@127.0.0.1:${postmaster(dataDir)[3]}/city`
}

/** The postmaster and every process it has made. */
export function postgresOf(dataDir: string): number[] {
  const head = Number(postmaster(dataDir)[0])
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid === head || parentOf(pid) === head)
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}

/** Seconds of processor time that a process has used. */
export function cpuOf(pid: number): number {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(after[11]) + Number(after[12])) / 100
  } catch {
    return 0
  }
}

/** Megabytes that a process holds: RSS, or its fair share of what it shares. */
export function memoryOf(pid: number, what: 'rss' | 'pss'): number {
  const [file, line] = what === 'rss' ? ['status', /^VmRSS:\s+(\d+) kB/m] : ['smaps_rollup', /^Pss:\s+(\d+) kB/m]
  return Number((line as RegExp).exec(readFileSync(`/proc/${pid}/${file as string}`, 'utf8'))?.[1] ?? Number.NaN) / 1024
}

/** The highest RSS of a process while something is done. */
export async function peakOf<T>(
  pid: number,
  act: () => Promise<T>,
): Promise<{ before: number; peak: number; result: T }> {
  const before = memoryOf(pid, 'rss')
  let peak = before
  let going = true
  const watch = (async () => {
    while (going) {
      peak = Math.max(peak, memoryOf(pid, 'rss'))
      await pause(20)
    }
  })()
  try {
    return { before, result: await act(), peak: Math.max(peak, memoryOf(pid, 'rss')) }
  } finally {
    going = false
    await watch
  }
}
