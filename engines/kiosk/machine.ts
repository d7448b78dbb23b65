import { randomInt } from 'node:crypto'
import type { Database, Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { fingerprint, newToken } from '#kernel/http'
import { byIds } from '#engines/register/run'
import { endLent } from '#engines/identity/run'
import { faults } from './faults.ts'
import type { Kiosks } from './index.ts'

/** A device that is installed as a machine: the row that says where it stands, and of which machines it is one. */
export interface Machine {
  id: string
  kiosk: string
}

/** The machines of a city: a system may declare several kinds. */
export const kiosksOf = (house: House): Kiosks[] => [...house.parts<Kiosks>('kiosk').values()]

const codeLives = 15 * 60_000

/** Makes a code by which a device becomes this machine: eight digits, good once, for fifteen minutes; the one before is good no more. */
export async function makeCode(tx: Tx, at: Date, by: string, kiosk: string, id: string) {
  const code = String(randomInt(10 ** 7, 10 ** 8))
  const until = new Date(at.getTime() + codeLives)
  await tx.query(
    `insert into kiosk.machine (id, kiosk, code, code_until, code_by) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set code = $3, code_until = $4, code_by = $5`,
    [id, kiosk, fingerprint(code), until, by],
  )
  await publish(tx, { kind: 'machine.code-made', actor: by, subject: `machine:${id}`, at, about: { kiosk } })
  return { code, until }
}

/** Makes the device that says a code the machine; the device that was it before is it no more. @returns its token, which is nowhere kept. @throws kiosk/wrong-code */
export async function install(tx: Tx, at: Date, code: string): Promise<{ id: string; kiosk: string; token: string }> {
  const token = newToken()
  const [made] = await tx.query<{ id: string; kiosk: string; by: string }>(
    `update kiosk.machine set token = $2, code = null, installed_at = $3, seen_at = $3, silent_since = null where code = $1 and code_until > $3
     returning id, kiosk, code_by as by`,
    [fingerprint(code), fingerprint(token), at],
  )
  if (!made) throw faults['wrong-code']()
  await endLent(tx, { machine: made.id })
  await tell(tx, 'installed', made, made.by, at)
  return { id: made.id, kiosk: made.kiosk, token }
}

/** Takes a machine out of use: from its next request on the device is nobody, and who is signed in at it is so no more. @throws kiosk/no-such */
export async function retire(tx: Tx, at: Date, by: string, id: string) {
  const [gone] = await tx.query<{ kiosk: string }>(
    `update kiosk.machine set token = null, code = null, silent_since = null where id = $1 and (token is not null or code is not null) returning kiosk`,
    [id],
  )
  if (!gone) throw faults['no-such']()
  await endLent(tx, { machine: id })
  await tell(tx, 'retired', { id, kiosk: gone.kiosk }, by, at)
}

/** The machine that a token proves. @throws kiosk/not-a-machine */
export async function machineOf(database: Database, token: string | undefined): Promise<Machine> {
  const [found] = token
    ? await database.read<Machine>({ all: 'on' }, 'select id, kiosk from kiosk.machine where token = $1', [
        fingerprint(token),
      ])
    : []
  if (!found) throw faults['not-a-machine']()
  return found
}

/** A machine says that it is there; one that was silent is there again. */
export async function beat(database: Database, machine: Machine, version: string, at: Date) {
  await database.write({ all: 'on' }, async (tx) => {
    const [before] = await tx.query<{ silent: Date | null }>(
      `update kiosk.machine m set seen_at = $2, version = $3, silent_since = null from (select id, silent_since from kiosk.machine where id = $1 for update) old
       where m.id = old.id returning old.silent_since as silent`,
      [machine.id, at, version],
    )
    if (before?.silent) await tell(tx, 'back', machine, 'platform', at)
  })
}

/** Something that befell a machine, told with the row that says where it stands. */
export const tell = (
  tx: Tx,
  what: string,
  { id, kiosk }: Machine,
  actor: string,
  at: Date,
  about: Record<string, unknown> = {},
) => publish(tx, { kind: `machine.${what}`, actor, subject: `machine:${id}`, at, about: { kiosk, ...about } })

/** Where a machine stands, as its row says. @throws kiosk/not-a-machine where that is gone */
export async function standsAt(house: House, { id, kiosk }: Machine) {
  const of = house.parts<Kiosks>('kiosk').get(kiosk)
  const row = of && (await byIds(house.database, of.of, [id])).get(id)
  if (!row) throw faults['not-a-machine']()
  return { of, row: row as Record<string, unknown>, called: String((row as Record<string, unknown>)[of.of.naming]) }
}
