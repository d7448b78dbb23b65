import { randomBytes } from 'node:crypto'
import { dayOf, plusDays } from '#kernel/clock'
import type { Database } from '#kernel/database'
import {
  derSignature,
  digest,
  makeSigningKey,
  mac,
  rawSignature,
  signingKeyFrom,
  verifyingKeyFrom,
  type SigningKey,
} from '#engines/crypto'
import { wrappedRows, type Keeper } from '#kernel/keeper'
import { defineRoom } from '#kernel/room'
import { dayStatement, type DayKey, type VerifiesCode } from './index.ts'

/** Late scans are taken, and so a code can be opened, for this many days. */
export const lateDays = 7

/** A scanner's check with this process's cryptography. */
export const verifies: VerifiesCode = (publicKey, message, signature) =>
  verifyingKeyFrom(Buffer.from(publicKey, 'base64')).verify(message, derSignature(Buffer.from(signature)))

export interface CodeHouse {
  database: Database
  keeper: Keeper
}

interface Root {
  publicKey: Buffer
  key: SigningKey
  /** Under which an agency's own numbers of holders are made. */
  telling: Buffer
}

const rootBound = 'code/root'
const tellingBound = 'code/telling'
const signingBound = (day: string) => `code/day/${day}/signing`
const sealingBound = (day: string) => `code/day/${day}/sealing`

/** Where the keys of codes are kept. */
export const codeKeysWrapped = [
  wrappedRows('苏服码根密钥', 'code.root', ['one'], { signing: () => rootBound, telling: () => tellingBound }),
  wrappedRows<{ day: string }>('苏服码日密钥', 'code.day_key', ['day'], {
    signing: ({ day }) => signingBound(day),
    sealing: ({ day }) => sealingBound(day),
  }),
]

/** A day's key is named by the start of its digest. @param publicKey DER SubjectPublicKeyInfo */
const idOf = (publicKey: Buffer) => digest('sm3', publicKey).subarray(0, 4)

const root = defineRoom<{ found?: Promise<Root> | undefined }>('root of codes', () => ({}))

/** The city's own key of codes, made when it is first asked for. */
export function rootOf(house: CodeHouse, now: Date): Promise<Root> {
  const kept = house.database.rooms.get(root)
  if (kept.found) return kept.found
  const found = findRoot(house, now)
  kept.found = found
  found.catch(() => delete kept.found)
  return found
}

async function findRoot({ database, keeper }: CodeHouse, now: Date): Promise<Root> {
  const key = makeSigningKey('sm2-sm3')
  const wrapped = await Promise.all([keeper.wrap(key.toPkcs8(), rootBound), keeper.wrap(randomBytes(32), tellingBound)])
  const row = await database.write({ all: 'on' }, async (tx) => {
    await tx.query(
      'insert into code.root (public, signing, telling, master, at) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [key.publicKey.toSpki(), ...wrapped, keeper.master, now],
    )
    const [kept] = await tx.query<{ public: Buffer; signing: Buffer; telling: Buffer; master: string }>(
      'select public, signing, telling, master from code.root',
    )
    return kept as NonNullable<typeof kept>
  })
  return {
    publicKey: row.public,
    key: signingKeyFrom(await keeper.unwrap(row.signing, rootBound, row.master)),
    telling: await keeper.unwrap(row.telling, tellingBound, row.master),
  }
}

/** Makes the keys of the days that lack one, and lets go of what former days no longer need. */
export async function keepDays(house: CodeHouse, now: Date): Promise<void> {
  const today = dayOf(now)
  const { database, keeper } = house
  const wanted = [today, plusDays(today, 1)]
  const there = await database.read(
    { all: 'on' },
    'select 1 from code.day_key where day = any($1::date[]) and not exists (select 1 from code.day_key where day < $2 and signing is not null)',
    [wanted, today],
  )
  if (there.length === wanted.length) return
  const { key: city } = await rootOf(house, now)
  const made = await Promise.all(
    wanted.map(async (day) => {
      const key = makeSigningKey('sm2-sm3')
      const publicKey = key.publicKey.toSpki()
      const vouched = rawSignature(city.sign(dayStatement(day, publicKey.toString('base64'))))
      const signing = await keeper.wrap(key.toPkcs8(), signingBound(day))
      const sealing = await keeper.wrap(randomBytes(16), sealingBound(day))
      return [day, idOf(publicKey).toString('hex'), publicKey, vouched, signing, sealing, keeper.master, now]
    }),
  )
  await database.write({ all: 'on' }, async (tx) => {
    for (const row of made)
      await tx.query(
        'insert into code.day_key (day, id, public, signature, signing, sealing, master, at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing',
        row,
      )
    await tx.query('update code.day_key set signing = null where day < $1 and signing is not null', [today])
    await tx.query('update code.day_key set sealing = null where day < $1 and sealing is not null', [
      plusDays(today, -lateDays),
    ])
  })
}

interface DayRow {
  id: string
  day: string
  public: Buffer
  signature: Buffer
}

const dayColumns = 'id, day::text as day, public, signature'
const faceOf = ({ id, day, public: key, signature }: DayRow): DayKey => ({
  ...{ id, day },
  publicKey: key.toString('base64'),
  signature: signature.toString('base64'),
})

/** The public keys from one day to another, as scanners take them with them. */
export const dayKeys = async (database: Database, from: string, until: string): Promise<DayKey[]> =>
  (
    await database.read<DayRow>(
      { all: 'on' },
      `select ${dayColumns} from code.day_key where day between $1 and $2 order by day`,
      [from, until],
    )
  ).map(faceOf)

/** A day's keys: the public one, and the secret ones as far as they were not let go. */
export interface DayInHand {
  key: DayKey
  sealing: Buffer | undefined
  signer: () => Promise<((data: Uint8Array) => Buffer) | undefined>
}

/** A day's keys in hand; nothing for a day that has none. */
export async function openDay({ database, keeper }: CodeHouse, day: string): Promise<DayInHand | undefined> {
  const [row] = await database.read<DayRow & { signing: Buffer | null; sealing: Buffer | null; master: string }>(
    { all: 'on' },
    `select ${dayColumns}, signing, sealing, master from code.day_key where day = $1`,
    [day],
  )
  if (!row) return undefined
  const { signing, sealing, master } = row
  return {
    key: faceOf(row),
    sealing: sealing ? await keeper.unwrap(sealing, sealingBound(day), master) : undefined,
    signer: async () => {
      if (!signing) return undefined
      const key = signingKeyFrom(await keeper.unwrap(signing, signingBound(day), master))
      return (data) => rawSignature(key.sign(data))
    },
  }
}

const lettersOf = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** A holder's number at an agency for a purpose: always the same there, and without a tie to that of any other. */
export function numberHere(telling: Buffer, agency: string, purpose: string, holder: string): string {
  const made = mac('hmac-sm3', telling, Buffer.from(JSON.stringify([agency, purpose, holder])))
  return Array.from(made.subarray(0, 12), (byte) => lettersOf[byte % lettersOf.length]).join('')
}
