import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  generateKeyPairSync,
  sign as signOnce,
  verify as verifyOnce,
  type KeyObject,
} from 'node:crypto'
import { digest } from './digest.ts'
import { faults } from './faults.ts'
import { mostBytes, within } from './limit.ts'
import { rawSignature } from './signature.ts'
import { curve } from './sm2-curve.ts'

/** @source GM/T 0003.2 (SM2 with SM3); RFC 8032 (Ed25519); FIPS 186-5 6 (ECDSA) */
export type SigningName = 'sm2-sm3' | 'ed25519' | 'ecdsa-p256-sha256'

/** The signer's identity, SM2 alone; absent it is the default of GM/T 0009. At most 8191 bytes of UTF-8. */
export interface SignerIdentity {
  id?: string
}

/** A public key that checks signatures; SM2 and ECDSA signatures are DER, Ed25519 64 bytes. */
export interface VerifyingKey {
  readonly algorithm: SigningName
  /** False for any wrong or malformed signature. @throws crypto/identity-not-taken, crypto/identity-too-long */
  verify(data: Uint8Array, signature: Uint8Array, o?: SignerIdentity): boolean
  /** The key as DER SubjectPublicKeyInfo. */
  toSpki(): Buffer
  /** Names the key by the digest of its SPKI in lower-case hex: SM3 for SM2, SHA-256 for the others. */
  fingerprint(): string
}

/** A private key that signs. */
export interface SigningKey {
  readonly algorithm: SigningName
  readonly publicKey: VerifyingKey
  /** @throws crypto/too-much-data, crypto/identity-not-taken, crypto/identity-too-long */
  sign(data: Uint8Array, o?: SignerIdentity): Buffer
  /** The key as DER PKCS#8, not encrypted. */
  toPkcs8(): Buffer
}

const hex = (text: string) => Buffer.from(text, 'hex')
const algorithms: { name: SigningName; identifier: Buffer; curve?: string }[] = [
  { name: 'sm2-sm3', identifier: hex('301306072a8648ce3d020106082a811ccf5501822d'), curve: 'SM2' },
  {
    name: 'ecdsa-p256-sha256',
    identifier: hex('301306072a8648ce3d020106082a8648ce3d030107'),
    curve: 'prime256v1',
  },
  { name: 'ed25519', identifier: hex('300506032b6570') },
]
const defaultId = '1234567812345678'
const mostIdBytes = 8191
const mostKeyBytes = 4096
const mostIdentities = 64

function identityHash(id: string, point: Uint8Array): Buffer {
  // A long text has at least as many bytes as units: it is refused before it is encoded.
  const bytes = id.length > mostIdBytes ? Buffer.alloc(0) : Buffer.from(id)
  const has = id.length > mostIdBytes ? id.length : bytes.length
  if (has > mostIdBytes) throw faults['identity-too-long']({ most: mostIdBytes, has })
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length * 8)
  return digest('sm3', Buffer.concat([length, bytes, curve.a, curve.b, curve.x, curve.y, point]))
}

function identitiesOf(algorithm: SigningName, point: Uint8Array): (o?: SignerIdentity) => Buffer {
  const known = new Map<string, Buffer>()
  return (o) => {
    if (algorithm !== 'sm2-sm3') {
      if (o?.id !== undefined) throw faults['identity-not-taken']({ algorithm })
      return Buffer.alloc(0)
    }
    const id = o?.id ?? defaultId
    const kept = known.get(id)
    if (kept) return kept
    const made = identityHash(id, point)
    if (known.size < mostIdentities) known.set(id, made)
    return made
  }
}

/** Z of an SM2 key and an identity: what is hashed before the message. @source GM/T 0003.2 5.5 */
export function sm2Identity(key: VerifyingKey, id = defaultId): Buffer {
  return identityHash(id, sm2Point(key))
}

/** The 64 bytes x‖y of an SM2 public key. @throws crypto/key-does-not-fit */
export function sm2Point(key: VerifyingKey): Buffer {
  if (key.algorithm !== 'sm2-sm3') throw faults['key-does-not-fit']({ needs: 'SM2', has: key.algorithm })
  return key.toSpki().subarray(-64)
}

/** The 32 bytes of an SM2 private number. @throws crypto/key-does-not-fit */
export function sm2Secret(key: SigningKey): Buffer {
  if (key.algorithm !== 'sm2-sm3') throw faults['key-does-not-fit']({ needs: 'SM2', has: key.algorithm })
  return key.toPkcs8().subarray(36, 68)
}

function spkiOf(algorithm: (typeof algorithms)[number], point: Uint8Array): Buffer {
  const bits = algorithm.curve ? [0x03, 0x42, 0, 4] : [0x03, 0x21, 0]
  const body = Buffer.concat([algorithm.identifier, Buffer.from(bits), point])
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}

/** Reads an SM2 public key from its 65 bytes 04‖x‖y. @throws crypto/key-not-readable, crypto/key-not-accepted */
export const sm2KeyFrom = (point: Uint8Array): VerifyingKey =>
  verifyingKeyFrom(spkiOf(algorithms[0] as (typeof algorithms)[number], point.subarray(1)))

function pem(text: string): Buffer {
  const body = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/.exec(text)?.[1]
  if (!body) throw faults['key-not-readable']({ why: '不是 PEM 格式的公钥' })
  return Buffer.from(body, 'base64')
}

/**
 * Reads a public key, DER or PEM; its algorithm is told by its curve.
 * @throws crypto/key-not-readable, crypto/key-not-accepted
 */
