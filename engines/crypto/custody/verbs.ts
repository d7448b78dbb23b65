import { randomBytes } from 'node:crypto'
import type { Database } from '#kernel/database'
import type { Keeper } from '#kernel/keeper'
import { digest, type DigestName } from '../digest.ts'
import { faults } from '../faults.ts'
import { rawSignature } from '../signature.ts'
import { verifyingKeyFrom, type VerifyingKey } from '../signing.ts'
import type { Sm2CipherForm } from '../sm2-cipher.ts'
import type { Application } from './application.ts'
import { keyFor } from './key.ts'
import { using } from './use.ts'

interface Desk {
  database: Database
  keeper: Keeper
}
interface Named {
  key: string
  version?: number | undefined
}

const mostSignatureBytes = 65_536

export const digestFor = ({ database }: Desk, of: Application, now: Date, name: DigestName, data: Buffer) =>
  using(database, of, { verb: 'digest', bytes: data.length }, now, async () => digest(name, data))

export const randomFor = ({ database }: Desk, of: Application, now: Date, bytes: number) =>
  using(database, of, { verb: 'random', bytes }, now, async () => randomBytes(bytes))

/** Signs with the current version. @throws crypto/no-such-key, crypto/identity-not-taken, crypto/identity-too-long */
export const signFor = (
  { database, keeper }: Desk,
  of: Application,
  now: Date,
  asked: { key: string; data: Buffer; id?: string | undefined },
) =>
  using(database, of, { verb: 'sign', bytes: asked.data.length, key: asked.key }, now, async (use) => {
    const { key, version } = await keyFor(database, keeper, of.id, { key: asked.key, purpose: 'sign' })
    use.version = version
    const signature = key.pair?.sign(asked.data, asked.id === undefined ? {} : { id: asked.id })
    return { key: asked.key, version, algorithm: key.algorithm, signature: signature as Buffer }
  })

interface Verification {
  data: Buffer
  signature: Buffer
  id?: string | undefined
  /** The message counts once: verified again it is refused. */
  once?: boolean | undefined
}

/**
 * Verifies with a version of an own key, or with a public key of somebody else's.
 * @throws crypto/signature-too-long, crypto/signature-malformed, crypto/identity-does-not-fit,
 * crypto/signature-not-valid, crypto/signature-replayed, crypto/key-not-accepted, crypto/key-not-readable
 */
export const verifyFor = (
  { database, keeper }: Desk,
  of: Application,
  now: Date,
  asked: Verification & ({ publicKey: string } | Named),
) => {
  const named = 'key' in asked ? { key: asked.key, version: asked.version } : {}
  return using(database, of, { verb: 'verify', bytes: asked.data.length, ...named }, now, async (use) => {
    if (asked.signature.length > mostSignatureBytes)
      throw faults['signature-too-long']({ most: mostSignatureBytes, has: asked.signature.length })
    let key: VerifyingKey
    if ('key' in asked) {
      const found = await keyFor(database, keeper, of.id, { ...asked, purpose: 'sign' })
      use.version = found.version
      key = found.key.pair?.publicKey as VerifyingKey
    } else key = verifyingKeyFrom(asked.publicKey)
    mustVerify(key, asked)
    if (asked.once) await countOnce(database, of, key, asked, now)
    return { valid: true as const, algorithm: key.algorithm, fingerprint: key.fingerprint() }
  })
}

/** @throws crypto/signature-malformed, crypto/identity-does-not-fit, crypto/signature-not-valid */
function mustVerify(key: VerifyingKey, { data, signature, id }: Verification) {
  if (key.verify(data, signature, id === undefined ? {} : { id })) return
  if (key.algorithm === 'ed25519' ? signature.length !== 64 : rawSignature(signature).length !== 64)
    throw faults['signature-malformed']()
  if (id !== undefined && key.verify(data, signature)) throw faults['identity-does-not-fit']()
  throw faults['signature-not-valid']()
}

