import pg from 'pg'
import type { Adding } from './added.ts'
import { measureDatabase } from './measure.ts'
import { Pipe } from './pipe.ts'
import { connectionTo } from './primary.ts'
import { everything, shared, transact } from './transaction.ts'

export { isAway } from './away.ts'
export { copyCluster, hasCluster, survey, type Survey } from './backup.ts'
export { runningUrl, secret, startEmbedded, type Embedded } from './embedded.ts'
export { newId } from './id.ts'
export { combine, lookUp } from './lane.ts'
export { pagesById } from './pages.ts'
export { migrate, type AppRole } from './migrate.ts'
export { once, onceOrAgain } from './once.ts'
export { connectionTo } from './primary.ts'
export { naming } from './statement.ts'

/**
 * What rows a statement may see, as PostgreSQL's row-level security reads it (`scope.*` settings).
 * An empty scope sees nothing that is guarded.
 */
export interface Scope {
  /** `on`: every row. */
  all?: 'on'
  agency?: string
  /** Region codes, comma-separated; each covers what its code begins. */
  areas?: string
  person?: string
}

export type Row = Record<string, unknown>

/** A transaction. Everything it writes is there together or not at all. */
export interface Tx {
  query: <R = Row>(text: string, values?: readonly unknown[]) => Promise<R[]>
  /** A question that acts ask often and that none of them changes: asked once in a transaction. */
  ask: <R = Row>(text: string, values?: readonly unknown[]) => Promise<R[]>
  /** Narrows or widens what the rest of the transaction may see. */
  as: (scope: Scope) => Promise<void>
  /**
   * Writes a row with the others of its table: before anything that may read it, and before the commit at the latest.
   * @param table `schema.table`. @param row by column; JSON, so that jsonb and arrays are given as they are
   */
  add: (table: string, row: Row, adding?: Adding) => void
  /** Runs once the transaction is durable; never when it was rolled back. */
  afterCommit: (act: () => void) => void
}

export interface Database {
  /**
   * One statement that only reads, under a scope, in one round trip: the scope cannot leak to another reader.
   * @param plan `once` for a statement whose way through the indexes is the same whatever its values are: planning it for
   *   each of them can take longer than doing it
   */
  read: <R = Row>(scope: Scope, text: string, values?: readonly unknown[], plan?: 'once') => Promise<R[]>
  /** A transaction under a scope; a serialisation failure or deadlock is tried again, at most three times. */
  write: <T>(scope: Scope, act: (tx: Tx) => Promise<T>) => Promise<T>
  /**
   * A transaction, over every row, that those who write at the same time share: one commit for all, each with its own
   * answer or its own failure. Only for acts that touch nothing but rows of their own making.
   */
  share: <T>(act: (tx: Tx) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

const { types } = pg
types.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond 2^53: ${text}`)
  return value
})
types.setTypeParser(types.builtins.NUMERIC, Number)
types.setTypeParser(types.builtins.DATE, (text) => text)

/** Opens the application's database under its own role, which cannot pass row-level security. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({ ...connectionTo(url), max: 8, allowExitOnIdle: false, pipeline: true } as pg.PoolConfig)
  pool.on('error', () => {})
  // A connection that breaks while it is in use tells the query; without a listener it would end the process too.
  pool.on('connect', (client) => client.on('error', () => {}))
  const planning = {
    each: [new Pipe(url), new Pipe(url), new Pipe(url)],
    once: [new Pipe(url, 'once'), new Pipe(url, 'once')],
  }

  const read: Database['read'] = (scope, text, values = [], plan) => {
    const pipes = planning[plan ?? 'each']
    const fewest = Math.min(...pipes.map((pipe) => pipe.inFlight))
    const free = pipes.filter((pipe) => pipe.inFlight === fewest)
    return (free.find((pipe) => pipe.isIn(scope)) ?? (free[0] as Pipe)).read(scope, text, values)
  }
  const write: Database['write'] = async (scope, act) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await transact(pool, scope, act)
      } catch (error) {
        const again = ['40001', '40P01'].includes((error as { code?: string }).code ?? '')
        if (!again || tries === 3) throw error
      }
    }
  }
  measureDatabase({
    pool,
    piped: () => [...planning.each, ...planning.once].reduce((sum, pipe) => sum + pipe.inFlight, 0),
    size: async () =>
      (await read<{ size: number }>({}, 'select pg_database_size(current_database()) as size'))[0]?.size ?? 0,
  })
  return {
    read,
    write,
    share: shared((act) => write(everything, act)),
    close: async () => {
      await Promise.all([pool.end(), ...[...planning.each, ...planning.once].map((pipe) => pipe.close())])
    },
  }
}
