import { newId, type Tx } from '#kernel/database'
import type { House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { ask, openLineOf } from '#engines/connection/run'
import { citizenIndex, lendSession, vouchedFor } from '#engines/identity/run'
import { holdsOf } from '#engines/register'
import { appWith } from './apps.ts'
import { faults } from './faults.ts'
import type { Apps } from './index.ts'
import { pageOf } from './package.ts'
import { vouchedIn, type Vouched } from './told.ts'

/** Lends a session to whom the other side vouches for, in an app. @returns the person and the session's token @throws identity/other-name identity/half-checked */
export async function lendThrough(
  tx: Tx,
  apps: Apps,
  app: { id: string; title: string },
  { name, idNumber }: Vouched,
  at: Date,
): Promise<{ person: string; token: string }> {
  const citizen = tx.rooms.get(citizenIndex)(idNumber)
  const person = await vouchedFor(tx, at, { citizen, name, by: apps.host.name })
  const called = `${apps.host.far} · ${app.title}`
  const token = await lendSession(tx, at, { person, assurance: 1 }, { through: app.id, called, ...apps.lent })
  return { person, token }
}

/**
 * Takes the ticket that somebody brings who opens an app, once, for the word of the other side on who they are.
 * @returns the token of their session, and the page that the app opens
 * @throws app/no-such app/not-open app/host-silent app/bad-ticket identity/other-name identity/half-checked
 */
export async function arrive(house: House, id: string, ticket: string): Promise<{ token: string; page: string }> {
  const found = await appWith(house, id)
  if (!found) throw faults['no-such']()
  const { apps, row } = found
  const title = String(row[apps.of.naming])
  if (!holdsOf(apps.live, row)) throw faults['not-open']({ title })
  const at = house.clock.now()
  const line = await openLineOf(house, apps.host.name, at)
  const told = line && (await ask(line, 'POST', '/tickets/exchange', { app: id, ticket }))
  const host = apps.host.far
  if (!told?.heard) throw faults['host-silent']({ host })
  const vouched = told.status === 200 ? vouchedIn(apps, told.body['person']) : undefined
  if (!vouched) throw faults['bad-ticket']({ host })
  return house.database.write({ all: 'on' }, async (tx) => {
    const { person, token } = await lendThrough(tx, apps, { id, title }, vouched, at)
    await tx.query('insert into app.visit (id, apps, app, person, at) values ($1, $2, $3, $4, $5)', [
      ...[newId(at), apps.name, id, person, at],
    ])
    await publish(tx, { kind: 'app.opened', actor: person, subject: `app:${id}`, at, about: { apps: apps.name } })
    return { token, page: pageOf(apps, row) }
  })
}
