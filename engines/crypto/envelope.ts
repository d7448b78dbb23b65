import { createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { open, seal } from './cipher.ts'
import { faults } from './faults.ts'
import type { SigningKey, SigningName, VerifyingKey } from './signing.ts'
import { sm2Decrypt, sm2Encrypt } from './sm2-cipher.ts'

/** SM2 carries a random SM4 key; on P-256 an ephemeral agreement derives an AES key by HKDF-SHA-256 (RFC 5869). */
export type EnvelopeName = 'sm2-sm4-gcm' | 'p256-hkdf-sha256-aes-256-gcm'

const version = 1
const wrappedBytes = { 'sm2-sm4-gcm': 1 + 64 + 32 + 16, 'p256-hkdf-sha256-aes-256-gcm': 65 } as const

function nameFor(algorithm: SigningName): EnvelopeName {
  if (algorithm === 'sm2-sm3') return 'sm2-sm4-gcm'
  if (algorithm === 'ecdsa-p256-sha256') return 'p256-hkdf-sha256-aes-256-gcm'
  throw faults['key-does-not-fit']({ needs: 'SM2 / P-256', has: algorithm })
}

const headOf = (name: EnvelopeName) => Buffer.concat([Buffer.from([version, name.length]), Buffer.from(name)])

const derived = (shared: Buffer, bound: Buffer, recipient: VerifyingKey) =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), Buffer.concat([bound, recipient.toSpki().subarray(-65)]), 32))

/**
 * Seals data for the holder of an SM2 or P-256 key: version (1 byte) ‖ length of the name (1) ‖ name ‖ wrapped key ‖
 * seal. All before the seal is bound to it, and so is `aad`, which the opener must know.
 * @throws crypto/key-does-not-fit, crypto/too-much-data
 */
export function sealFor(recipient: VerifyingKey, plain: Uint8Array, o: { aad?: Uint8Array } = {}): Buffer {
  const name = nameFor(recipient.algorithm)
  const { aad = Buffer.alloc(0) } = o
  if (name === 'sm2-sm4-gcm') {
    const key = randomBytes(16)
    const bound = Buffer.concat([headOf(name), sm2Encrypt(recipient, key, 'raw')])
    return Buffer.concat([bound, seal('sm4-gcm', key, plain, { aad: Buffer.concat([bound, aad]) })])
  }
  const pair = createECDH('prime256v1')
  const bound = Buffer.concat([headOf(name), pair.generateKeys()])
  const shared = pair.computeSecret(recipient.toSpki().subarray(-65))
  const key = derived(shared, bound, recipient)
  return Buffer.concat([bound, seal('aes-256-gcm', key, plain, { aad: Buffer.concat([bound, aad]) })])
}

/**
 * Opens an envelope with the recipient's key.
 * @throws crypto/not-opened when altered, truncated or for another key; crypto/key-does-not-fit
 */
export function openWith(key: SigningKey, envelope: Uint8Array, o: { aad?: Uint8Array } = {}): Buffer {
  const name = nameFor(key.algorithm)
  const { aad = Buffer.alloc(0) } = o
  const head = headOf(name)
  const size = head.length + wrappedBytes[name]
  if (envelope.length < size || !head.equals(envelope.subarray(0, head.length))) throw faults['not-opened']()
  const bound = Buffer.from(envelope.subarray(0, size))
  const wrapped = bound.subarray(head.length)
  const sealed = envelope.subarray(size)
  const all = { aad: Buffer.concat([bound, aad]) }
  if (name === 'sm2-sm4-gcm') {
    const content = sm2Decrypt(key, wrapped, 'raw')
    return open('sm4-gcm', content, sealed, all)
  }
  if (wrapped[0] !== 4) throw faults['not-opened']()
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(key.toPkcs8().subarray(36, 68))
  let shared: Buffer
  try {
    shared = pair.computeSecret(wrapped)
  } catch (error) {
    throw faults['not-opened']({}, error)
  }
  return open('aes-256-gcm', derived(shared, bound, key.publicKey), sealed, all)
}
