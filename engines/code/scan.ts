import { dayOf } from '#kernel/clock'
import { newId, type Tx } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { publish } from '#kernel/event'
import { digest } from '#engines/crypto'
import { ownerOf } from '#engines/identity/run'
import type { Actor } from '#engines/identity'
import { guard } from './act.ts'
import { faults } from './faults.ts'
import { tellFacts, type Telling, type Told } from './tell.ts'
import { readCode, type ReadCode } from './index.ts'
import { lateDays, openDay, rootOf, verifies, type CodeHouse } from './keys.ts'
import { holderOf, type Holder } from './mint.ts'
import type { Scanner } from './scanners.ts'

/** How long a holder may think about what is asked, and a scanner may fetch what was given. */
const askSeconds = 120
const after = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000)

/** What a scanner learns of a scan. */
export interface Scan {
  id: string
  kind: ReadCode['kind']
  state: 'asked' | 'given' | 'refused' | 'over'
  /** Until when the holder may answer. */
  until?: Date | undefined
  facts?: Told[] | undefined
}

/** Whose code it is, when it holds at an instant. @throws as the code must hold; code/not-a-code, code/too-late */
async function checked(house: CodeHouse, text: string, at: Date, now: Date): Promise<{ code: ReadCode } & Holder> {
  const code = readCode(text)
  if (!code) throw faults['not-a-code']()
  const day = await openDay(house, dayOf(new Date(code.from)))
  const root = (await rootOf(house, now)).publicKey.toString('base64')
  await guard('code', { code, at: at.getTime(), keys: day ? [day.key] : [], root, verify: verifies })
  const holder = day && holderOf(day, code)
  if (!holder) throw faults['too-late']({ days: lateDays })
  return { code, ...holder }
}

interface Taken {
  at: Date
  offline: boolean
}

/** Writes a scan and, apart from it, whose code it was. @throws code/used-already */
async function write(
  tx: Tx,
  scanner: Scanner,
  text: string,
  of: { code: ReadCode } & Holder,
  { at, offline }: Taken,
  now: Date,
): Promise<Scan> {
  const { purpose, agency } = scanner
  const id = newId(now)
  const asks = purpose.consent === 'asked'
  const state = asks ? 'asked' : 'given'
  const until = asks ? after(now, askSeconds) : undefined
  const known = digest('sm3', Buffer.concat([Buffer.from(`${scanner.id} `), Buffer.from(text)]))
  const made = await tx.query(
    `insert into code.scan (id, scanner, agency, code, purpose, kind, state, offline, at, until, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (scanner, code) do nothing returning id`,
    [id, scanner.id, agency, known, purpose.name, of.code.kind, state, offline, at, until ?? null, asks ? null : now],
  )
  if (made.length === 0) {
    const [before] = await tx.query<{ at: Date }>('select at from code.scan where scanner = $1 and code = $2', [
      ...[scanner.id, known],
    ])
    throw faults['used-already']({ at: (before?.at ?? at).toISOString() })
  }
  await tx.query(
    'insert into code.shown (scan, holder, person, agency, place, purpose, kind, offline, at, until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    [id, of.holder, of.person, agency, scanner.name, purpose.name, of.code.kind, offline, at, until ?? null],
  )
  const about = { scanner: scanner.id, purpose: purpose.name, state, offline }
  await publish(tx, {
    ...{ kind: 'code.scanned', actor: `scanner:${scanner.id}`, subject: `scan:${id}`, at: now, about },
  })
  return { id, kind: of.code.kind, state, until }
}

/**
 * Takes a code that a scanner has read. Where showing is enough the answer says what may be told; where the holder is
 * asked, the scan waits for them.
 * @throws code/not-a-code, code/not-yet, code/expired, code/key-not-known, code/signature-not-valid, code/used-already,
 * code/holder-gone, code/holder-not-checked
 */
export async function takeScan(house: CodeHouse, scanner: Scanner, text: string, now: Date): Promise<Scan> {
  const of = await checked(house, text, now, now)
  await guard('holder', { database: house.database, of, purpose: scanner.purpose, now })
  const { telling } = await rootOf(house, now)
  return house.database.write({ all: 'on' }, async (tx) => {
    const scan = await write(tx, scanner, text, of, { at: now, offline: false }, now)
    return scan.state === 'given' ? collected(house, tx, { telling, scanner, holder: of.holder }, scan, now) : scan
  })
}

