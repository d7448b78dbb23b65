import { randomBytes, timingSafeEqual } from 'node:crypto'
import { decipher, encipher, open, seal, type CipherName, type SealName } from '../cipher.ts'
import { mac } from '../digest.ts'
import { openWith, sealFor, type EnvelopeName } from '../envelope.ts'
import { faults } from '../faults.ts'
import { makeSigningKey, signingKeyFrom, type SigningKey, type SigningName } from '../signing.ts'
import { sm2Decrypt, sm2Encrypt, type Sm2CipherForm } from '../sm2-cipher.ts'

export type MacName = 'hmac-sm3' | 'hmac-sha-256'
/** What a key is for, told by its algorithm: national first, then the international twins. */
export const algorithms = {
  sign: ['sm2-sm3', 'ecdsa-p256-sha256', 'ed25519'],
  encrypt: [
    'sm4-gcm',
    'sm2-sm4-gcm',
    'sm4-cbc',
    'sm4-ctr',
    'aes-256-gcm',
    'p256-hkdf-sha256-aes-256-gcm',
    'aes-256-cbc',
    'aes-256-ctr',
  ],
  mac: ['hmac-sm3', 'hmac-sha-256'],
} as const satisfies {
  sign: readonly SigningName[]
  encrypt: readonly (SealName | EnvelopeName | CipherName)[]
  mac: readonly MacName[]
}
export type Purpose = keyof typeof algorithms
export type KeyAlgorithm = (typeof algorithms)[Purpose][number]

export const purposeOf = (algorithm: KeyAlgorithm): Purpose =>
  (Object.keys(algorithms) as Purpose[]).find((one) => (algorithms[one] as readonly string[]).includes(algorithm)) ??
  'sign'

const pairOf: Partial<Record<KeyAlgorithm, SigningName>> = {
  'sm2-sm3': 'sm2-sm3',
  'sm2-sm4-gcm': 'sm2-sm3',
  'ecdsa-p256-sha256': 'ecdsa-p256-sha256',
  'p256-hkdf-sha256-aes-256-gcm': 'ecdsa-p256-sha256',
  ed25519: 'ed25519',
}

/** Makes a secret of an algorithm: PKCS#8 for a pair, bytes for the others; and the public half. */
export function makeSecret(algorithm: KeyAlgorithm): { secret: Buffer; public: Buffer | null } {
  const pair = pairOf[algorithm]
  if (pair) {
    const key = makeSigningKey(pair)
    return { secret: key.toPkcs8(), public: key.publicKey.toSpki() }
  }
  return { secret: randomBytes(algorithm.startsWith('sm4') ? 16 : 32), public: null }
}

/** A key in hand, for the length of a use. It answers no secret. */
export interface KeyInHand {
  readonly algorithm: KeyAlgorithm
  readonly pair: SigningKey | undefined
  /** Whether it authenticates what it encrypts, and so takes additional data. */
  readonly authenticates: boolean
  encrypt: (plain: Uint8Array, o: { aad?: Uint8Array; form?: Sm2CipherForm | undefined }) => Buffer
  decrypt: (cipher: Uint8Array, o: { aad?: Uint8Array; form?: Sm2CipherForm | undefined }) => Buffer
  mac: (data: Uint8Array) => Buffer
  isMac: (data: Uint8Array, found: Uint8Array) => boolean
}

const isCipher = (algorithm: KeyAlgorithm): algorithm is CipherName => /-(cbc|ctr)$/.test(algorithm)
const isSeal = (algorithm: KeyAlgorithm): algorithm is SealName => /^(sm4|aes-256)-gcm$/.test(algorithm)

/** Takes an unwrapped secret in hand. */
export function takeInHand(algorithm: KeyAlgorithm, secret: Buffer): KeyInHand {
  const pair = pairOf[algorithm] ? signingKeyFrom(secret) : undefined
  const authenticated = (aad: Uint8Array | undefined, form: string | undefined) => {
    if (aad?.length && (isCipher(algorithm) || form)) throw faults['aad-not-taken']({ algorithm: form ?? algorithm })
    if (form && algorithm !== 'sm2-sm4-gcm') throw faults['key-does-not-fit']({ needs: 'sm2-sm4-gcm', has: algorithm })
  }
  const macced = (data: Uint8Array) => mac(algorithm as MacName, secret, data)
  return {
    algorithm,
    pair,
    authenticates: !isCipher(algorithm),
    encrypt: (plain, { aad, form }) => {
      authenticated(aad, form)
      const o = aad ? { aad } : {}
      if (pair && form) return sm2Encrypt(pair.publicKey, plain, form)
      if (pair) return sealFor(pair.publicKey, plain, o)
      if (isSeal(algorithm)) return seal(algorithm, secret, plain, o)
      const iv = randomBytes(16)
      return Buffer.concat([iv, encipher(algorithm as CipherName, secret, iv, plain)])
    },
    decrypt: (cipher, { aad, form }) => {
      authenticated(aad, form)
      const o = aad ? { aad } : {}
      if (pair && form) return sm2Decrypt(pair, cipher, form)
      if (pair) return openWith(pair, cipher, o)
      if (isSeal(algorithm)) return open(algorithm, secret, cipher, o)
      if (cipher.length < 16) throw faults['not-opened']()
      return decipher(algorithm as CipherName, secret, cipher.subarray(0, 16), cipher.subarray(16))
    },
    mac: macced,
    isMac: (data, found) => found.length === 32 && timingSafeEqual(macced(data), found),
  }
}
