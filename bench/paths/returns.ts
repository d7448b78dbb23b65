import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { signatureOf } from '#engines/connection/run'
import { median, seconds, type Findings } from '../figures.ts'
import { at, type Place } from '../place.ts'

/** Messages, two of each key; with `--large` as many as the province gives back in a day. */
const [few, many] = [4_000, 100_000]
const lanes = 32
const secret = 'a secret that both sides have agreed on'
const inward = '/api/connections/provincial-hub/messages'

interface Message {
  id: string
  stream: string
  key: string
  seq: number
  body: Record<string, string>
}

/** Two messages of each key; of every fifth the second comes first, and every tenth message comes twice. */
function told(messages: number): Message[] {
  const keys = Array.from({ length: messages / 2 }, () => randomUUID())
  return keys.flatMap((key, place) => {
    const one = (seq: number): Message => ({
      ...{ id: randomUUID(), stream: 'returned', key, seq },
      body: { catalogue: 'pension', about: '苏玉兰', region: '320902001', on: '2024-11-01', says: `第 ${seq} 次领取` },
    })
    const both = place % 5 === 0 ? [one(2), one(1)] : [one(1), one(2)]
    return both.flatMap((message, nth) => ((place * 2 + nth) % 10 === 0 ? [message, message] : [message]))
  })
}

/** Does as many acts at once as there are lanes, each as soon as one before it is done. */
async function together<T>(all: readonly T[], does: (one: T) => Promise<unknown>): Promise<number> {
  let next = 0
  return seconds(() =>
    Promise.all(
      Array.from({ length: lanes }, async () => {
        while (next < all.length) await does(all[next++] as T)
      }),
    ),
  )
}

/** The other side sends, signed, as it would. @throws what the city answers that is no taking */
async function sends({ port }: Place, message: Message) {
  const time = new Date().toISOString()
  const signature = signatureOf(Buffer.from(secret), { method: 'POST', path: inward, time, body: message })
  const answer = await fetch(`http://127.0.0.1:${port}${inward}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'x-requested-by': 'bench' },
      ...{ 'x-time': time, 'x-signature': signature },
    },
    body: JSON.stringify(message),
  })
  const said = await answer.text()
  if (!answer.ok) throw new Error(`${answer.status} ${said}`)
}

/** Single rows put in by as many connections, each a durable transaction of its own: what this machine can do at all. */
async function bareInserts({ ownerUrl, owner }: Place, rows: number): Promise<number> {
  await owner.query('create table if not exists public.bare (id uuid primary key, says jsonb not null)')
  const pool = new pg.Pool({ connectionString: ownerUrl, max: lanes })
  try {
    const says = JSON.stringify(told(2)[0]?.body)
    return await together(Array.from({ length: rows }), () =>
      pool.query({ name: 'bare', text: 'insert into public.bare values ($1, $2)', values: [randomUUID(), says] }),
    )
  } finally {
    await pool.end()
  }
}

/**
 * What the province gives back is taken in, each message signed and in a request of its own, some twice, some in the wrong
 * order: the row, its version, its evidence and the end of its message in one durable transaction. Nothing is lost or doubled.
 */
export const returns = (large: boolean): Promise<Findings> =>
  at(async (place) => {
    const cookie = await place.signIn('duijie')
    const line = { url: 'http://127.0.0.1:9', secret }
    await fetch(`http://127.0.0.1:${place.port}/api/connections/provincial-hub/line`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'x-requested-by': 'bench' },
      body: JSON.stringify(line),
    })
    const before = Number((await place.owner.query('select count(*) from record.returned_record')).rows[0].count)
    const bare: number[] = []
    const rates: number[] = []
    const share = (large ? many : few) / 4
    for (let part = 0; part < 4; part += 1) {
      const messages = told(share)
      bare.push(2000 / (await bareInserts(place, 2000)))
      rates.push(share / (await together(messages, (message) => sends(place, message))))
    }
    const { rows } = await place.owner.query(
      `select (select count(*)::int from record.returned_record) as rows, count(*) filter (where state = 'done')::int as done,
         count(*) filter (where state <> 'done')::int as left, (select count(*)::int from record.returned_record where says <> '第 2 次领取') as behind
       from connection.message where connection = 'provincial-hub' and not outward`,
    )
    const [came] = rows as { rows: number; done: number; left: number; behind: number }[]
    const whole = share * 4
    // Of each key the last words stand: no row of these says the first.
    if (came?.rows !== before + whole / 2 || came.done < whole || came.left > 0 || came.behind > before)
      throw new Error(`lost or doubled: ${JSON.stringify(came)} of ${whole}`)
    const [value, limit] = [median(rates), median(bare)]
    return {
      figures: [
        {
          ...{ name: `messages taken in, ${lanes} at once`, value, unit: '/s' },
          limit: { name: 'bare inserts', value: limit },
          ratio: value / limit,
        },
        { name: 'the last quarter beside the first', value: (rates[3] as number) / (rates[0] as number), unit: '×' },
      ],
      notes: [
        `${whole} messages, two a key; a tenth of them twice, a fifth of the keys in the wrong order; none lost, none doubled.`,
      ],
    }
  })