export function verifyingKeyFrom(key: Uint8Array | string): VerifyingKey {
  if (key.length > mostKeyBytes) throw faults['key-not-readable']({ why: '内容过长' })
  const spki = typeof key === 'string' ? pem(key) : Buffer.from(key)
  // Each algorithm has one canonical form of fixed length; nothing else is a key, so there is nothing to parse.
  const algorithm = algorithms.find((one) => {
    const size = one.curve ? 64 : 32
    return spki.length > size && spkiOf(one, spki.subarray(-size)).equals(spki)
  })
  if (!algorithm) throw faults['key-not-accepted']()
  const point = spki.subarray(algorithm.curve ? -64 : -32)
  let native: KeyObject
  try {
    native = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  } catch (error) {
    throw faults['key-not-readable']({ why: '点不在曲线上' }, error)
  }
  const identity = identitiesOf(algorithm.name, point)
  return {
    algorithm: algorithm.name,
    verify(data, signature, o) {
      const z = identity(o)
      if (data.length > mostBytes) return false
      if (!algorithm.curve) return signature.length === 64 && verifyOnce(null, data, native, signature)
      if (!isCanonical(signature)) return false
      const name = algorithm.name === 'sm2-sm3' ? 'sm3' : 'sha256'
      return createVerify(name).update(z).update(data).verify(native, signature)
    },
    toSpki: () => Buffer.from(spki),
    fingerprint: () => digest(algorithm.name === 'sm2-sm3' ? 'sm3' : 'sha-256', spki).toString('hex'),
  }
}

function isCanonical(signature: Uint8Array): boolean {
  try {
    return rawSignature(signature).length === 64
  } catch {
    return false
  }
}

function secretOf(
  algorithm: (typeof algorithms)[number],
  pkcs8: Buffer,
): { secret: Buffer; point?: Buffer } | undefined {
  const { identifier } = algorithm
  const at = pkcs8.indexOf(identifier)
  if (at < 5 || at > 6) return undefined
  const rest = pkcs8.subarray(at + identifier.length)
  if (!algorithm.curve) return rest.length === 36 ? { secret: rest.subarray(4) } : undefined
  if (rest.length === 111) return { secret: rest.subarray(9, 41), point: rest.subarray(-64) }
  return rest.length === 41 ? { secret: rest.subarray(9) } : undefined
}

function pkcs8Of(algorithm: (typeof algorithms)[number], secret: Buffer, point: Buffer): Buffer {
  if (!algorithm.curve) return Buffer.concat([hex('302e020100'), algorithm.identifier, hex('04220420'), secret])
  const key = [hex('046d306b0201010420'), secret, hex('a14403420004'), point]
  return Buffer.concat([hex('308187020100'), algorithm.identifier, ...key])
}

function bare(algorithm: (typeof algorithms)[number], secret: Buffer): Buffer {
  return Buffer.concat([hex('3041020100'), algorithm.identifier, hex('042730250201010420'), secret])
}

/**
 * Reads a private key, DER PKCS#8; its algorithm is told by its curve, its public key is computed anew.
 * @throws crypto/key-not-readable, crypto/key-not-accepted
 */
export function signingKeyFrom(pkcs8: Uint8Array): SigningKey {
  const given = Buffer.from(pkcs8.length > mostKeyBytes ? [] : pkcs8)
  for (const algorithm of algorithms) {
    const found = secretOf(algorithm, given)
    if (!found) continue
    const point = pointOf(algorithm, found.secret)
    const whole = pkcs8Of(algorithm, found.secret, point)
    // The whole form also proves that the public half belongs to the private one.
    if (!whole.equals(given) && (!algorithm.curve || !bare(algorithm, found.secret).equals(given)))
      throw faults['key-not-readable']({ why: '编码不规范，或公钥与私钥不成一对' })
    return signingKey(algorithm, whole, point)
  }
  throw faults['key-not-accepted']()
}

function pointOf(algorithm: (typeof algorithms)[number], secret: Buffer): Buffer {
  if (!algorithm.curve) {
    const key = createPrivateKey({ key: pkcs8Of(algorithm, secret, secret), format: 'der', type: 'pkcs8' })
    return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  }
  const pair = createECDH(algorithm.curve)
  try {
    pair.setPrivateKey(secret)
  } catch (error) {
    throw faults['key-not-readable']({ why: '私钥超出范围' }, error)
  }
  // SM2 needs 1 + d to have an inverse: n − 1 is not a key. @source GM/T 0003.1 6.1
  if (algorithm.name === 'sm2-sm3' && secret.equals(curve.last))
    throw faults['key-not-readable']({ why: '私钥超出范围' })
  return pair.getPublicKey().subarray(1)
}

function signingKey(algorithm: (typeof algorithms)[number], pkcs8: Buffer, point: Buffer): SigningKey {
  const native = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const identity = identitiesOf(algorithm.name, point)
  return {
    algorithm: algorithm.name,
    publicKey: verifyingKeyFrom(spkiOf(algorithm, point)),
    sign(data, o) {
      const z = identity(o)
      within(mostBytes, data)
      if (!algorithm.curve) return signOnce(null, data, native)
      return createSign(algorithm.name === 'sm2-sm3' ? 'sm3' : 'sha256')
        .update(z)
        .update(data)
        .sign(native)
    },
    toPkcs8: () => Buffer.from(pkcs8),
  }
}

/** Makes a new private key. */
export function makeSigningKey(name: SigningName): SigningKey {
  const pair =
    name === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: name === 'sm2-sm3' ? 'SM2' : 'prime256v1' })
  return signingKeyFrom(pair.privateKey.export({ format: 'der', type: 'pkcs8' }))
}
