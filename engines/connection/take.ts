import type { Row, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { Fault } from '#kernel/fault'
import { nobody, type Actor } from '#engines/identity'
import { columnOf, tableOf, type Register } from '#engines/register'
import { change, create, heldByIds, hold } from '#engines/register/run'
import { faults } from './faults.ts'
import type { Connection, KnownHere, Taking } from './index.ts'
import { alone, bodyOf, columnsOf, keep, type Message } from './message.ts'

/** A message as the other side sends it. */
export interface Told {
  id: string
  stream: string
  key: string
  seq: number
  body: Row
}

/** What became of a message that came in. */
export type Became = 'taken' | 'before' | 'held' | 'stuck'

const takingOf = ({ takes }: Connection, stream: string): Taking => {
  const found = takes.find(({ name }) => name === stream)
  if (!found) throw faults['no-such-kind']({ stream })
  return found
}

/**
 * Takes a message in, once, and in the order of its key: one that comes too early is held until those before it are there; one
 * that cannot be understood is kept for a person to look at, and those after it on its key wait.
 * @throws connection/no-such-kind
 */
export async function takeIn(house: House, connection: Connection, told: Told, at: Date): Promise<Became> {
  const { stream, key, seq, body } = told
  const of = { connection: connection.name, outward: false, stream, key }
  const taking = takingOf(connection, stream)
  const write = <T>(does: (tx: Tx) => Promise<T>) => house.database.write({ all: 'on' }, does)
  // Mostly a message is the next of its key and is understood: its row is made in the transaction that keeps it.
  const went = await unlessRefused(
    write(async (tx) => {
      const { state, ...stands } = await standsOf(tx, of, seq)
      if (state) return { became: 'before' as const, goesOn: true }
      const isNext = seq === stands.next
      const row = isNext ? await madeOf(tx, connection, taking, stands.row, body, at) : null
      await keep(tx, { ...of, seq, state: row ? 'done' : 'held', row, body, at })
      return { became: row ? ('taken' as const) : ('held' as const), goesOn: isNext && stands.goesOn }
    }),
  )
  if (!(went instanceof Error)) {
    if (went.goesOn) await goOn(house, connection, of, at)
    return went.became
  }
  const keptAlone = async (tx: Tx) => {
    if (!(await standsOf(tx, of, seq)).state) await keep(tx, { ...of, seq, state: 'held', row: null, body, at })
  }
  await write(keptAlone)
  await goOn(house, connection, of, at)
  const { state } = await write((tx) => standsOf(tx, of, seq))
  return state === 'done' ? 'taken' : state === 'stuck' ? 'stuck' : 'held'
}

type Key = Pick<Message, 'connection' | 'outward' | 'stream' | 'key'>

/** How a key stands, which nobody else takes in from now on: which message it waits for, its row, one message's state, whether one follows that. */
async function standsOf(tx: Tx, of: Key, seq: number) {
  alone(tx, of)
  const [found] = await tx.query<{ state: Message['state'] | null; next: number; row: string | null; goesOn: boolean }>(
    `with m as (select seq, state, row from connection.message where key = $1 and connection = $2 and not outward and stream = $3)
     select (select state from m where seq = $4) as state, exists (select from m where seq = $4 + 1 and state = 'held') as "goesOn",
       (select coalesce(max(seq), 0) + 1 from m where state in ('done', 'given-up')) as next,
       (select row from m where row is not null order by seq limit 1) as row`,
    [of.key, of.connection, of.stream, seq],
  )
  return found as NonNullable<typeof found>
}

/** Takes in what is held of a key, as far as it goes on without a gap. @returns how many were taken */
export async function goOn(house: House, connection: Connection, of: Key, at: Date): Promise<number> {
  const taking = takingOf(connection, of.stream)
  for (let taken = 0; ; taken += 1) {
    let next: Message | undefined
    const refused = await unlessRefused(
      house.database.write({ all: 'on' }, async (tx) => {
        alone(tx, of)
        next = await nextOf(tx, of)
        if (!next) return
        const row = await madeOf(tx, connection, taking, await madeBefore(tx, next), await bodyOf(tx, next), at)
        tx.run(
          `update connection.message set state = 'done', row = $2, fault = null, done_at = $3, tries = tries + 1 where id = $1`,
          [next.id, row, at],
        )
      }),
    )
    if (!next) return taken
    if (!(refused instanceof Error)) continue
    const stuck = [next.id, refused.message.slice(0, 500)]
    await house.database.write({ all: 'on' }, (tx) =>
      tx.query(
        `update connection.message set state = 'stuck', fault = $2, tries = tries + 1 where id = $1 and state = 'held'`,
        stuck,
      ),
    )
    return taken
  }
}

/** What a message says cannot be taken: the reason, and what was written is undone. */
const unlessRefused = <T>(writing: Promise<T>): Promise<T | Fault | Unread> =>
  writing.catch((cause: unknown) => {
    if (cause instanceof Fault || cause instanceof Unread) return cause
    throw cause
  })

/** The message that a key waits for, where it is there. */
async function nextOf(tx: Tx, of: Key): Promise<Message | undefined> {
  const [found] = await tx.query<Message>(
    `select ${columnsOf('m')} from connection.message m where m.key = $1 and m.connection = $2 and not m.outward and m.stream = $3 and m.state = 'held'
       and m.seq = (select coalesce(max(d.seq), 0) + 1 from connection.message d where d.key = $1 and d.connection = $2 and not d.outward
         and d.stream = $3 and d.state in ('done', 'given-up'))`,
    [of.key, of.connection, of.stream],
  )
  return found
}

/** Makes a row of what a message says, or amends the one that its key has made. @returns which */
async function madeOf(
  tx: Tx,
  connection: Connection,
  { maps, into }: Taking,
  row: string | null | undefined,
  body: Row,
  at: Date,
): Promise<string> {
  const by = { actor: { ...nobody, name: connection.far }, at }
  const values = await maps(body, knownIn(tx))
  return (row ? await amended(tx, into, row, values, by) : await create(tx, into, values as never, by)).id
}

const atOnce = 100
const laterMinutes = 10

/** Goes on with keys whose next message is there and was not taken: a process may have ended in between. @returns how many were taken */
export async function goOnLater(house: House, connections: readonly Connection[], at: Date): Promise<number> {
  const keys = await house.database.write({ all: 'on' }, (tx) =>
    tx.query<Key>(
      `update connection.message set due_at = $1::timestamptz + make_interval(mins => ${laterMinutes}) where id in (
         select id from connection.message where not outward and state = 'held' and due_at <= $1 order by due_at limit ${atOnce} for update skip locked)
       returning connection, outward, stream, key`,
      [at],
    ),
  )
  let taken = 0
  for (const of of keys) {
    const connection = connections.find(({ name }) => name === of.connection)
    if (connection?.takes.some(({ name }) => name === of.stream)) taken += await goOn(house, connection, of, at)
  }
  return taken
}

async function madeBefore(tx: Tx, { connection, stream, key }: Message): Promise<string | undefined> {
  const [found] = await tx.query<{ row: string }>(
    `select row from connection.message where key = $1 and connection = $2 and not outward and stream = $3 and row is not null order by seq limit 1`,
    [key, connection, stream],
  )
  return found?.row
}

/** Later words of a key change what a correction may touch. */
async function amended(tx: Tx, into: Register, id: string, values: Row, by: { actor: Actor; at: Date }) {
  const row = await hold(tx, into, id)
  if (!row) throw new Unread('本市已经没有这一条登记')
  const touched = Object.fromEntries(Object.entries(values).filter(([name]) => into.amends.includes(name)))
  return change(tx, into, row, touched, by)
}

/** What another side says cannot be read here, in a sentence. */
export class Unread extends Error {
  override name = 'Unread'
}

const mostRows = 200

const knownIn = (tx: Tx): KnownHere => {
  const rowsBy: KnownHere['rowsBy'] = async (register, field, value) => {
    if (!register.filters.includes(field) && !register.unique.some(([first]) => first === field))
      throw new Error(`${register.name} is not narrowed by ${field}`)
    const found = await tx.query<{ id: string }>(
      `select id from ${tableOf(register)} where ${columnOf(field)} = $1 order by id limit ${mostRows}`,
      [value],
    )
    const rows = await heldByIds(
      tx,
      register,
      found.map(({ id }) => id),
    )
    return found.flatMap(({ id }) => rows.get(id) ?? [])
  }
  return {
    rowsBy,
    rowBy: async (register, field, value) => {
      const [row, ...others] = await rowsBy(register, field, value)
      if (!row || others.length > 0)
        throw new Unread(`“${String(value).slice(0, 80)}”在${register.title}里${row ? '不止一个' : '没有'}`)
      return row.id
    },
  }
}
