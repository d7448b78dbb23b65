import { gauge } from '#kernel/metric'

/** Measures how the database is used, by the newest that was opened. */
export function measureDatabase(use: {
  pool: { totalCount: number; idleCount: number; waitingCount: number }
  /** Reads that were sent and are not answered, over all pipes. */
  piped: () => number
  size: () => Promise<number>
}) {
  gauge('city_database_connections', 'connections of the pool that writes', () => [
    [{ state: 'busy' }, use.pool.totalCount - use.pool.idleCount],
    [{ state: 'idle' }, use.pool.idleCount],
  ])
  gauge('city_database_writes_waiting', 'transactions that wait for a connection', () => [[{}, use.pool.waitingCount]])
  gauge('city_database_reads_in_flight', 'reads in the pipes', () => [[{}, use.piped()]])
  gauge('city_database_size_bytes', 'size of the database', async () => [[{}, await use.size()]])
}