/** By signer and message, not by signature: a signature can be made again or written otherwise, the message is the same. */
async function countOnce(
  database: Database,
  of: Application,
  key: VerifyingKey,
  { data, id }: Verification,
  now: Date,
): Promise<void> {
  const head = Buffer.from(JSON.stringify([key.fingerprint(), id ?? null]))
  const message = digest('sm3', Buffer.concat([head, digest('sm3', data)])).toString('hex')
  const before = await database.write({ all: 'on' }, async (tx) => {
    const made = await tx.query(
      'insert into crypto.verified (application, message, at) values ($1, $2, $3) on conflict do nothing returning at',
      [of.id, message, now],
    )
    if (made.length > 0) return undefined
    const [row] = await tx.query<{ at: Date }>(
      'select at from crypto.verified where application = $1 and message = $2',
      [of.id, message],
    )
    return row?.at
  })
  if (before) throw faults['signature-replayed']({ at: before.toISOString() })
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const writtenForm = new RegExp(`^v1\\.(${uuid})\\.([1-9]\\d{0,8})\\.([A-Za-z0-9_-]+)$`)

/** What was encrypted names its key and version: `v1.<key>.<version>.<base64url>`. */
const written = (key: string, version: number, cipher: Buffer) => `v1.${key}.${version}.${cipher.toString('base64url')}`

/** The additional data that a ciphertext is bound to: its key and version, and the caller's. */
const aadOf = (key: string, version: number, aad: Buffer | undefined) =>
  Buffer.concat([Buffer.from(`v1.${key}.${version}.`), aad ?? Buffer.alloc(0)])

interface Encryption {
  data: Buffer
  aad?: Buffer | undefined
  form?: Sm2CipherForm | undefined
}

const optionsOf = (authenticates: boolean, key: string, version: number, { aad, form }: Omit<Encryption, 'data'>) => ({
  ...(authenticates && !form ? { aad: aadOf(key, version, aad) } : aad && { aad }),
  form,
})

/** Encrypts under the current version. In a `form` of SM2 alone the answer is those bytes, base64. @throws crypto/aad-not-taken */
export const encryptFor = (
  { database, keeper }: Desk,
  of: Application,
  now: Date,
  asked: Encryption & { key: string },
  verb: 'encrypt' | 'data-key' = 'encrypt',
) =>
  using(database, of, { verb, bytes: asked.data.length, key: asked.key }, now, async (use) => {
    const { key, version } = await keyFor(database, keeper, of.id, { key: asked.key, purpose: 'encrypt' })
    use.version = version
    const cipher = key.encrypt(asked.data, optionsOf(key.authenticates, asked.key, version, asked))
    const ciphertext = asked.form ? cipher.toString('base64') : written(asked.key, version, cipher)
    return { key: asked.key, version, algorithm: key.algorithm, ciphertext }
  })

/** Makes a data key: its bytes for the caller to encrypt with, and the same encrypted, to be kept beside the data. */
export async function dataKeyFor(desk: Desk, of: Application, now: Date, asked: { key: string; bytes: 16 | 32 }) {
  const data = randomBytes(asked.bytes)
  const made = await encryptFor(desk, of, now, { key: asked.key, data }, 'data-key')
  return { ...made, plain: data }
}

/**
 * Decrypts what `encryptFor` wrote, whichever version did; or SM2 bytes of a `form`, by key and version.
 * @throws crypto/ciphertext-malformed, crypto/not-opened, crypto/no-such-key
 */
export const decryptFor = async (
  { database, keeper }: Desk,
  of: Application,
  now: Date,
  asked: { ciphertext: string; aad?: Buffer | undefined } & (object | (Named & { form: Sm2CipherForm })),
) => {
  const named =
    'form' in asked
      ? { key: asked.key, version: asked.version, cipher: Buffer.from(asked.ciphertext, 'base64') }
      : read(asked.ciphertext)
  const { cipher } = named
  const use = { verb: 'decrypt' as const, bytes: cipher.length, key: named.key, version: named.version }
  return using(database, of, use, now, async (noted) => {
    const { key, version } = await keyFor(database, keeper, of.id, { ...named, purpose: 'encrypt' })
    noted.version = version
    const form = 'form' in asked ? asked.form : undefined
    return key.decrypt(cipher, optionsOf(key.authenticates, named.key, version, { aad: asked.aad, form }))
  })
}

/** @throws crypto/ciphertext-malformed */
function read(ciphertext: string): { key: string; version: number; cipher: Buffer } {
  const [, key, version, body] = writtenForm.exec(ciphertext) ?? []
  if (!key || !version || !body) throw faults['ciphertext-malformed']()
  const cipher = Buffer.from(body, 'base64url')
  if (written(key, Number(version), cipher) !== ciphertext) throw faults['ciphertext-malformed']()
  return { key, version: Number(version), cipher }
}

export const macFor = ({ database, keeper }: Desk, of: Application, now: Date, asked: { key: string; data: Buffer }) =>
  using(database, of, { verb: 'mac', bytes: asked.data.length, key: asked.key }, now, async (use) => {
    const { key, version } = await keyFor(database, keeper, of.id, { key: asked.key, purpose: 'mac' })
    use.version = version
    return { key: asked.key, version, algorithm: key.algorithm, mac: key.mac(asked.data) }
  })

/** @throws crypto/mac-not-valid */
export const verifyMacFor = (
  { database, keeper }: Desk,
  of: Application,
  now: Date,
  asked: Named & { data: Buffer; mac: Buffer },
) => {
  const { key: id, version: wanted } = asked
  const use = { verb: 'verify-mac' as const, bytes: asked.data.length, key: id, version: wanted }
  return using(database, of, use, now, async (noted) => {
    const { key, version } = await keyFor(database, keeper, of.id, { key: id, version: wanted, purpose: 'mac' })
    noted.version = version
    if (!key.isMac(asked.data, asked.mac)) throw faults['mac-not-valid']()
    return { valid: true as const }
  })
}
