import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { ask } from './client.ts'
import { lost } from './kept.ts'
import { broken } from './laws.ts'
import { acknowledged, openLedger, type ActNote, type Ledger } from './ledger.ts'
import { askAgain, openLoad } from './load.ts'
import { audited } from './audited.ts'
import { asOwner, leftOf, orphansOf, postmasterOf, startProduct, type Product } from './product.ts'
import { seeded, type Seeded } from './seeded.ts'

/** What is killed: the server; PostgreSQL's first process; both; the server, and again while it starts; one connection's process. */
export type Victim = 'server' | 'database' | 'both' | 'start' | 'connection'
const victims: Victim[] = ['server', 'database', 'both', 'start', 'connection']

export interface RackOptions {
  times: number
  seed: number
  /** 0: any free one. */
  port?: number
  /** Takes what is told of each kill. */
  tells?: (line: string) => void
}

export interface Racked {
  kills: Record<Victim, number>
  acknowledged: number
  /** Imports and exports among what was acknowledged. */
  work: number
  /** Requests without an answer. */
  cut: number
  /** Milliseconds from the command to readiness, of every restart. */
  restarts: number[]
  violations: string[]
}

/**
 * Starts the product, works it, kills it at random moments of the seed, and looks after every kill whether the city is
 * whole. The first moments are inside its very first start.
 */
export async function rack({ times, seed, port = 0, tells = () => {} }: RackOptions): Promise<Racked> {
  const dataDir = mkdtempSync('/var/tmp/rack-')
  chmodSync(dataDir, 0o755)
  const chance = seeded(seed)
  const ledger = openLedger()
  const result: Racked = {
    kills: { server: 0, database: 0, both: 0, start: 0, connection: 0 },
    acknowledged: 0,
    work: 0,
    cut: 0,
    restarts: [],
    violations: [],
  }
  const order = Array.from({ length: times }, (_, i) => victims[i % victims.length] as Victim).map((victim) => ({
    victim,
    at: chance.next(),
  }))
  order.sort((a, b) => a.at - b.at)
  for (const cut of [chance.between(50, 2500), chance.between(2500, 6000)]) {
    await startProduct(dataDir, port, cut)
    result.kills.start += 1
    tells(`killed ${cut} ms into the first start`)
  }
  let product = (await startProduct(dataDir, port)) as Product
  tells(`a fresh city is ready after ${seconds(product.took)}`)
  try {
    result.violations.push(...(await laidOut(dataDir)))
    for (const [i, { victim }] of order.entries()) {
      const done = () => acknowledged(ledger) - ledger.sessions.length
      const before = done()
      const cutBefore = ledger.cut
      const wait = chance.between(150, 2500)
      const load = openLoad(product.base, chance.fork(), ledger)
      await under(() => done() > before)
      await pause(wait)
      const violations = await kill(victim, product, dataDir)
      if (victim === 'connection') await pause(500)
      await load.stop()
      if (victim !== 'connection') product = await restart(victim, dataDir, port, chance, result)
      else violations.push(...(await recovers(product)))
      result.kills[victim] += 1
      violations.push(
        ...(await examine(product, dataDir, ledger).catch((error: Error) => [
          `the city could not be looked at: ${error.message}; the server says: ${product.said().slice(-2000)}`,
        ])),
      )
      result.violations.push(...violations)
      tells(
        [
          `#${i + 1} ${victim} after ${wait} ms: ${done() - before} acknowledged, ${ledger.cut - cutBefore} cut`,
          victim === 'connection' ? 'went on' : `restart ${seconds(result.restarts.at(-1) ?? 0)}`,
          violations.length === 0 ? 'whole' : `${violations.length} VIOLATIONS`,
        ].join('; '),
      )
      for (const violation of violations) tells(`   ${violation}`)
    }
    result.violations.push(...(await leave(product, dataDir)))
  } finally {
    product.process.kill('SIGKILL')
    for (let tries = 0; leftOf(dataDir) > 0 && tries < 200; tries += 1) await pause(50)
    if (result.violations.length === 0) rmSync(dataDir, { recursive: true, force: true })
    else tells(`the data is kept in ${dataDir}`)
  }
  return { ...result, acknowledged: acknowledged(ledger), work: ledger.jobs.length, cut: ledger.cut }
}

