import { newId, type Row, type Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { keeper, wrappedRows } from '#kernel/keeper'
import { digest } from '#engines/crypto'
import { canonical } from '#engines/ledger/run'

/** A message, its words still wrapped. */
export interface Message {
  id: string
  connection: string
  outward: boolean
  stream: string
  key: string
  seq: number
  state: 'due' | 'held' | 'stuck' | 'done' | 'given-up'
  kept: Buffer
  master: string
  digest: string
  row: string | null
  tries: number
  at: Date
}

/** The columns of a message, over an alias. */
export const columnsOf = (m: string) =>
  ['id', 'connection', 'outward', 'stream', 'key', 'seq', 'state', 'kept', 'master', 'digest', 'row', 'tries', 'at']
    .map((column) => `${m}.${column}`)
    .join(', ')

const boundTo = (id: string) => `connection/message/${id}`

/** Where the words of messages and the secrets of lines lie under the master key. */
export const connectionsWrapped = [
  wrappedRows<{ id: string }>('对接消息', 'connection.message', ['id'], { kept: ({ id }) => boundTo(id) }),
  wrappedRows<{ connection: string }>('对接线路的密钥', 'connection.line', ['connection'], {
    secret: ({ connection }) => lineBoundTo(connection),
  }),
]

/** What a line's secret is bound to. */
export const lineBoundTo = (connection: string) => `connection/line/${connection}`

/** SHA-256 of what is said, in its canonical text, as hex. */
export const digestOf = (body: unknown): string => digest('sha-256', Buffer.from(canonical(body))).toString('hex')

/** What a message says. */
export async function bodyOf({ rooms }: Pick<House, 'rooms'>, { id, kept, master }: Message): Promise<Row> {
  return JSON.parse((await rooms.get(keeper).unwrap(kept, boundTo(id), master)).toString()) as Row
}

/** Keeps a message. @returns its id */
export async function keep(
  tx: Tx,
  message: Pick<Message, 'connection' | 'outward' | 'stream' | 'key' | 'seq' | 'state' | 'row'> & {
    body: Row
    at: Date
  },
): Promise<string> {
  const { connection, outward, stream, key, seq, state, row, body, at } = message
  const id = newId(at)
  const hand = tx.rooms.get(keeper)
  const kept = await hand.wrap(Buffer.from(JSON.stringify(body)), boundTo(id))
  const done = state === 'done'
  tx.run(
    `insert into connection.message (id, connection, outward, stream, key, seq, state, kept, master, digest, row, tries, due_at, at, done_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14)`,
    [
      ...[id, connection, outward, stream, key, seq, state, kept, hand.master, digestOf(body)],
      ...[row, done ? 1 : 0, at, done ? at : null],
    ],
  )
  return id
}

/** Nobody else takes or makes messages of this key until the transaction ends. */
export const alone = (tx: Tx, of: Pick<Message, 'connection' | 'outward' | 'stream' | 'key'>): void =>
  tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${of.connection}:${of.outward}:${of.stream}:${of.key}`,
  ])
