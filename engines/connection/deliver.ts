import type { House } from '#kernel/engine'
import { connectionsOf } from './compose.ts'
import { ask, openLineOf, type Answer, type Line } from './line.ts'
import { bodyOf, columnsOf, type Message } from './message.ts'
import { minutesAfter, secondsAfter } from './rules/whoever-does-not-answer-is-asked-less-and-less-often.ts'

const atOnce = 40

/**
 * Sends what is due on every line that is open: of each key one at a time and in order, keys beside each other. Whatever the
 * other side does not take in is tried again; what it refuses waits for a person, and what follows it on its key with it.
 * @returns how many were taken
 */
export async function deliver(house: House, at: Date): Promise<number> {
  let taken = 0
  for (const { name } of connectionsOf(house)) {
    const line = await openLineOf(house, name, at)
    if (line) taken += await deliverOn(house, line, at)
  }
  return taken
}

async function deliverOn(house: House, line: Line, at: Date): Promise<number> {
  const due = await claimed(house, line.connection, at)
  if (due.length === 0) return 0
  const answers = await Promise.all(due.map(async (message) => [message, await sent(house, line, message)] as const))
  const heard = answers.filter(([, answer]) => answer.heard)
  for (const [message, answer] of answers) await record(house, message, answer, at, heard.length > 0)
  await noteLine(house, line, at, answers.length, heard.length, answers.find(([, one]) => !one.heard)?.[1])
  // A line on which nobody answers is left alone until its pause is over: nothing else waits for it.
  return heard.length
}

const lease = 2 * 60_000

/** Nothing of its key is before a message `m` that was not taken. */
const isFirst = `not exists (select 1 from connection.message e where e.key = m.key and e.connection = m.connection and e.outward
  and e.stream = m.stream and e.seq < m.seq and e.state in ('due', 'stuck'))`

/** The first of each key that is due, for this process alone until its lease is over. */
const claimed = (house: House, connection: string, at: Date) =>
  house.database.write({ all: 'on' }, (tx) =>
    tx.query<Message>(
      `update connection.message c set due_at = $3 where c.id in (
         select m.id from connection.message m
         where m.connection = $1 and m.outward and m.state = 'due' and m.due_at <= $2
           and ${isFirst}
         order by m.due_at limit ${atOnce} for update skip locked)
       returning ${columnsOf('c')}`,
      [connection, at, new Date(at.getTime() + lease)],
    ),
  )

async function sent(house: House, line: Line, message: Message): Promise<Answer> {
  const { id, stream, key, seq } = message
  return ask(line, 'POST', '/messages', { id, stream, key, seq, body: await bodyOf(house, message) })
}

/** What the other side answers to one message. */
async function record(house: House, message: Message, answer: Answer, at: Date, isAnswering: boolean) {
  const { id, tries } = message
  const set = (columns: string, ...values: unknown[]) =>
    house.database.write({ all: 'on' }, (tx) =>
      tx.query(`update connection.message set ${columns}, tries = tries + 1 where id = $1`, [id, ...values]),
    )
  if (!answer.heard) {
    // Where nobody answers on the whole line, the line rests, and its messages go as soon as it is over.
    const due = isAnswering ? new Date(at.getTime() + secondsAfter(tries) * 1000) : at
    return set('due_at = $2, fault = $3', due, answer.says)
  }
  if (answer.status < 300) return set(`state = 'done', done_at = $2, fault = null`, at)
  const says =
    typeof answer.body['detail'] === 'string' ? answer.body['detail'].slice(0, 500) : `对方答 ${answer.status}`
  if (answer.status === 409 && typeof answer.body['expects'] === 'number') {
    await house.database.write({ all: 'on' }, (tx) => sendFrom(tx, message, answer.body['expects'] as number, at))
    return undefined
  }
  // A line that is not let in is nobody's message: it is tried again once somebody has looked at the line.
  if (answer.status === 401 || answer.status === 403)
    return set('due_at = $2, fault = $3', new Date(at.getTime() + secondsAfter(tries) * 1000), says)
  return set(`state = 'stuck', fault = $2`, says)
}

/** The other side lacks an earlier one that it had said to have taken: from there on everything of the key is sent again. */
const sendFrom = (
  tx: { query: (text: string, values: unknown[]) => Promise<unknown> },
  m: Message,
  seq: number,
  at: Date,
) =>
  tx.query(
    `update connection.message set state = 'due', due_at = $5, done_at = null where key = $1 and connection = $2 and outward and stream = $3
       and seq >= $4 and state in ('done', 'due')`,
    [m.key, m.connection, m.stream, Math.max(1, seq), at],
  )

async function noteLine(
  house: House,
  { connection, failures }: Line,
  at: Date,
  asked: number,
  heard: number,
  failed: Answer | undefined,
) {
  const silent = asked > 0 && heard === 0
  const quiet = silent ? new Date(at.getTime() + minutesAfter(failures) * 60_000) : null
  await house.database.write({ all: 'on' }, (tx) =>
    tx.query(
      `update connection.line set failures = $2, quiet_until = $3, heard_at = case when $4 then $5 else heard_at end, fault = $6 where connection = $1`,
      [connection, silent ? failures + 1 : 0, quiet, heard > 0, at, failed && !failed.heard ? failed.says : null],
    ),
  )
}

/** The earliest instant at which something is due on a line that is open: of each key the first. */
export const nextToDeliver = async (house: House): Promise<Date | null> => {
  const [found] = await house.database.read<{ at: Date | null }>(
    { all: 'on' },
    `select min(greatest(l.quiet_until, m.due_at)) as at from connection.line l
     join connection.message m on m.connection = l.connection and m.outward and m.state = 'due'
     where l.stopped_at is null and ${isFirst}`,
  )
  return found?.at ?? null
}
