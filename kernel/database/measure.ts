import { gauge } from '#kernel/metric'
import type { Rooms } from '#kernel/room'

/** Measures how a city's database is used. */
export function measureDatabase(
  rooms: Rooms,
  use: {
    pool: { totalCount: number; idleCount: number; waitingCount: number }
    /** Reads that were sent and are not answered, over all pipes. */
    piped: () => number
    size: () => Promise<number>
  },
) {
  gauge(
    'city_database_connections',
    'connections of the pool that writes',
    ['state'],
    () => [
      [{ state: 'busy' }, use.pool.totalCount - use.pool.idleCount],
      [{ state: 'idle' }, use.pool.idleCount],
    ],
    rooms,
  )
  const one = (name: string, help: string, read: () => number | Promise<number>) =>
    gauge(name, help, [], async () => [[{}, await read()]], rooms)
  one('city_database_writes_waiting', 'transactions that wait for a connection', () => use.pool.waitingCount)
  one('city_database_reads_in_flight', 'reads in the pipes', use.piped)
  one('city_database_size_bytes', 'size of the database', use.size)
}
