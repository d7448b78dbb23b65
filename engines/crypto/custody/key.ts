import { newId, type Database, type Tx } from '#kernel/database'
import type { Keeper } from '#kernel/keeper'
import { defineRoom } from '#kernel/room'
import { guard } from '../act.ts'
import type { Version } from '../asked.ts'
import { faults } from '../faults.ts'
import { makeSecret, purposeOf, takeInHand, type KeyAlgorithm, type KeyInHand, type Purpose } from './algorithm.ts'

interface KeyRow {
  id: string
  application: string
  agency: string
  purpose: Purpose
  algorithm: KeyAlgorithm
  version: number
}

interface VersionRow extends Version {
  key: string
  sealed: Buffer | null
  master: string
}

/** What a sealed secret is bound to: moved to another key or version it does not open. */
export const boundTo = (key: string, version: number) => `key/${key}/${version}`

async function addVersion(tx: Tx, keeper: Keeper, key: KeyRow, version: number, by: string, at: Date) {
  const made = makeSecret(key.algorithm)
  const sealed = await keeper.wrap(made.secret, boundTo(key.id, version))
  made.secret.fill(0)
  await tx.query(
    `insert into crypto.key_version (key, version, agency, state, sealed, master, public, by, at) values ($1, $2, $3, 'current', $4, $5, $6, $7, $8)`,
    [key.id, version, key.agency, sealed, keeper.master, made.public, by, at],
  )
}

/** Makes a key for an application. @returns its id. @throws crypto/name-taken */
export async function makeKey(
  tx: Tx,
  keeper: Keeper,
  of: { application: string; agency: string; name: string; algorithm: KeyAlgorithm },
  by: string,
  at: Date,
): Promise<string> {
  const key = { ...of, id: newId(at), purpose: purposeOf(of.algorithm), version: 1 }
  const made = await tx.query(
    `insert into crypto.key (id, application, agency, name, purpose, algorithm, version, by, at) values ($1, $2, $3, $4, $5, $6, 1, $7, $8) on conflict (application, name) do nothing returning id`,
    [key.id, key.application, key.agency, key.name, key.purpose, key.algorithm, by, at],
  )
  if (made.length === 0) throw faults['name-taken']({ name: of.name })
  await addVersion(tx, keeper, key, 1, by, at)
  return key.id
}

const keyColumns = 'id, application, agency, purpose, algorithm, version'
const versionColumns = 'key, version, state, sealed, master, doomed_by as "doomedBy"'

/** A key as the scope of the transaction sees it, held until it ends. @throws crypto/no-such-key */
export async function holdKey(tx: Tx, id: string): Promise<KeyRow> {
  const [key] = await tx.query<KeyRow>(`select ${keyColumns} from crypto.key where id = $1 for update`, [id])
  if (!key) throw faults['no-such-key']()
  return key
}

/** From now on a new version signs and encrypts; what the others made is still verified and decrypted. @returns its number */
export async function rotateKey(tx: Tx, keeper: Keeper, key: KeyRow, by: string, at: Date): Promise<number> {
  const version = key.version + 1
  await tx.query(`update crypto.key_version set state = 'kept' where key = $1 and state = 'current'`, [key.id])
  await addVersion(tx, keeper, key, version, by, at)
  await tx.query('update crypto.key set version = $2 where id = $1', [key.id, version])
  return version
}

async function holdVersion(tx: Tx, key: KeyRow, version: number): Promise<VersionRow> {
  const [row] = await tx.query<VersionRow>(
    `select ${versionColumns} from crypto.key_version where key = $1 and version = $2 for update`,
    [key.id, version],
  )
  if (!row) throw faults['no-such-version']({ version })
  return row
}

/** Takes a former version out of use; it can be put back. @throws crypto/version-in-use, crypto/version-not-usable */
export async function retireVersion(tx: Tx, key: KeyRow, version: number, at: Date) {
  const row = await holdVersion(tx, key, version)
  guard('retire', row)
  await tx.query(`update crypto.key_version set state = 'retired', retired_at = $3 where key = $1 and version = $2`, [
    ...[key.id, version],
    at,
  ])
}

