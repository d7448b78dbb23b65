import { rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { startEmbedded } from '#kernel/database'
import { interleaved, median, seconds, type Findings } from '../figures.ts'
import { cpuOf, folder, memoryOf, nextPort, postgresOf, serve, stop } from '../place.ts'

/** `npm start` until it is ready, on an installed and seeded tree, beside its PostgreSQL alone. */
export const start = async (): Promise<Findings> => {
  const home = folder()
  const dataDir = path.join(home, 'data')
  const up = async () => {
    const from = performance.now()
    const child = await serve('npm', ['start'], { PORT: String(await nextPort()), DATA_DIR: dataDir })
    const took = (performance.now() - from) / 1000
    return { child, took }
  }
  try {
    const fresh = await up()
    await stop(fresh.child)
    const memory = { node: Number.NaN, postgres: Number.NaN }
    const found = await interleaved({
      product: async () => {
        const { child, took } = await up()
        const server = serverOf(child.pid as number)
        memory.node = memoryOf(server, 'pss')
        memory.postgres = postgresOf(dataDir)
          .map((pid) => memoryOf(pid, 'pss'))
          .reduce((sum, one) => sum + one, 0)
        if (cpuOf(server) === 0) throw new Error(`the server was not found among npm's children`)
        process.kill(server, 'SIGTERM')
        await new Promise((done) => child.once('exit', done))
        return took
      },
      postgres: async () => {
        let embedded: Awaited<ReturnType<typeof startEmbedded>> | undefined
        const took = await seconds(async () => (embedded = await startEmbedded(dataDir)))
        await embedded?.stop()
        return took
      },
    })
    const [mine, limit] = [median(found.product), median(found.postgres)]
    const together = memory.node + memory.postgres
    return {
      figures: [
        { name: 'npm start on an empty data directory, seeding the city', value: fresh.took, unit: 's' },
        {
          name: 'npm start on a seeded tree until it is ready',
          value: mine,
          unit: 's',
          limit: { name: 'its PostgreSQL alone', value: limit },
          ratio: mine / limit,
        },
        { name: 'memory of the server, fair share (PSS)', value: memory.node, unit: 'MB' },
        { name: 'memory of PostgreSQL, fair share (PSS)', value: memory.postgres, unit: 'MB' },
        { name: 'both together', value: together, unit: 'MB' },
      ],
      notes: ['The web app was built before; npm itself is part of the time.'],
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The last process in the line that npm has made: npm, its shell, the server. */
function serverOf(pid: number): number {
  const said = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], { encoding: 'utf8' }).stdout
  const children = said
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  for (const line of children) {
    const child = Number.parseInt(line, 10)
    if (line.includes('server/main.ts')) return child
    const deeper = serverOf(child)
    if (deeper !== child) return deeper
  }
  return pid
}
