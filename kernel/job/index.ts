import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss, type ConstructorOptions } from 'pg-boss'
import type { Database, Tx } from '#kernel/database'
import { connectionTo, isAway, newId } from '#kernel/database'
import { publish, type EventWords } from '#kernel/event'
import { Fault, problemOf } from '#kernel/fault'
import { counter, gauge } from '#kernel/metric'
import { traceNow, traceOf, within, type Trace } from '#kernel/trace'

/** What the kernel's own events say. */
export const jobEvents: EventWords = { of: null, subjects: { job: '后台任务' }, kinds: { 'job.ended': '后台任务结束' } }

/** Work that a person waits for and may leave: it shows progress and ends somewhere. */
export interface Job<Data = never> {
  name: string
  title: string
  /**
   * Does the work, all in one transaction that also marks it done: after a crash it is run again from the start, and
   * what it writes is there once or not at all.
   * @returns where to look at what came out
   */
  run: (tx: Tx, data: Data, work: Work) => Promise<{ says: string; path: string | null }>
}

export interface Work {
  id: string
  person: string
  /** Tells how far it is, 0–100, and in words. */
  progress: (percent: number, says: string) => Promise<void>
}

/** Declares a kind of work; its name is permanent. */
export const defineJob = <Data>(job: Job<Data>): Job<Data> => job

export interface Jobs {
  /** Puts work to be done in the transaction that asks for it. @returns the job's id */
  send: <Data>(tx: Tx, job: Job<Data>, data: Data, person: string, at: Date) => Promise<string>
  stop: () => Promise<void>
}

const schema = 'pgboss'

