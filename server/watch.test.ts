import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { heldClock } from '#kernel/clock'
import { measureProcess } from '#kernel/metric'
import { openHouse } from '#server'
import { appoint } from '#engines/identity/run'
import { systems } from '#systems'
import { Person } from '#testing'
import { freshDatabase } from '#testing/cluster'

const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
const traceparent = `00-${trace}-00f067aa0ba902b7-01`
type Line = Record<string, unknown>

/** A house that is watched: what it writes to its log, and someone who works in it. */
async function watched(
  story: (at: {
    person: Person
    lines: Line[]
    metrics: (headers?: Record<string, string>, from?: string) => Promise<{ status: number; body: string }>
  }) => Promise<void>,
) {
  const lines: Line[] = []
  const clock = heldClock('2024-08-26T09:00:00+08:00')
  const log = { write: (line: string) => void lines.push(JSON.parse(line)) }
  measureProcess()
  const house = await openHouse({ ...(await freshDatabase()), systems, clock, log, metricsToken: 'a long token' })
  try {
    await house.database.write({ all: 'on' }, (tx) =>
      appoint(tx, clock.now(), {
        account: 'zhou',
        password: 'a long password',
        name: '周明远',
        agency: 'city-data-bureau',
        region: '3209',
        title: '处长',
        roles: ['plan-supervisor'],
      }),
    )
    const person = new Person(house)
    await person.signsIn('zhou', 'a long password')
    await story({
      person,
      lines,
      metrics: async (headers = {}, remoteAddress = '127.0.0.1') => {
        const { statusCode, body } = await house.host.inject({ url: '/metrics', headers, remoteAddress })
        return { status: statusCode, body }
      },
    })
  } finally {
    await house.close()
  }
}

test('metrics are told to this machine and to whoever has the token, to nobody else', () =>
  watched(async ({ metrics }) => {
    assert.equal((await metrics()).status, 200)
    assert.equal((await metrics({}, '10.0.0.7')).status, 403)
    assert.equal((await metrics({ authorization: 'Bearer a wrong token' }, '10.0.0.7')).status, 403)
    assert.equal((await metrics({ authorization: 'Bearer a long token' }, '10.0.0.7')).status, 200)
    assert.equal(
      (await metrics({ 'x-forwarded-for': '10.0.0.7' })).status,
      403,
      'another machine through a proxy on this one',
    )
    assert.equal((await metrics({ forwarded: 'for=10.0.0.7' })).status, 403)
  }))

test('requests are measured by the template of their route, never by what was asked for', () =>
  watched(async ({ person, metrics }) => {
    for (let i = 0; i < 20; i += 1) {
      await person.raw('GET', `/api/registers/invented-${i}`)
      await person.raw('GET', `/invented/${i}`)
    }
    const { body } = await metrics()
    assert.doesNotMatch(body, /invented/)
    assert.match(
      body,
      /^city_http_requests_total\{method="GET",route="\/api\/registers\/:name",status="404"\} (2\d|[3-9]\d)$/m,
    )
    assert.match(body, /^city_http_requests_total\{method="GET",route="none",status="404"\} (2\d|[3-9]\d)$/m)
    assert.match(
      body,
      /^city_http_request_seconds_bucket\{le="\+Inf",method="GET",route="\/api\/registers\/:name"\} \d+$/m,
    )
    for (const name of [
      'city_database_connections{state="idle"}',
      'city_database_writes_waiting',
      'city_database_reads_in_flight',
      'city_database_size_bytes',
      'city_jobs_unfinished{state="waiting"}',
      'city_sweep_lag_seconds',
      'city_indicator_rows_stale',
      'city_event_loop_delay_seconds{quantile="0.99"}',
      'process_resident_memory_bytes',
      'city_unread_metrics',
    ])
      assert.ok(body.includes(`\n${name} `), name)
    assert.match(body, /^city_unread_metrics 0$/m)
  }))

test('work that is asked for carries the trace of its request to the line that tells its end', () =>
  watched(async ({ person, lines, metrics }) => {
    const asked = await person.asks('POST', '/api/registers/plan/export', {}, { traceparent })
    await person.finishes(asked)
    for (let tries = 0; !lines.some((line) => line.job === asked.id) && tries < 200; tries += 1) await pause(10)
    const { state, name, trace: carried } = lines.find((line) => line.job === asked.id) as Line
    assert.deepEqual({ state, name, carried }, { state: 'done', name: 'export-register', carried: trace })
    const access = lines.find((line) => line.trace === trace && line.path === '/api/registers/plan/export') as Line
    assert.deepEqual([access.status, access.parent, access.method], [202, '00f067aa0ba902b7', 'POST'])
    const others = lines.filter((line) => line.path && line !== access).map((line) => line.trace)
    assert.equal(new Set(others).size, others.length, 'every other request has a trace of its own')
    assert.match((await metrics()).body, /^city_jobs_ended_total\{name="export-register",state="done"\} [1-9]/m)
  }))
