import { randomInt } from 'node:crypto'
import { newId, type Database } from '#kernel/database'
import type { House } from '#kernel/engine'
import { fingerprint, newToken } from '#kernel/http'
import type { Assurance } from '#engines/identity'
import { endLent, lendSession, type Person } from '#engines/identity/run'
import { faults } from './faults.ts'
import { standsAt, tell, type Machine } from './machine.ts'

const askLives = 2 * 60_000
const takenWithin = 30_000

/** A machine asks for a session: what its screen shows as a code, and two digits that whoever lends it finds again on their telephone. */
export async function askFor(database: Database, machine: Machine, at: Date) {
  const [id, code, number] = [newId(at), newToken(), randomInt(10, 100)]
  const until = new Date(at.getTime() + askLives)
  await database.write({ all: 'on' }, async (tx) => {
    // Whoever was here before is gone once the machine asks for the next.
    await endLent(tx, { machine: machine.id })
    await tx.query(
      `insert into kiosk.ask (machine, id, code, number, until) values ($1, $2, $3, $4, $5)
       on conflict (machine) do update set id = $2, code = $3, number = $4, until = $5, state = 'open', person = null, assurance = null`,
      [machine.id, id, fingerprint(code), number, until],
    )
  })
  return { id, code, number, until }
}

interface Ask {
  machine: string
  kiosk: string
  number: number
}

/** What waits to be answered under a code. */
const openAsk = `select a.machine, m.kiosk, a.number from kiosk.ask a join kiosk.machine m on m.id = a.machine and m.token is not null
  where a.code = $1 and a.state = 'open' and a.until > $2`

/** What somebody's telephone shows of the machine whose code it has read: where it stands, and numbers among which is the one on its screen. @throws kiosk/no-such-ask */
export async function askedWith(house: House, code: string) {
  const [ask] = await house.database.read<Ask>({ all: 'on' }, openAsk, [fingerprint(code), house.clock.now()])
  if (!ask) throw faults['no-such-ask']()
  const { called } = await standsAt(house, { id: ask.machine, kiosk: ask.kiosk })
  return { called, numbers: numbersFor(code, ask.number) }
}

/** Three numbers in rising order, the same ones whenever they are asked for. */
function numbersFor(code: string, right: number): number[] {
  const step = 11 + (fingerprint(code).charCodeAt(0) % 23)
  const among = [right, 10 + ((right - 10 + step) % 90), 10 + ((right - 10 + 2 * step) % 90)]
  return among.toSorted((a, b) => a - b)
}

/**
 * Somebody lends the machine a session, or does not. One who finds another number than the machine shows stands in front of
 * another: it is lent nothing, and its code is good no more.
 * @throws kiosk/no-such-ask kiosk/wrong-number
 */
export async function answerAsk(house: House, by: Person, code: string, { number }: { number: number | null }) {
  const at = house.clock.now()
  const given = await house.database.write({ all: 'on' }, async (tx) => {
    const [ask] = await tx.query<Ask>(`${openAsk} for update of a`, [fingerprint(code), at])
    if (!ask) throw faults['no-such-ask']()
    const fits = ask.number === number
    // What was given is taken at once by a machine that waits for it, or by nobody.
    await tx.query('update kiosk.ask set state = $2, person = $3, assurance = $4, until = $5 where machine = $1', [
      ...[ask.machine, fits ? 'given' : 'refused'],
      ...(fits ? [by.person, by.assurance ?? 1] : [null, null]),
      new Date(at.getTime() + takenWithin),
    ])
    if (fits) await tell(tx, 'lent', { id: ask.machine, kiosk: ask.kiosk }, by.person, at)
    return fits
  })
  if (!given && number !== null) throw faults['wrong-number']()
}

/** What became of what a machine asked: where it was given, the token of its session, once. @throws kiosk/no-such-ask */
export async function takeGiven(house: House, machine: Machine, id: string) {
  const at = house.clock.now()
  const { of, called } = await standsAt(house, machine)
  return house.database.write({ all: 'on' }, async (tx) => {
    const [ask] = await tx.query<{ state: string; until: Date; person: string; assurance: Assurance }>(
      'select state, until, person, assurance from kiosk.ask where machine = $1 and id = $2 for update',
      [machine.id, id],
    )
    if (!ask || ask.state === 'taken' || ask.until <= at) throw faults['no-such-ask']()
    if (ask.state !== 'given') return { state: ask.state as 'open' | 'refused', token: undefined }
    await tx.query(`update kiosk.ask set state = 'taken', person = null, assurance = null where machine = $1`, [
      machine.id,
    ])
    await endLent(tx, { machine: machine.id })
    await tx.query('insert into kiosk.lending (id, machine, person, at) values ($1, $2, $3, $4)', [
      ...[newId(at), machine.id, ask.person, at],
    ])
    const token = await lendSession(tx, at, ask, { machine: machine.id, called: `自助机：${called}`, ...of.lent })
    return { state: 'given' as const, token }
  })
}
