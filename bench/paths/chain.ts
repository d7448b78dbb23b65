import { hash, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

import { interleaved, median, quantile, type Findings } from '../figures.ts'
import { load } from '../load.ts'
import { card, cardsPath, serveCards, type Cards } from '../card-city.ts'
import { ownerUrlOf } from '../place.ts'
import { openSequencer } from '#engines/ledger/run'
import { layOut } from '#server'
import { systems } from '#systems'

/**
 * The log beside the acts that it keeps: what it costs a created case, how long until a quorum has signed, and how fast
 * events that wait are taken in.
 */
export const chain = async (): Promise<Findings> => {
  const [kept, bare] = [await serveCards({ keepsLedger: true }), await serveCards({ keepsLedger: false })]
  try {
    // Without the log an event has no salt and no place in its order.
    await bare.owner.query(
      'alter table kernel.event alter salt drop default; drop index kernel.event_order, kernel.event_actor',
    )
    const rate = async ({ port, cookie }: Cards, connections: number, seconds = 3) => {
      const requests = [{ method: 'POST' as const, path: cardsPath, cookie, body: card, keyed: true }]
      return (await load({ port, connections, seconds, requests })).rate
    }
    for (const city of [kept, bare]) await rate(city, 32, 4)
    const found = await interleaved({
      kept32: () => rate(kept, 32),
      bare32: () => rate(bare, 32),
      kept256: () => rate(kept, 256),
      bare256: () => rate(bare, 256),
    })
    await settled(kept)
    const waits = await finality(kept)
    const { leaves, seconds, memory } = await integration(bare)
    const hashing = hashedAlone()
    const fall = (connections: 32 | 256): Findings['figures'][number] => {
      const [value, limit] = [median(found[`kept${connections}`]), median(found[`bare${connections}`])]
      const goal = { says: '≥ 0.9 ×', met: value / limit >= 0.9 }
      const name = `create a case with the log and three nodes, ${connections} connections`
      return { name, value, unit: '/s', limit: { name: 'without the log', value: limit }, ratio: value / limit, goal }
    }
    const p = (share: number) => quantile(waits.ms, share)
    return {
      figures: [
        fall(32),
        fall(256),
        {
          ...{ name: `from an act’s answer to its final checkpoint, p99 (p50 ${p(0.5).toFixed(0)})`, value: p(0.99) },
          ...{ unit: 'ms', goal: { says: '≤ 1000 ms', met: p(0.99) <= 1000 } },
        },
        {
          ...{ name: 'events read from PostgreSQL, both trees, signed', value: leaves / seconds, unit: '/s' },
          ...{ limit: { name: 'a leaf’s six hashes alone', value: hashing }, ratio: leaves / seconds / hashing },
          goal: { says: '≥ 50,000/s', met: leaves / seconds >= 50_000 },
        },
        { name: `growth of memory over ${leaves.toLocaleString('en')} leaves`, value: memory, unit: 'MB' },
      ],
      notes: [
        `Final: ${waits.ms.length} of the acts looked at, at ${waits.rate.toFixed(0)} acts/s, three nodes as processes, two must sign.`,
        'The acts without a log still make the digest of the case that their event carries.',
      ],
    }
  } finally {
    await Promise.all([kept.close(), bare.close()])
  }
}

/** Until the log has caught up with what the load left behind. */
async function settled({ owner }: Cards) {
  for (let tries = 0; tries < 600; tries += 1) {
    const { rows } = await owner.query(
      `select count(*)::int as waiting from kernel.event e, (select xid, event from ledger.checkpoint order by size desc limit 1) c where (e.xid, e.id) > (c.xid, c.event)`,
    )
    if (rows[0]?.waiting === 0) return
    await pause(100)
  }
}

/** Five hundred acts a second for twelve seconds; of every twentieth, how long until it is final. */
async function finality({ port, owner, cookie }: Cards): Promise<{ ms: number[]; rate: number }> {
  // Each of ten addresses asks less often than the limit on requests allows.
  const agents = Array.from({ length: 10 }, (_, i) => new Agent({ keepAlive: true, localAddress: `127.0.7.${i + 1}` }))
  let next = 0
  const create = async () => {
    next = (next + 1) % agents.length
    const answer = await posted(port, agents[next] as Agent, {
      headers: {
        'content-type': 'application/json',
        'x-requested-by': 'bench',
        cookie,
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(card),
    })
    if (answer.status >= 300) throw new Error(`an act was refused: ${answer.status} ${answer.body.slice(0, 200)}`)
    return JSON.parse(answer.body) as { id: string }
  }
  const watched: { subject: string; at: number }[] = []
  const ms: number[] = []
  const [seconds, perTurn, turn] = [12, 5, 10]
  let [sent, done] = [0, 0]
  const began = performance.now()
  const looking = (async () => {
    while (performance.now() - began < (seconds + 5) * 1000) {
      const waiting = watched.splice(0)
      if (waiting.length > 0) {
        const { rows } = await owner.query<{ subject: string }>(
          `select e.subject from kernel.event e, (select c.xid, c.event from ledger.final f join ledger.checkpoint c using (size) order by f.size desc limit 1) f
           where e.subject = any($1) and (e.xid, e.id) <= (f.xid, f.event)`,
          [waiting.map(({ subject }) => subject)],
        )
        const final = new Set(rows.map((row) => row.subject))
        for (const one of waiting)
          if (final.has(one.subject)) ms.push(performance.now() - one.at)
          else watched.push(one)
      }
      await pause(10)
    }
  })()
  while (performance.now() - began < seconds * 1000) {
    const due = Math.floor((performance.now() - began) / turn) * perTurn
    for (; sent < due; sent += 1) {
      const look = sent % 20 === 0
      void create().then(({ id }) => {
        done += 1
        if (look) watched.push({ subject: `library-card:${id}`, at: performance.now() })
      })
    }
    await pause(2)
  }
  const rate = (1000 * done) / (performance.now() - began)
  await looking
  // What never became final counts as the whole time that was waited.
  return { ms: [...ms, ...watched.map(() => 60_000)], rate }
}

const posted = (port: number, agent: Agent, o: { headers: Record<string, string>; body: string }) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', path: cardsPath, method: 'POST', agent, headers: o.headers },
      (answer) => {
        let body = ''
        answer.setEncoding('utf8').on('data', (part: string) => void (body += part))
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body }))
      },
    )
    sent.once('error', reject)
    sent.end(o.body)
  })

