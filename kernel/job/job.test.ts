import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { heldClock } from '#kernel/clock'
import { openHouse } from '#server'
import { appoint } from '#engines/identity/run'
import { systems } from '#systems'
import { Person } from '#testing'
import { freshDatabase } from '#testing/cluster'

test('work that the queue hands out again after it has ended, ends once', async () => {
  const clock = heldClock('2024-08-26T09:00:00+08:00')
  const place = await freshDatabase()
  const house = await openHouse({ ...place, systems, clock })
  const owner = new pg.Client({ connectionString: place.ownerUrl })
  await owner.connect()
  try {
    await house.database.write({ all: 'on' }, (tx) =>
      appoint(tx, clock.now(), {
        ...{ account: 'zhou', password: 'a long password', name: '周明远', agency: 'city-data-bureau' },
        ...{ region: '3209', title: '处长', roles: ['plan-supervisor'] },
      }),
    )
    const person = new Person(house)
    await person.signsIn('zhou', 'a long password')
    const job = await person.finishes(await person.asks('POST', '/api/registers/plan/export', {}))
    const inQueue = async () =>
      (await owner.query(`select state from pgboss.job where data->>'id' = $1`, [job.id])).rows.map((row) => row.state)
    const settled = async () => {
      for (let tries = 0; tries < 500 && (await inQueue()).some((state) => state !== 'completed'); tries += 1)
        await pause(20)
    }
    await settled()
    await owner.query(
      `update pgboss.job set state = 'created', started_on = null, completed_on = null where data->>'id' = $1`,
      [job.id],
    )
    await settled()
    assert.deepEqual(await inQueue(), ['completed'], 'handed out again')
    const { rows } = await owner.query('select kind from kernel.event where subject = $1', [`job:${job.id}`])
    assert.deepEqual(rows, [{ kind: 'job.ended' }])
    assert.equal((await person.inbox()).length, 1, 'told once')
    assert.equal((await person.asks('GET', `/api/jobs/${job.id}`)).state, 'done')
  } finally {
    await owner.end()
    await house.close()
  }
})
