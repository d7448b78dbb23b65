import type { Row, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import type { Hearer } from '#kernel/event'
import { countables } from '#engines/front/run'
import { countableOf } from '#engines/indicator/run'
import type { Connection, Sending } from './index.ts'
import { alone, digestOf, keep } from './message.ts'

/** The connections of a city. */
export const connectionsOf = (house: House) => [...house.parts<Connection>('connection').values()]

const sendingsOf = (house: House) =>
  connectionsOf(house).flatMap((connection) => connection.sends.map((sends) => ({ connection, sends })))

/** A row that has changed is noted in the transaction that changes it; what is said of it is worked out later, from how it stands then. */
export const notesChanges = (house: House): Hearer[] =>
  house.given(countables).flatMap(({ kind, changes }) => {
    const over = Map.groupBy(
      sendingsOf(house).filter(({ sends }) => sends.of.kind === kind),
      ({ sends }) => sends.of.name,
    )
    if (over.size === 0) return []
    return [
      {
        hears: Object.keys(changes),
        does: async (tx, event) => {
          const [name, subject] = event.subject.split(':') as [string, string]
          for (const { connection, sends } of over.get(name) ?? [])
            tx.add(
              'connection.stale',
              { connection: connection.name, stream: sends.name, subject },
              { key: ['connection', 'stream', 'subject'] },
            )
        },
      },
    ]
  })

const atOnce = 200

/** Makes messages of what has changed, each of what its row says now; of a row that says what it said last, none. @returns how many were looked at */
export async function compose(house: House, at: Date): Promise<number> {
  const sendings = sendingsOf(house)
  if (sendings.length === 0) return 0
  return house.database.write({ all: 'on' }, async (tx) => {
    const noted = await tx.query<{ connection: string; stream: string; subject: string }>(
      `delete from connection.stale where (connection, stream, subject) in
         (select connection, stream, subject from connection.stale order by connection, stream, subject limit ${atOnce} for update skip locked)
       returning connection, stream, subject`,
    )
    for (const { connection, sends } of sendings) {
      const ids = noted
        .filter((one) => one.connection === connection.name && one.stream === sends.name)
        .map(({ subject }) => subject)
        .toSorted()
      if (ids.length > 0) await say(tx, { connection, sends }, ids, at)
    }
    return noted.length
  })
}

async function say(
  tx: Tx,
  { connection, sends }: { connection: Connection; sends: Sending },
  ids: readonly string[],
  at: Date,
) {
  const found = await countableOf(tx, sends).rows(tx, sends.of, ids)
  for (const id of ids) {
    const row = found.get(id)
    const says = row === undefined ? null : sends.says(row as never)
    if (says === null) continue
    const of = { connection: connection.name, outward: true, stream: sends.name, key: id }
    alone(tx, of)
    const body: Row = { ...says, theirs: await theirKeyOf(tx, connection, row, id) }
    const [last] = await tx.query<{ seq: number; digest: string }>(
      `select seq, digest from connection.message where connection = $1 and outward and stream = $2 and key = $3 order by seq desc limit 1`,
      [connection.name, sends.name, id],
    )
    if (last?.digest === digestOf(body)) continue
    await keep(tx, { ...of, seq: (last?.seq ?? 0) + 1, state: 'due', row: null, body, at })
  }
}

/** What the other side calls a row that came from it; null for one that is ours. */
async function theirKeyOf(tx: Tx, { name }: Connection, row: unknown, id: string): Promise<string | null> {
  const { record } = row as { record?: { id?: string } }
  const [found] = await tx.query<{ key: string }>(
    'select key from connection.message where connection = $1 and not outward and row = $2 order by seq limit 1',
    [name, record?.id ?? id],
  )
  return found?.key ?? null
}

/** The earliest instant at which there is something to compose. */
export async function nextToCompose(house: House): Promise<Date | null> {
  const [found] = await house.database.read({ all: 'on' }, 'select 1 from connection.stale limit 1')
  return found ? house.clock.now() : null
}
