import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'
import { faults } from './faults.ts'
import { ghash } from './ghash.ts'
import { mostBytes, within } from './limit.ts'

/** Authenticated encryption; keys of 16 and 32 bytes. @source RFC 8998 3.2.1 (SM4-GCM); NIST SP 800-38D */
export type SealName = 'sm4-gcm' | 'aes-256-gcm'

/** Encryption alone: nothing tells that bytes were altered. @source GM/T 0002; NIST SP 800-38A */
export type CipherName = 'sm4-cbc' | 'sm4-ctr' | 'aes-256-cbc' | 'aes-256-ctr'

const nonceBytes = 12
const tagBytes = 16

function checked(algorithm: SealName | CipherName, key: Uint8Array): void {
  const needs = algorithm.startsWith('sm4') ? 16 : 32
  if (key.length !== needs) throw faults['key-wrong-length']({ algorithm, needs, has: key.length })
}

function sm4Gcm(key: Uint8Array, nonce: Uint8Array) {
  const first = Buffer.concat([nonce, Buffer.from([0, 0, 0, 1])])
  const blocks = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
  const made = blocks.update(Buffer.concat([Buffer.alloc(16), first]))
  const [hashKey, mask] = [made.subarray(0, 16), made.subarray(16)]
  const counter = Buffer.from(first)
  counter[15] = 2
  return {
    crypt: (data: Uint8Array) => createCipheriv('sm4-ctr', key, counter).update(data),
    tag(aad: Uint8Array, secret: Uint8Array) {
      const tag = ghash(hashKey, aad, secret)
      for (let i = 0; i < tagBytes; i++) tag[i] = (tag[i] as number) ^ (mask[i] as number)
      return tag
    },
  }
}

/**
 * Seals data with a secret key: nonce (12 bytes) ‖ ciphertext ‖ tag (16). A nonce is given in tests alone.
 * @throws crypto/key-wrong-length, crypto/nonce-wrong-length, crypto/too-much-data
 */
export function seal(
  name: SealName,
  key: Uint8Array,
  plain: Uint8Array,
  o: { nonce?: Uint8Array; aad?: Uint8Array } = {},
): Buffer {
  checked(name, key)
  const { nonce = randomBytes(nonceBytes), aad = Buffer.alloc(0) } = o
  if (nonce.length !== nonceBytes)
    throw faults['nonce-wrong-length']({ algorithm: name, needs: nonceBytes, has: nonce.length })
  within(mostBytes, plain)
  within(mostBytes, aad)
  if (name === 'sm4-gcm') {
    const gcm = sm4Gcm(key, nonce)
    const secret = gcm.crypt(plain)
    return Buffer.concat([nonce, secret, gcm.tag(aad, secret)])
  }
  const gcm = createCipheriv(name, key, nonce).setAAD(aad)
  return Buffer.concat([nonce, gcm.update(plain), gcm.final(), gcm.getAuthTag()])
}

/**
 * Opens what `seal` made; nothing is deciphered before the tag is found right.
 * @throws crypto/not-opened when altered, truncated or sealed with another key; crypto/key-wrong-length
 */
export function open(name: SealName, key: Uint8Array, sealed: Uint8Array, o: { aad?: Uint8Array } = {}): Buffer {
  checked(name, key)
  const { aad = Buffer.alloc(0) } = o
  within(mostBytes + nonceBytes + tagBytes, sealed)
  within(mostBytes, aad)
  if (sealed.length < nonceBytes + tagBytes) throw faults['not-opened']()
  const nonce = sealed.subarray(0, nonceBytes)
  const secret = sealed.subarray(nonceBytes, -tagBytes)
  const tag = sealed.subarray(-tagBytes)
  if (name === 'sm4-gcm') {
    const gcm = sm4Gcm(key, nonce)
    if (!timingSafeEqual(gcm.tag(aad, secret), tag)) throw faults['not-opened']()
    return gcm.crypt(secret)
  }
  try {
    const gcm = createDecipheriv(name, key, nonce).setAAD(aad).setAuthTag(tag)
    return Buffer.concat([gcm.update(secret), gcm.final()])
  } catch (error) {
    throw faults['not-opened']({}, error)
  }
}

function checkedIv(name: CipherName, key: Uint8Array, iv: Uint8Array, data: Uint8Array): void {
  checked(name, key)
  if (iv.length !== 16) throw faults['nonce-wrong-length']({ algorithm: name, needs: 16, has: iv.length })
  within(mostBytes + 16, data)
}

/** Enciphers without authentication, for formats that ask for it; CBC pads. @throws crypto/key-wrong-length, crypto/nonce-wrong-length */
export function encipher(name: CipherName, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  checkedIv(name, key, iv, data)
  const cipher = createCipheriv(name, key, iv)
  return Buffer.concat([cipher.update(data), cipher.final()])
}

/** Deciphers what `encipher` made. @throws crypto/not-opened when the padding is wrong, crypto/key-wrong-length, crypto/nonce-wrong-length */
export function decipher(name: CipherName, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  checkedIv(name, key, iv, data)
  try {
    const cipher = createDecipheriv(name, key, iv)
    return Buffer.concat([cipher.update(data), cipher.final()])
  } catch (error) {
    throw faults['not-opened']({}, error)
  }
}
