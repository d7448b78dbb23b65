import { spawn, type ChildProcess } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { copyCluster, startEmbedded } from '#kernel/database'
import { lost } from './kept.ts'
import { broken } from './laws.ts'
import { acknowledged, openLedger, type ActNote } from './ledger.ts'
import { askAgain, openLoad } from './load.ts'
import { postmasterOf, asOwner } from './product.ts'
import { seeded } from './seeded.ts'

const root = path.join(import.meta.dirname, '../..')

export interface FailedOver {
  acknowledged: { before: number; after: number }
  cut: number
  /** Milliseconds from the kill to the end of the promotion, and to the first write that was acknowledged after it. */
  promoted: number
  back: number
  /** Milliseconds from the end of the load until no accepted work was left. */
  worked: number
  violations: string[]
}

/**
 * Two processes that serve and one that works over a primary with a synchronous replica; under load the primary is
 * killed with every process of it, the replica is promoted, and the city must go on by itself and be whole.
 */
export async function failOver({
  seed,
  tells = () => {},
}: {
  seed: number
  tells?: (line: string) => void
}): Promise<FailedOver> {
  const home = mkdtempSync('/var/tmp/failover-')
  chmodSync(home, 0o755)
  const [first, second, dataDir] = ['first', 'second', 'data'].map((name) => path.join(home, name)) as [
    string,
    string,
    string,
  ]
  const servers: ChildProcess[] = []
  const stops: (() => Promise<void>)[] = []
  const violations: string[] = []
  try {
    const primary = await startEmbedded(first)
    stops.push(primary.stop)
    const alone = await start({ DATABASE_URL: primary.url, DATA_DIR: dataDir, PORT: '0', DEMO: '1' }, servers)
    alone.child.kill('SIGTERM')
    await alone.ended
    tells('the city is laid out')
    const replica = await follow(primary.url, first, second)
    stops.push(replica.stop)
    const env = { DATABASE_URL: `${primary.url},${replica.url}`, DATA_DIR: dataDir, DEMO: '1' }
    const webs = [
      await start({ ...env, ROLE: 'web', PORT: '0' }, servers),
      await start({ ...env, ROLE: 'web', PORT: '0' }, servers),
    ]
    const worker = await start({ ...env, ROLE: 'worker' }, servers)
    tells('two serve and one works, over a primary and its replica')

    const chance = seeded(seed)
    const ledgers = webs.map(() => openLedger())
    const told = () => ledgers.reduce((sum, ledger) => sum + acknowledged(ledger), 0)
    const loads = webs.map(({ base }, i) => openLoad(base, chance.fork(), ledgers[i] as ReturnType<typeof openLedger>))
    await pause(chance.between(2000, 4000))
    const before = told()
    const killed = performance.now()
    killAll(postmasterOf(first))
    await asOwner(second, (owner) => owner.query('select pg_promote(true, 60)'))
    const promoted = performance.now() - killed
    const atPromotion = told()
    while (told() === atPromotion && performance.now() - killed < 60_000) await pause(5)
    const back = performance.now() - killed
    await pause(4000)
    for (const load of loads) await load.stop()
    const after = told() - before
    const refused: ActNote[][] = []
    for (const [i, { base }] of webs.entries())
      refused.push(await askAgain(base, ledgers[i] as ReturnType<typeof openLedger>))
    const stopped = performance.now()
    await asOwner(second, async (owner) => {
      const unfinished = `select 1 from kernel.job where state in ('waiting', 'running') limit 1`
      for (let tries = 0; tries < 900 && (await owner.query(unfinished)).rowCount !== 0; tries += 1) await pause(100)
      for (const [i, { base }] of webs.entries())
        violations.push(
          ...(await lost(owner, base, dataDir, ledgers[i] as ReturnType<typeof openLedger>, refused[i] ?? [])),
        )
    })
    const worked = performance.now() - stopped
    violations.push(...(await asOwner(second, broken)))
    for (const one of [...webs, worker])
      if (one.child.exitCode !== null) violations.push(`a process ended: ${one.said().slice(-2000)}`)
    if (told() === atPromotion) violations.push('nothing was acknowledged within a minute after the promotion')
    const cut = ledgers.reduce((sum, ledger) => sum + ledger.cut, 0)
    return { acknowledged: { before, after }, cut, promoted, back, worked, violations }
  } finally {
    for (const child of servers) child.kill('SIGKILL')
    for (const stop of stops.toReversed()) await stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Copies a serving primary and has the copy follow it; from then on nothing is acknowledged that the copy has not. */
async function follow(url: string, first: string, second: string) {
  mkdirSync(second, { mode: 0o755 })
  copyFileSync(path.join(first, 'owner.secret'), path.join(second, 'owner.secret'))
  await copyCluster(first, second)
  const { hostname, port, username, password } = new URL(url)
  const cluster = path.join(second, 'postgres')
  writeFileSync(path.join(cluster, 'standby.signal'), '')
  appendFileSync(
    path.join(cluster, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${password}'\n`,
  )
  const replica = await startEmbedded(second)
  await asOwner(first, async (owner) => {
    await owner.query(`alter system set synchronous_standby_names = '*'`)
    await owner.query('select pg_reload_conf()')
    const inStep = `select 1 from pg_stat_replication where sync_state = 'sync' and state = 'streaming'`
    for (let tries = 0; (await owner.query(inStep)).rowCount === 0; tries += 1) {
      if (tries > 600) throw new Error('the replica does not follow')
      await pause(50)
    }
  })
  return replica
}

/** Kills PostgreSQL's first process and all it has made. */
function killAll(master: number) {
  const made = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === master
      } catch {
        return false
      }
    })
    .map(Number)
  for (const pid of [master, ...made]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it ended with its parent
    }
  }
}

async function start(env: Record<string, string>, servers: ChildProcess[]) {
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  servers.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-20_000)))
  const ended = new Promise((done) => child.once('exit', done))
  for (let tries = 0; !/^ready/m.test(said); tries += 1) {
    if (child.exitCode !== null || tries > 12_000) throw new Error(`a process did not start: ${said}`)
    await pause(10)
  }
  return { child, base: /^ready (\S+)$/m.exec(said)?.[1] ?? '', said: () => said, ended }
}
