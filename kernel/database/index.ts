import pg from 'pg'
import { Rooms } from '#kernel/room'
import { copyIn, copyOut } from './copy.ts'
import { measureDatabase } from './measure.ts'
import { Pipe } from './pipe.ts'
import { connectionTo } from './primary.ts'
import { sameScope } from './statement.ts'
import { everything, shared, transact } from './transaction.ts'
import type { Database } from './tx.ts'

export { asking, askingIn } from './asking.ts'
export { isAway, isNoText } from './away.ts'
export { copyCluster, hasCluster, survey, type Survey } from './backup.ts'
export { runningUrl, secret, startEmbedded, type Embedded } from './embedded.ts'
export { byColumn, columnNamed, columnsUnder } from './columns.ts'
export { newId } from './id.ts'
export { combine, lookUp } from './lane.ts'
export { pagesById } from './pages.ts'
export { migrate, type AppRole } from './migrate.ts'
export { once, onceOrAgain } from './once.ts'
export { connectionTo } from './primary.ts'
export { binding, type Bind } from './statement.ts'
export type { Ask, Database, Row, Scope, Tx } from './tx.ts'

const { types } = pg
types.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`a bigint beyond 2^53: ${text}`)
  return value
})
types.setTypeParser(types.builtins.NUMERIC, Number)
types.setTypeParser(types.builtins.DATE, (text) => text)

/**
 * Opens the application's database under its own role, which cannot pass row-level security.
 * @param rooms what its city keeps beside it
 */
export function openDatabase(url: string, rooms: Rooms = new Rooms()): Database {
  const pool = new pg.Pool({ ...connectionTo(url), max: 8, allowExitOnIdle: false, pipeline: true } as pg.PoolConfig)
  pool.on('error', () => {})
  // A connection that breaks while it is in use tells the query; without a listener it would end the process too.
  pool.on('connect', (client) => client.on('error', () => {}))
  const planning = {
    each: [new Pipe(url), new Pipe(url), new Pipe(url)],
    once: [new Pipe(url, 'once'), new Pipe(url, 'once')],
  }
  // Every request looks up over every row who asks: on a pipe of its own that changes no reader's scope there and back.
  const whole = new Pipe(url, 'once')

  const pipes = [...planning.each, ...planning.once, whole]
  let closed: Promise<void> | undefined

  const read: Database['read'] = (scope, text, values = [], plan) => {
    let best = plan === 'once' && sameScope(scope, everything) ? whole : (planning[plan ?? 'each'][0] as Pipe)
    for (const pipe of planning[plan ?? 'each']) if (pipe.waits(scope) < best.waits(scope)) best = pipe
    return best.read(scope, text, values)
  }
  const write: Database['write'] = async (scope, act, plan) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await transact(pool, rooms, scope, act, plan)
      } catch (error) {
        const again = ['40001', '40P01'].includes((error as { code?: string }).code ?? '')
        if (!again || tries === 3) throw error
      }
    }
  }
  measureDatabase(rooms, {
    pool,
    piped: () => pipes.reduce((sum, pipe) => sum + pipe.inFlight, 0),
    size: async () =>
      (await read<{ size: number }>({}, 'select pg_database_size(current_database()) as size'))[0]?.size ?? 0,
  })
  return {
    read,
    write,
    share: shared(rooms, (act) => write(everything, act)),
    copyIn: (to, rows) => copyIn(url, to, rows),
    copyOut: (scope, text) => copyOut(url, scope, text),
    rooms,
    close: () => (closed ??= Promise.all([pool.end(), ...pipes.map((pipe) => pipe.close())]).then(() => undefined)),
  }
}
