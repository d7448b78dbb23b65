import { timingSafeEqual } from 'node:crypto'
import { worldClock } from '#kernel/clock'
import type { Database, Row } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { keeper } from '#kernel/keeper'
import { mac } from '#engines/crypto'
import { canonical } from '#engines/ledger/run'
import { faults } from './faults.ts'
import { lineBoundTo } from './message.ts'

/** A line that is set up. */
export interface Line {
  connection: string
  url: string
  secret: Buffer
  stoppedAt: Date | null
  failures: number
  quietUntil: Date | null
  comparedOn: string | null
}

/** The line of a connection with its secret opened; nothing where none was set up. */
export async function lineOf(
  house: Pick<House, 'rooms'> & { database: Database },
  connection: string,
): Promise<Line | undefined> {
  const [found] = await house.database.read<Line & { master: string }>(
    { all: 'on' },
    `select connection, url, secret, master, stopped_at as "stoppedAt", failures, quiet_until as "quietUntil", compared_on::text as "comparedOn"
     from connection.line where connection = $1`,
    [connection],
  )
  if (!found) return undefined
  const { master, ...line } = found
  return { ...line, secret: await house.rooms.get(keeper).unwrap(line.secret, lineBoundTo(connection), master) }
}

/** The line of a connection where something may be asked on it now: set up, not stopped, and not at rest. */
export async function openLineOf(
  house: Parameters<typeof lineOf>[0],
  connection: string,
  at: Date,
): Promise<Line | undefined> {
  const line = await lineOf(house, connection)
  return line && !line.stoppedAt && !(line.quietUntil && line.quietUntil > at) ? line : undefined
}

/** Sets the line of a connection up, or anew: from then on it is asked there, with that secret. */
export async function setLine(
  house: Pick<House, 'rooms' | 'database' | 'clock'>,
  connection: string,
  { url, secret }: { url: string; secret: string },
  by: string,
): Promise<void> {
  const hand = house.rooms.get(keeper)
  const wrapped = await hand.wrap(Buffer.from(secret), lineBoundTo(connection))
  const at = house.clock.now()
  await house.database.write({ all: 'on' }, async (tx) => {
    await tx.query(
      `insert into connection.line (connection, url, secret, master, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (connection) do update set url = $2, secret = $3, master = $4, set_by = $5, set_at = $6, stopped_at = null, failures = 0, quiet_until = null, fault = null`,
      [connection, url, wrapped, hand.master, by, at],
    )
    await publish(tx, { kind: 'line.set', actor: by, subject: `line:${connection}`, at, about: { url } })
  })
}

/** What is signed of a request: what it asks for, when, and what it says in its canonical text. */
const signedText = (method: string, path: string, time: string, body: unknown) =>
  Buffer.from([method, path, time, body === undefined ? '' : canonical(body)].join('\n'))

/** The signature of a request, as hex. @source GM/T 0004 (SM3), RFC 2104 (HMAC) */
export const signatureOf = (
  secret: Uint8Array,
  asked: { method: string; path: string; time: string; body?: unknown },
) => mac('hmac-sm3', secret, signedText(asked.method, asked.path, asked.time, asked.body)).toString('hex')

const mostApart = 5 * 60_000

/** A request bears the signature of its line, made within five minutes. @throws connection/not-signed */
export function mustBeSigned(
  { secret }: Line,
  asked: { method: string; path: string; time: string; signature: string; body?: unknown },
) {
  // Both sides go by the world's clock, whatever time a demonstration city has.
  const apart = Math.abs(Date.parse(asked.time) - worldClock().now().getTime())
  const [ours, theirs] = [Buffer.from(signatureOf(secret, asked)), Buffer.from(asked.signature)]
  const holds = ours.length === theirs.length && timingSafeEqual(ours, theirs)
  if (!holds || !(apart <= mostApart)) throw faults['not-signed']()
}

/** What came of asking the other side. */
export type Answer =
  | { heard: true; status: number; body: Row }
  /** Nobody answered, or with something that is no answer. */
  | { heard: false; says: string }

const patience = 5000

/** Asks the other side, signed. It never throws: whatever goes wrong on the way is said. */
export async function ask(line: Line, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> {
  const time = worldClock().now().toISOString()
  const at = new URL(line.url.replace(/\/$/, '') + path)
  const signature = signatureOf(line.secret, { method, path: at.pathname + at.search, time, body })
  try {
    const answer = await fetch(at, {
      ...(body === undefined ? { method: 'GET' } : { method, body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', 'x-time': time, 'x-signature': signature },
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
    })
    const told = (await answer.json().catch(() => null)) as Row | null
    if (answer.status >= 500 || told === null || typeof told !== 'object')
      return { heard: false, says: `对方答 ${answer.status}` }
    return { heard: true, status: answer.status, body: told }
  } catch (cause) {
    const timedOut = cause instanceof Error && cause.name === 'TimeoutError'
    return { heard: false, says: timedOut ? `对方 ${patience / 1000} 秒没有回答` : '连不上对方' }
  }
}