/** Leaves a second whose content, statement and one inner node are hashed in both algorithms, and nothing else done. */
function hashedAlone(): number {
  const hashed = [190, 332, 65].map((bytes) => Buffer.alloc(bytes, 7))
  const rounds = 100_000
  const began = performance.now()
  for (let i = 0; i < rounds; i += 1)
    for (const algorithm of ['sha256', 'sm3']) for (const data of hashed) hash(algorithm, data, 'buffer')
  return (1000 * rounds) / (performance.now() - began)
}

/** Events that wait, taken in by a log of their own in this process: first those that warm it up, then those that count. */
async function integration({ owner, dataDir }: Cards) {
  const wait = async (leaves: number) => {
    await owner.query(`insert into kernel.event (id, kind, actor, subject, at, about, salt)
      select gen_random_uuid(), 'case.relit', 'platform', 'issue-card:' || gen_random_uuid(), now(), '{"signal": "near"}', gen_random_uuid()
      from generate_series(1, ${leaves})`)
    await owner.query('analyze kernel.event')
  }
  await wait(200_000)
  await owner.query('create index event_order on kernel.event (xid, id)')
  const house = await layOut(ownerUrlOf(dataDir), { dataDir, systems })
  const { database } = house
  const resident = () => {
    global.gc?.()
    return process.memoryUsage().rss
  }
  try {
    const { sequence } = openSequencer(house, () => new Date())
    await sequence()
    await wait(200_000)
    const before = resident()
    const began = performance.now()
    const leaves = await sequence()
    const seconds = (performance.now() - began) / 1000
    return { leaves, seconds, memory: (resident() - before) / 2 ** 20 }
  } finally {
    await database.close()
  }
}