/** Puts a retired version back, and withdraws what was asked about it. @throws crypto/version-not-usable */
export async function restoreVersion(tx: Tx, key: KeyRow, version: number) {
  guard('restore', await holdVersion(tx, key, version))
  await tx.query(
    `update crypto.key_version set state = 'kept', retired_at = null, doomed_by = null, doomed_at = null where key = $1 and version = $2`,
    [key.id, version],
  )
}

/**
 * Destroys a retired version in two steps by two officers: the first asks, another confirms. What it encrypted is then
 * lost for ever.
 * @returns whether it is destroyed now
 * @throws crypto/version-not-retired, crypto/needs-another-officer
 */
export async function destroyVersion(
  tx: Tx,
  key: KeyRow,
  version: number,
  confirms: boolean,
  by: string,
  at: Date,
): Promise<boolean> {
  const row = await holdVersion(tx, key, version)
  if (!confirms) {
    guard('doom', row)
    if (row.doomedBy === null)
      await tx.query(`update crypto.key_version set doomed_by = $3, doomed_at = $4 where key = $1 and version = $2`, [
        ...[key.id, version],
        ...[by, at],
      ])
    return false
  }
  guard('destroy', { ...row, by })
  await tx.query(
    `update crypto.key_version set state = 'destroyed', sealed = null, destroyed_by = $3, destroyed_at = $4 where key = $1 and version = $2`,
    [key.id, version, by, at],
  )
  tx.afterCommit(() => tx.rooms.get(inHand).delete(boundTo(key.id, version)))
  return true
}

/** The versions that a house has in hand, by what they are bound to. */
const inHand = defineRoom('keys in hand', () => new Map<string, { key: KeyInHand; until: number }>())
const mostInHand = 1000
const keptMs = 600_000

/** Unwraps a version, or finds it still in hand; keys in hand are few and soon let go. */
async function grasp(
  { rooms }: Database,
  keeper: Keeper,
  key: KeyRow,
  row: VersionRow & { sealed: Buffer },
): Promise<KeyInHand> {
  const held = rooms.get(inHand)
  const name = boundTo(row.key, row.version)
  const found = held.get(name)
  if (found && found.until > performance.now()) return found.key
  const secret = await keeper.unwrap(row.sealed, name, row.master)
  const taken = takeInHand(key.algorithm, secret)
  held.delete(name)
  if (held.size >= mostInHand) held.delete(held.keys().next().value as string)
  held.set(name, { key: taken, until: performance.now() + keptMs })
  return taken
}

/**
 * A key of an application in hand: its current version, or the one that is asked for.
 * @throws crypto/no-such-key also for another application's, crypto/key-does-not-fit, crypto/no-such-version,
 * crypto/version-not-usable
 */
export async function keyFor(
  database: Database,
  keeper: Keeper,
  application: string,
  asked: { key: string; version?: number | undefined; purpose: Purpose },
): Promise<{ key: KeyInHand; version: number }> {
  const [row] = await database.read<KeyRow & VersionRow>(
    { all: 'on' },
    `select k.id, k.application, k.agency, k.purpose, k.algorithm, v.key, v.version, v.state, v.sealed, v.master
     from crypto.key k left join crypto.key_version v on v.key = k.id and v.version = coalesce($2, k.version) where k.id = $1 and k.application = $3`,
    [asked.key, asked.version ?? null, application],
  )
  if (!row) throw faults['no-such-key']()
  if (row.purpose !== asked.purpose) throw faults['key-does-not-fit']({ needs: asked.purpose, has: row.algorithm })
  if (row.version === null) throw faults['no-such-version']({ version: asked.version ?? 0 })
  const { sealed } = row
  if (row.state === 'retired' || sealed === null)
    throw faults['version-not-usable']({ version: row.version, state: row.state })
  return { key: await grasp(database, keeper, row, { ...row, sealed }), version: row.version }
}