/** Makes the queue's tables, which come from its library, as the owner who takes writes. */
export async function prepareJobs(ownerUrl: string, jobs: readonly Job[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  for (const { name } of jobs)
    if (!(await boss.getQueue(name)))
      await boss.createQueue(name, { retryLimit: 2, retryDelay: 1, expireInSeconds: 600 })
  await boss.stop({ graceful: false })
}

/** What work is done, for which city, and who is told. */
interface Workshop {
  /** Every kind of work that this house knows. */
  jobs: readonly Job[]
  database: Database
  now: () => Date
  log: (line: object) => void
  /** False where work can only be asked for. */
  works: boolean
}

/** Starts the workers of this process, each kind one at a time. */
export async function openJobs(url: string, { jobs, database, now, log, works }: Workshop): Promise<Jobs> {
  const endings = counter(
    'city_jobs_ended_total',
    'work that this process has ended, by name and how',
    ['name', 'state'],
    database.rooms,
  )
  const boss = new PgBoss({
    ...connectionTo(url),
    schema,
    migrate: false,
    supervise: works,
    schedule: false,
    max: 3,
  } as ConstructorOptions)
  boss.on('error', () => {})
  await boss.start()
  const workers = new Map<string, string>()
  const mark = (
    tx: Tx,
    id: string,
    set: { state?: string; progress?: number; says?: string; path?: string | null; fault?: unknown },
  ) =>
    tx.query(
      `update kernel.job set state = coalesce($2, state), progress = coalesce($3, progress), says = coalesce($4, says), path = coalesce($5, path), fault = coalesce($6, fault), at = $7 where id = $1`,
      [
        id,
        set.state ?? null,
        set.progress ?? null,
        set.says ?? null,
        set.path ?? null,
        set.fault ? JSON.stringify(set.fault) : null,
        now(),
      ],
    )
  /** Whoever asked hears of the end in the transaction that makes it so. */
  const ended = (tx: Tx, end: Ended) =>
    publish(tx, {
      held: null,
      kind: 'job.ended',
      actor: end.person,
      subject: `job:${end.id}`,
      at: now(),
      about: { ...end },
      by: null,
    })
  /** Only what has not ended is begun: the queue may hand out again what another start has already done. */
  const begin = async (id: string) =>
    database.write({ all: 'on' }, async (tx) => {
      const begun = await tx.query(
        `update kernel.job set state = 'running', at = $2 where id = $1 and state in ('waiting', 'running') returning id`,
        [id, now()],
      )
      return begun.length > 0
    })
  const attempt = async (job: Job, sent: Sent) => {
    const { id, person, data } = sent
    const start = performance.now()
    const tell = (set: Parameters<typeof mark>[2]) => database.write({ all: 'on' }, (tx) => mark(tx, id, set))
    if (!(await begin(id))) return
    try {
      await database.write({ all: 'on' }, async (tx) => {
        if (!(await isMine(tx, id))) return
        const work = {
          id,
          person,
          progress: async (progress: number, says: string) => void (await tell({ progress, says })),
        }
        const result = await job.run(tx, data as never, work)
        await mark(tx, id, { state: 'done', progress: 100, ...result })
        await ended(tx, { id, person, title: job.title, state: 'done', ...result })
        tx.afterCommit(() => tellEnd(job, sent, start, 'done'))
      })
    } catch (error) {
      if (isAway(error)) throw error
      if (!(error instanceof Fault)) console.error(error)
      const fault = problemOf(error, id)
      await database.write({ all: 'on' }, async (tx) => {
        if (!(await isMine(tx, id))) return
        await mark(tx, id, { state: 'failed', fault })
        await ended(tx, { id, person, title: job.title, state: 'failed', says: fault.detail, path: null })
        tx.afterCommit(() => tellEnd(job, sent, start, 'failed', fault.code))
      })
    }
  }
  const tellEnd = (job: Job, { id, trace }: Sent, began: number, state: 'done' | 'failed', code?: string) => {
    endings({ name: job.name, state })
    const ms = Math.round(performance.now() - began)
    log({ time: Date.now(), job: id, name: job.name, trace: trace ?? null, state, ...(code && { code }), ms })
  }
  const unfinishedWork = async () => {
    const rows = await database.read<{ state: string; jobs: number }>(
      { all: 'on' },
      `select s.state, (select count(*)::int from kernel.job j where j.state = s.state and j.state in ('waiting', 'running')) as jobs from unnest('{waiting,running}'::text[]) s(state)`,
    )
    return rows.map(({ state, jobs }) => [{ state }, jobs] as const)
  }
  gauge('city_jobs_unfinished', 'work that waits or is being done', ['state'], unfinishedWork, database.rooms)
  let stopping = false
  /** A database that is away ends no work: it is begun again until the database is back. */
  const insist = async (job: Job, sent: Sent) => {
    while (!stopping) {
      try {
        return await within(traceThat(sent), () => attempt(job, sent))
      } catch (error) {
        if (!isAway(error)) {
          if (!stopping) console.error(error)
          return
        }
        await pause(1000)
      }
    }
  }
  const unfinished = works
    ? await database.read<Sent & { name: string }>(
        { all: 'on' },
        `select id, person, name, data, trace from kernel.job where state in ('waiting', 'running')`,
      )
    : []
  for (const job of works ? jobs : []) {
    workers.set(
      job.name,
      await boss.work<Sent>(job.name, { pollingIntervalSeconds: 1 }, async ([sent]) => {
        if (sent) await insist(job, sent.data)
        // What other processes asked for meanwhile is looked for at once, not at the next poll.
        boss.notifyWorker(workers.get(job.name) ?? '')
      }),
    )
    for (const { name, ...sent } of unfinished) if (name === job.name) void insist(job, sent)
  }
  return {
    send: async (tx, job, data, person, at) => {
      const id = newId(at)
      const trace = traceNow()
      await tx.query(
        `insert into kernel.job (id, name, title, person, state, progress, says, at, data, trace) values ($1, $2, $3, $4, 'waiting', 0, '', $5, $6, $7)`,
        [id, job.name, job.title, person, at, JSON.stringify(data), trace],
      )
      const executeSql = async (text: string, values?: unknown[]) => ({ rows: await tx.query(text, values ?? []) })
      await boss.send(job.name, { id, person, data, trace }, { db: { executeSql } })
      const worker = workers.get(job.name)
      if (worker) tx.afterCommit(() => boss.notifyWorker(worker))
      return id
    },
    stop: async () => {
      stopping = true
      await boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}

/** Whether work is still to be done and nobody else is at it, until the transaction ends. */
async function isMine(tx: Tx, id: string): Promise<boolean> {
  const [lock] = await tx.query<{ free: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free',
    [id],
  )
  const [row] = await tx.query<{ state: string }>('select state from kernel.job where id = $1', [id])
  return lock?.free === true && row?.state === 'running'
}

/** What the event `job.ended` says. */
export interface Ended {
  id: string
  person: string
  title: string
  state: 'done' | 'failed'
  says: string
  path: string | null
}

interface Sent {
  id: string
  person: string
  data: unknown
  /** The id of the trace of whoever asked. */
  trace: string | null
}

/** Work goes on under the trace of whoever asked for it; what nobody traced begins its own. */
const traceThat = ({ trace }: Sent): Trace => (trace ? { id: trace, parent: null } : traceOf(undefined))