/** Waits until the city is at work, for half a minute at most: a slow machine is killed at work too. */
async function under(work: () => boolean) {
  for (let tries = 0; !work() && tries < 300; tries += 1) await pause(100)
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`

/** The demonstration city's last act is there once: it was laid out to its end. */
const laidOut = (dataDir: string) =>
  asOwner(dataDir, async (owner) => {
    const { rows } = await owner.query(`select count(*)::int as acts from casework.step where action = 'press'`)
    return [...(await broken(owner)), ...(rows[0].acts === 1 ? [] : ['the demonstration city is not whole'])]
  })

/** Kills, and waits for the server to be gone where it must go. */
async function kill(victim: Victim, product: Product, dataDir: string): Promise<string[]> {
  if (product.process.exitCode !== null) return [`the server had ended by itself: ${product.said().slice(-2000)}`]
  const master = postmasterOf(dataDir)
  if (victim === 'connection') {
    const [served] = connectionsOf(master)
    if (served) process.kill(served, 'SIGKILL')
    return []
  }
  if (victim !== 'server' && victim !== 'start') process.kill(master, 'SIGKILL')
  if (victim !== 'database') product.process.kill('SIGKILL')
  const gone = await Promise.race([product.ended.then(() => true), pause(10_000, false, { ref: false })])
  if (gone) return []
  product.process.kill('SIGKILL')
  await product.ended
  return ['the server went on for ten seconds after its database had ended']
}

/** The processes that serve the application's connections. */
function connectionsOf(master: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1])
        return parent === master && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('city_app')
      } catch {
        return false
      }
    })
    .map(Number)
}

async function restart(
  victim: Victim,
  dataDir: string,
  port: number,
  chance: Seeded,
  result: Racked,
): Promise<Product> {
  if (victim === 'start') await startProduct(dataDir, port, chance.between(20, 900))
  const product = (await startProduct(dataDir, port)) as Product
  result.restarts.push(product.took)
  return product
}

/** A server that lost a connection serves again without being started again. */
async function recovers(product: Product): Promise<string[]> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (product.process.exitCode !== null) return [`the server ended: ${product.said().slice(-2000)}`]
    const outcome = await ask(product.base, 'GET', '/readyz')
    if (outcome.is === 'done') return []
    await pause(100)
  }
  return ['the server did not serve again within thirty seconds']
}

async function examine(product: Product, dataDir: string, ledger: Ledger): Promise<string[]> {
  const refused: ActNote[] = await askAgain(product.base, ledger)
  return asOwner(dataDir, async (owner) => {
    const unfinished = `select 1 from kernel.job where state in ('waiting', 'running') limit 1`
    for (let tries = 0; tries < 600 && (await owner.query(unfinished)).rowCount !== 0; tries += 1) await pause(100)
    const orphans = orphansOf(dataDir)
    return [
      ...(await audited(dataDir)),
      ...(await broken(owner)),
      ...(await lost(owner, product.base, dataDir, ledger, refused)),
      ...(orphans.length > 0 ? [`processes of PostgreSQL are left alone: ${orphans.join(', ')}`] : []),
      ...(product.process.exitCode === null ? [] : [`the server ended: ${product.said().slice(-2000)}`]),
    ]
  })
}

/** Asked to leave, the product leaves with its database. */
async function leave(product: Product, dataDir: string): Promise<string[]> {
  product.process.kill('SIGTERM')
  const code = await Promise.race([product.ended, pause(20_000, 'nothing', { ref: false })])
  const left = leftOf(dataDir)
  return [
    ...(code === 0 ? [] : [`asked to leave, the server ended with ${code}`]),
    ...(left > 0 ? [`${left} processes of PostgreSQL are left`] : []),
  ]
}
