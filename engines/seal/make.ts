import { randomInt } from 'node:crypto'
import { endOf, startOf } from '#kernel/clock'
import { newId, type Row, type Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { noteOf } from '#kernel/field'
import { keeper, type Keeper } from '#kernel/keeper'
import type * as z from 'zod'
import { makeSigningKey, signingKeyFrom, type SigningKey } from '#engines/crypto'
import { certify, readCertificate, readsIn, type CertifyingName } from '#engines/crypto/run'
import { cityFace } from '#engines/front/run'
import { directoryOf } from '#engines/identity/run'
import { holdsOf } from '#engines/register'
import type { By } from '#engines/register/run'
import { faults } from './faults.ts'
import type { Seals } from './index.ts'
import { drawSeal, pngOf } from './picture.ts'
import { writeSeal } from './structure.ts'

/** What a seal's wrapped key is bound to: moved to another seal it does not open. */
export const boundTo = (id: string, algorithm: CertifyingName) => `seal/${id}/${algorithm}`
/** What the maker's is bound to. */
export const makerBound = 'seal/maker'
const yearMs = 365 * 86_400_000
/** What makes the seals, as they name it: the product. */
export const vendor = 'digital-yancheng'

/** A seal's state beside what it was made of. */
interface Standing {
  restedAt: Date | null
  revokedAt: Date | null
}

async function authorised(tx: Tx, vault: Keeper, algorithm: CertifyingName, to: Parameters<typeof certify>[3]) {
  return certify(readsIn(tx), vault, algorithm, to).catch((error: Error & { code?: string }) => {
    throw error.code === 'crypto/no-authority' ? faults['cannot-be-made']({ algorithm }, error) : error
  })
}

/** Who makes the city's seals: a key with a certificate of its own, made with the first of them. */
async function makerOf(tx: Tx, vault: Keeper, at: Date): Promise<{ certificate: Buffer; signs: SigningKey['sign'] }> {
  const [kept] = await tx.query<{ certificate: Buffer; sealed: Buffer; master: string }>(
    'select certificate, sealed, master from seal.maker for update',
  )
  if (kept) {
    const key = signingKeyFrom(await vault.unwrap(kept.sealed, makerBound, kept.master))
    return { certificate: kept.certificate, signs: key.sign }
  }
  const key = makeSigningKey('sm2-sm3')
  const certificate = await authorised(tx, vault, 'sm2-sm3', {
    subject: { name: '电子印章制作', organisation: tx.rooms.get(cityFace).name },
    key: key.publicKey,
    ...{ from: at, until: new Date(at.getTime() + 10 * yearMs) },
  })
  await tx.query('insert into seal.maker (id, certificate, sealed, master, at) values ($1, $2, $3, $4, $5)', [
    ...[newId(at), certificate, await vault.wrap(key.toPkcs8(), makerBound), vault.master, at],
  ])
  return { certificate, signs: key.sign }
}

/** A seal's number: 13 digits, the division in front; the rest is drawn, so that nobody counts the seals by it. */
const numberOf = (division: string) =>
  `${division.slice(0, 6).padEnd(6, '0')}${String(randomInt(10 ** 7)).padStart(7, '0')}`

/** What is printed below the star of a seal. */
export function belowStar(seals: Seals, { use }: { use: string }): string {
  if (seals.plain.includes(use)) return ''
  return noteOf(seals.of.fields[seals.use] as z.ZodType).options?.[use] ?? ''
}

/** Makes the seal of a row: keys, certificates, picture, and the structure that its maker signs. @throws seal/cannot-be-made */
async function make(tx: Tx, seals: Seals, row: Row & { id: string }, { at }: By) {
  const vault = tx.rooms.get(keeper)
  const holder = String(row[seals.holder])
  const agency = directoryOf(tx).agencies.get(holder)
  const [name, use] = [String(row[seals.called]), String(row[seals.use])]
  const [from, until] = [startOf(String(row[seals.from])), endOf(String(row[seals.until]))]
  const maker = await makerOf(tx, vault, at)
  const wrapped = async (algorithm: CertifyingName) => {
    const key = makeSigningKey(algorithm)
    const certificate = await authorised(tx, vault, algorithm, {
      subject: { name, organisation: agency?.name ?? holder },
      ...{ key: key.publicKey, from: at < from ? at : from, until },
    })
    const sealed = await vault.wrap(key.toPkcs8(), boundTo(row.id, algorithm))
    return { certificate, sealed, serial: readCertificate(certificate).serial }
  }
  const [own, twin] = [await wrapped('sm2-sm3'), await wrapped('ecdsa-p256-sha256')]
  const picture = await drawSeal(tx.rooms, name, belowStar(seals, { use }))
  const data = await pngOf(tx.rooms, picture)
  const number = numberOf(agency?.region ?? '')
  const der = writeSeal(
    {
      ...{ vendor, id: number, type: 1, name, certificates: [own.certificate], madeAt: at, from, until },
      picture: { type: 'png', data, width: picture.size, height: picture.size },
    },
    { certificate: maker.certificate, signs: (words) => maker.signs(words) },
  )
  await tx.query(
    `insert into seal.seal (id, part, agency, use, name, number, der, certificate, sealed, twin_certificate, twin_sealed, master, serial, twin_serial, made_at, valid_from, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      ...[row.id, seals.name, holder, use, name, number, der, own.certificate, own.sealed, twin.certificate],
      ...[twin.sealed, vault.master, own.serial, twin.serial, at, from, until],
    ],
  )
  return { number, certificate: own.serial }
}

/** Brings a row's seal into step with how the row stands: made, resting, resumed, or revoked for good. @throws seal/cannot-be-made */
export async function followRow(tx: Tx, seals: Seals, row: Row & { id: string }, by: By) {
  const [kept] = await tx.query<Standing>(
    'select rested_at as "restedAt", revoked_at as "revokedAt" from seal.seal where id = $1 for update',
    [row.id],
  )
  const tell = (kind: string, about: Record<string, unknown> = {}) =>
    publish(tx, {
      ...{ kind, actor: by.actor.person ?? 'platform', subject: `seal:${row.id}`, at: by.at, by },
      about: { name: String(row[seals.called]), ...about },
    })
  const sets = (column: 'rested_at' | 'revoked_at', at: Date | null) =>
    tx.query(`update seal.seal set ${column} = $2 where id = $1`, [row.id, at])
  if (holdsOf(seals.live, row)) {
    if (!kept) return tell('seal.made', await make(tx, seals, row, by))
    if (kept.revokedAt || !kept.restedAt) return
    await sets('rested_at', null)
    return tell('seal.resumed')
  }
  if (!kept || kept.revokedAt) return
  if (!holdsOf(seals.rests, row)) {
    await sets('revoked_at', by.at)
    return tell('seal.revoked')
  }
  if (kept.restedAt) return
  await sets('rested_at', by.at)
  return tell('seal.rested')
}
