import type { House } from '#kernel/engine'
import { keeper } from '#kernel/keeper'
import { digest, makeSigningKey, signingKeyFrom, type SigningKey } from '#engines/crypto'
import { certify, plainData, signData } from '#engines/crypto/run'
import { cityFace } from '#engines/front/run'
import type { Apps } from './index.ts'

/** Who signs for the apps of an application. */
export interface Signer {
  key: SigningKey
  certificate: Buffer
}

/** What a signer's wrapped key is bound to. */
export const signerBoundTo = (apps: string) => `app/${apps}`
const tenYears = 10 * 365 * 86_400_000

/** Who signs packages and the list: a key with a certificate of the city's, made with the first of them. @throws crypto/no-authority */
export async function signerOf(house: House, apps: Apps, at: Date): Promise<Signer> {
  const vault = house.rooms.get(keeper)
  const [kept] = await house.database.read<{ certificate: Buffer; sealed: Buffer; master: string }>(
    { all: 'on' },
    'select certificate, sealed, master from app.signer where apps = $1',
    [apps.name],
  )
  if (kept) {
    const secret = await vault.unwrap(kept.sealed, signerBoundTo(apps.name), kept.master)
    return { key: signingKeyFrom(secret), certificate: kept.certificate }
  }
  const key = makeSigningKey('sm2-sm3')
  const certificate = await certify(house.database, vault, 'sm2-sm3', {
    subject: { name: apps.title, organisation: house.rooms.get(cityFace).name },
    key: key.publicKey,
    ...{ from: at, until: new Date(at.getTime() + tenYears) },
  })
  const sealed = await vault.wrap(key.toPkcs8(), signerBoundTo(apps.name))
  const [made] = await house.database.write({ all: 'on' }, (tx) =>
    tx.query(
      `insert into app.signer (apps, certificate, sealed, master, at) values ($1, $2, $3, $4, $5) on conflict (apps) do nothing returning apps`,
      [apps.name, certificate, sealed, vault.master, at],
    ),
  )
  // Of two who make the first at one moment, the second takes the other's.
  return made ? { key, certificate } : signerOf(house, apps, at)
}

/** A signature over bytes that lie elsewhere. @source RFC 5652 5, GM/T 0009 (SM2), GM/T 0004 (SM3) */
export const signed = ({ key, certificate }: Signer, bytes: Uint8Array): Buffer =>
  signData({ key, certificate }, { type: plainData, digest: digest('sm3', bytes) })
