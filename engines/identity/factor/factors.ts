import { createHash, randomBytes } from 'node:crypto'
import { publish } from '#kernel/event'
import { newId, type Database, type Tx } from '#kernel/database'
import { faults } from '../faults.ts'
import type { Assurance } from '../index.ts'
import type { Seal } from './sealed.ts'
import { base32, rightCounter, totpAddress } from './totp.ts'

/** A second factor as its owner's list shows it. */
export interface FactorFace {
  id: string
  kind: 'totp' | 'passkey' | 'recovery'
  name: string
  at: Date
  usedAt: Date | null
}

/** A person's second factors, the oldest first. */
export const factorsOf = (database: Database, person: string): Promise<FactorFace[]> =>
  database.read<FactorFace>(
    { person },
    `select id, kind, name, at, used_at as "usedAt" from identity.factor where person = $1 and confirmed_at is not null order by at, id`,
    [person],
  )

/** Begins an authenticator app; it counts once its first code was right. The secret is shown this once. */
export async function beginTotp(database: Database, seal: Seal, at: Date, person: string, name: string) {
  const id = newId(at)
  const secret = randomBytes(20)
  const kept = await seal.close(secret, id)
  const [owner] = await database.write({ person }, async (tx) => {
    await tx.query(`delete from identity.factor where person = $1 and kind = 'totp' and confirmed_at is null`, [person])
    await tx.query(
      `insert into identity.factor (id, person, kind, name, secret, at) values ($1, $2, 'totp', $3, $4, $5)`,
      [id, person, name, kept, at],
    )
    return tx.query<{ account: string | null; name: string }>(
      'select account, name from identity.person where id = $1',
      [person],
    )
  })
  return { id, secret: base32(secret), address: totpAddress(secret, owner?.account ?? owner?.name ?? '') }
}

/** Confirms an authenticator app by its first code. @throws identity/no-such-factor identity/wrong-code */
export async function confirmTotp(database: Database, seal: Seal, at: Date, person: string, id: string, code: string) {
  const right = await database.write({ person }, async (tx) => {
    const [factor] = await tx.query<{ secret: string }>(
      `select secret from identity.factor where id = $1 and person = $2 and kind = 'totp' and confirmed_at is null for update`,
      [id, person],
    )
    if (!factor) throw faults['no-such-factor']()
    const counter = rightCounter(await seal.open(factor.secret, id), code, Date.now(), 0)
    if (counter === undefined) return false
    await tx.query('update identity.factor set confirmed_at = $2, used_at = $2, counter = $3 where id = $1', [
      id,
      at,
      counter,
    ])
    await tellFactor(tx, at, person, 'added', 'totp')
    return true
  })
  if (!right) throw faults['wrong-code']()
}

/** A person's way to prove who they are came or went: an event, as whoever takes over an account begins here. */
export const tellFactor = (tx: Tx, at: Date, person: string, what: 'added' | 'removed', kind: string) =>
  publish(tx, { kind: `factor.${what}`, actor: person, subject: `person:${person}`, at, about: { factor: kind } })

const recoveryHash = (person: string, code: string) =>
  createHash('sha256')
    .update(`${person}:${code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '')}`)
    .digest('base64url')

/** Ten new recovery codes in place of the old ones; each is good once, and only their hashes are kept. */
export async function newRecoveryCodes(tx: Tx, at: Date, person: string): Promise<string[]> {
  const codes = Array.from({ length: 10 }, () => base32(randomBytes(10)).match(/.{4}/g)?.join('-') as string)
  await tx.query(`delete from identity.factor where person = $1 and kind = 'recovery'`, [person])
  for (const code of codes)
    await tx.query(
      `insert into identity.factor (id, person, kind, name, secret, at, confirmed_at) values ($1, $2, 'recovery', '恢复码', $3, $4, $4)`,
      [newId(at), person, recoveryHash(person, code), at],
    )
  return codes
}

/** Whether a typed code is right: an app's code of now, once, sealed anew where it lay under an older key; or a recovery code, which is used up. @throws identity/no-factor-yet */
export async function isRightCode(
  database: Database,
  seal: Seal,
  at: Date,
  person: string,
  code: string,
): Promise<boolean> {
  return database.write({ person }, async (tx) => {
    const factors = await tx.query<{ id: string; kind: string; secret: string; counter: number }>(
      `select id, kind, secret, counter from identity.factor where person = $1 and confirmed_at is not null for update`,
      [person],
    )
    if (factors.length === 0) throw faults['no-factor-yet']()
    for (const { id, secret, counter } of factors.filter(({ kind }) => kind === 'totp')) {
      const opened = await seal.open(secret, id)
      const right = rightCounter(opened, code, Date.now(), counter)
      if (right === undefined) continue
      const kept = seal.isOld(secret) ? await seal.close(opened, id) : secret
      await tx.query('update identity.factor set counter = $2, used_at = $3, secret = $4 where id = $1', [
        id,
        right,
        at,
        kept,
      ])
      return true
    }
    const hash = recoveryHash(person, code)
    const used = factors.find(({ kind, secret }) => kind === 'recovery' && secret === hash)
    if (used) await tx.query('delete from identity.factor where id = $1', [used.id])
    return used !== undefined
  })
}

/** Takes a factor away; without the last one the recovery codes go too. @throws identity/no-such-factor */
export async function removeFactor(database: Database, at: Date, person: string, id: string) {
  await database.write({ person }, async (tx) => {
    const [gone] = await tx.query<{ kind: string }>(
      `delete from identity.factor where id = $1 and person = $2 and kind <> 'recovery' returning kind`,
      [id, person],
    )
    if (!gone) throw faults['no-such-factor']()
    await tellFactor(tx, at, person, 'removed', gone.kind)
    await tx.query(
      `delete from identity.factor where person = $1 and not exists (select 1 from identity.factor where person = $1 and kind <> 'recovery' and confirmed_at is not null)`,
      [person],
    )
  })
}

/** The level that a second factor gives: a person whose papers were checked is a verified one. */
export async function levelWithFactor(database: Database, person: string): Promise<Assurance> {
  const [found] = await database.read<{ verified: boolean }>(
    {},
    'select verified_at is not null as verified from identity.person where id = $1',
    [person],
  )
  return found?.verified ? 3 : 2
}