async function collected({ keeper }: CodeHouse, tx: Tx, of: Omit<Telling, 'kind'>, scan: Scan, now: Date) {
  const facts = await tellFacts(tx, keeper, { ...of, kind: scan.kind }, now)
  await tx.query('update code.scan set collected_at = coalesce(collected_at, $2) where id = $1', [scan.id, now])
  await tx.query('update code.shown set gave = $2 where scan = $1', [scan.id, facts.map(({ title }) => title)])
  return { ...scan, facts }
}

/** A scan that its scanner asks after; what was given is told for two minutes, and then never again. @throws code/no-such-scan */
export async function collect(house: CodeHouse, scanner: Scanner, id: string, now: Date): Promise<Scan> {
  const { telling } = await rootOf(house, now)
  return house.database.write({ all: 'on' }, async (tx) => {
    const [row] = await tx.query<{
      id: string
      kind: ReadCode['kind']
      state: Scan['state']
      until: Date | null
      decidedAt: Date | null
      holder: string
      person: string
    }>(
      `select c.id, c.kind, c.state, c.until, c.decided_at as "decidedAt", s.holder, s.person from code.scan c join code.shown s on s.scan = c.id where c.id = $1 and c.scanner = $2 for update of c`,
      [id, scanner.id],
    )
    if (!row) throw faults['no-such-scan']()
    const scan = { id, kind: row.kind, state: row.state, ...(row.until && { until: row.until }) }
    if (row.state === 'asked') return row.until && row.until > now ? scan : { ...scan, state: 'over' as const }
    if (row.state === 'refused') return scan
    if (!row.decidedAt || after(row.decidedAt, askSeconds) <= now) return { ...scan, state: 'over' as const }
    return collected(house, tx, { telling, scanner, holder: row.holder }, scan, now)
  })
}

/**
 * The holder answers what a scanner asked: nothing is told before, and nothing after a no.
 * @throws code/no-such-scan, code/ask-over
 */
export async function answerAsk(tx: Tx, actor: Actor & { person: string }, id: string, gives: boolean, now: Date) {
  const [row] = await tx.query<{ state: string; until: Date }>(
    'select c.state, c.until from code.scan c join code.shown s on s.scan = c.id where c.id = $1 and s.holder = $2 and c.until is not null for update of c',
    [id, ownerOf(actor)],
  )
  if (!row) throw faults['no-such-scan']()
  await guard('answer', { ...row, now })
  const state = gives ? 'given' : 'refused'
  await tx.query('update code.scan set state = $2, decided_at = $3 where id = $1', [id, state, now])
  await publish(tx, {
    ...{ kind: `code.${state}`, actor: actor.person, subject: `scan:${id}`, at: now, about: {} },
  })
}

/** What came of one scan that was made without a network. */
export type Late = { taken: true } | { taken: false; code: string; says: string }

/**
 * Takes scans that a scanner made by itself while it had no network; sent twice, they count once.
 * @returns what came of each, in their order
 */
export async function takeLate(
  house: CodeHouse,
  scanner: Scanner,
  scans: readonly { code: string; at: Date }[],
  now: Date,
): Promise<Late[]> {
  const answers: Late[] = []
  for (const { code: text, at } of scans)
    answers.push(
      await late(house, scanner, text, at, now).then(
        () => ({ taken: true as const }),
        (error: unknown) => {
          if (!(error instanceof Fault)) throw error
          if (error.code === 'code/used-already') return { taken: true as const }
          return { taken: false as const, code: error.code, says: error.message }
        },
      ),
    )
  return answers
}

async function late(house: CodeHouse, scanner: Scanner, text: string, at: Date, now: Date): Promise<void> {
  await guard('late', { purpose: scanner.purpose, at, now })
  const of = await checked(house, text, at, now)
  await house.database.write({ all: 'on' }, (tx) => write(tx, scanner, text, of, { at, offline: true }, now))
}
