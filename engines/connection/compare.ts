import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { newId } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { connectionsOf } from './compose.ts'
import type { Connection } from './index.ts'
import { ask, openLineOf, type Line } from './line.ts'

const holding = z.object({ key: z.string().max(200), seq: z.int(), digest: z.string().max(64) })
const holdings = z.object({ rows: z.array(holding).max(1000), next: z.string().nullable() })

/** What one side has of a stream: of each key the last message. */
export type Holding = z.infer<typeof holding>

/** What this side has of a stream, by key: a thousand keys a page. */
export async function holdingsOf(
  house: House,
  { name }: Connection,
  { outward, stream, after }: { outward: boolean; stream: string; after?: string | undefined },
) {
  const rows = await house.database.read<Holding>(
    { all: 'on' },
    `select distinct on (key) key, seq, digest from connection.message
     where connection = $1 and outward = $2 and stream = $3 and key > $4 and state = 'done' order by key, seq desc limit 1000`,
    [name, outward, stream, after ?? ''],
  )
  return { rows, next: rows.length < 1000 ? null : (rows.at(-1)?.key ?? null) }
}

/**
 * Compares, once a day, what both sides have of every stream: what we have sent and they say they lack is sent again from
 * there; what they have sent and we lack we ask for. What was apart is on record.
 * @returns how many lines were compared
 */
export async function compareDaily(house: House, at: Date): Promise<number> {
  const today = dayOf(at)
  let compared = 0
  for (const connection of connectionsOf(house)) {
    const line = await openLineOf(house, connection.name, at)
    if (!line || line.comparedOn === today) continue
    if (await compare(house, connection, line, at)) compared += 1
  }
  return compared
}

/** Compares one line now. @returns whether the other side answered */
export async function compare(house: House, connection: Connection, line: Line, at: Date): Promise<boolean> {
  const found: { stream: string; outward: boolean; ours: number; theirs: number; apart: number }[] = []
  for (const { name: stream, outward } of streamsOf(connection)) {
    const there = await whole((after) => theirs(line, stream, after))
    const here = await whole((after) => holdingsOf(house, connection, { outward, stream, after }))
    if (!there || !here) return false
    const apart = outward ? lacking(here, there) : lacking(there, here)
    for (const { key, seq } of apart)
      if (outward) await again(house, connection, stream, key, seq, at)
      else await ask(line, 'POST', '/again', { stream, key, seq })
    found.push({ stream, outward, ours: here.size, theirs: there.size, apart: apart.length })
  }
  await house.database.write({ all: 'on' }, async (tx) => {
    for (const one of found)
      await tx.query(
        `insert into connection.compared (id, connection, stream, outward, on_day, ours, theirs, apart, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [newId(at), connection.name, one.stream, one.outward, dayOf(at), one.ours, one.theirs, one.apart, at],
      )
    await tx.query('update connection.line set compared_on = $2 where connection = $1', [connection.name, dayOf(at)])
    await publish(tx, {
      ...{ kind: 'line.compared', actor: 'platform', subject: `line:${connection.name}`, at },
      about: { apart: found.reduce((sum, one) => sum + one.apart, 0) },
    })
  })
  return true
}

const streamsOf = ({ sends, takes }: Connection) => [
  ...sends.map(({ name }) => ({ name, outward: true })),
  ...takes.map(({ name }) => ({ name, outward: false })),
]

type Side = Map<string, Holding>

/** All that a side has of a stream, page by page; nothing where a page is not answered. */
async function whole(
  page: (after: string) => Promise<z.infer<typeof holdings> | undefined>,
): Promise<Side | undefined> {
  const side: Side = new Map()
  for (let after: string | null = ''; after !== null;) {
    const found: z.infer<typeof holdings> | undefined = await page(after)
    if (!found) return undefined
    for (const one of found.rows) side.set(one.key, one)
    after = found.next
  }
  return side
}

async function theirs(line: Line, stream: string, after: string) {
  const query = new URLSearchParams({ stream, ...(after && { after }) }).toString()
  const answer = await ask(line, 'GET', `/holdings?${query}`)
  return answer.heard && answer.status === 200 ? holdings.safeParse(answer.body).data : undefined
}

/** What one side has and the other has not, has not all of, or has otherwise: from which number on, by key. */
function lacking(from: Side, to: Side): { key: string; seq: number }[] {
  return [...from.values()].flatMap(({ key, seq, digest }) => {
    const there = to.get(key)
    if (there && there.seq === seq && there.digest === digest) return []
    if (there && there.seq > seq) return []
    return [{ key, seq: there && there.seq < seq ? there.seq + 1 : there ? seq : 1 }]
  })
}

const again = (house: House, { name }: Connection, stream: string, key: string, seq: number, at: Date) =>
  house.database.write({ all: 'on' }, (tx) =>
    tx.query(
      `update connection.message set state = 'due', due_at = $5, done_at = null where key = $1 and connection = $2 and outward and stream = $3 and seq >= $4 and state = 'done'`,
      [key, name, stream, seq, at],
    ),
  )
