import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { openDatabase, type Database } from '#kernel/database'
import { heldClock } from '#kernel/clock'
import type { Problem } from '#kernel/fault'
import { openHouse } from '#server'
import { systems } from '#systems'
import { freshDatabase, leaveCluster } from '#testing/cluster'
import { openHost, type Host } from './index.ts'

after(leaveCluster)

async function refusedAway(host: Pick<Host, 'inject'>, url: string) {
  const answer = await host.inject(url)
  assert.equal(answer.statusCode, 503, answer.body)
  assert.equal(answer.headers['retry-after'], '2')
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  const problem = answer.json<Problem>()
  assert.deepEqual([problem.code, problem.status], ['http/away', 503])
  assert.match(problem.detail, /几秒后/)
}

async function withHost(database: Database, story: (host: Host) => Promise<void>) {
  const host = await openHost({ database })
  host.get('/read', async () => database.read({}, 'select pg_sleep(20)'))
  host.get('/write', async () => database.write({}, (tx) => tx.query('select pg_sleep(20)')))
  try {
    await story(host)
  } finally {
    await host.close()
    await database.close()
  }
}

test('where PostgreSQL cannot be reached, a request is answered 503 and when to come again', async () => {
  const nobody = 'postgresql://owner:x@127.0.0.1:1/city'
  for (const url of [nobody, `${nobody},${nobody}`])
    await withHost(openDatabase(url), async (host) => {
      for (const path of ['/readyz', '/read', '/write']) await refusedAway(host, path)
      assert.equal((await host.inject('/livez')).statusCode, 200, 'the process itself lives')
    })
})

test('a connection that breaks under a request is answered 503; the next request is answered as ever', async () => {
  const place = await freshDatabase()
  const house = await openHouse({ ...place, systems, clock: heldClock('2024-08-26T09:00:00+08:00') })
  const owner = new pg.Client({ connectionString: place.ownerUrl })
  await owner.connect()
  const sleeping = `from pg_stat_activity where datname = current_database() and query like 'select pg_sleep%'`
  const cut = async () => {
    while ((await owner.query(`select 1 ${sleeping}`)).rowCount === 0);
    await owner.query(`select pg_terminate_backend(pid) ${sleeping}`)
  }
  try {
    house.host.get('/read', async () => house.database.read({}, 'select pg_sleep(20)'))
    house.host.get('/write', async () => house.database.write({}, (tx) => tx.query('select pg_sleep(20)')))
    for (const path of ['/read', '/write']) await Promise.all([refusedAway(house.host, path), cut()])
    assert.equal((await house.host.inject('/readyz')).statusCode, 200)
  } finally {
    await owner.end()
    await house.close()
  }
})
