import { createHmac, hash } from 'node:crypto'

/** @source GM/T 0004 (SM3); FIPS 180-4 6.2 (SHA-256) */
export type DigestName = 'sm3' | 'sha-256'

const native = { sm3: 'sm3', 'sha-256': 'sha256', 'hmac-sm3': 'sm3', 'hmac-sha-256': 'sha256' } as const

/** Digests data; 32 bytes. */
export function digest(name: DigestName, data: Uint8Array): Buffer {
  return hash(native[name], data, 'buffer')
}

/** Authenticates data under a secret key; 32 bytes. Compare with `timingSafeEqual`. @source RFC 2104 */
export function mac(name: 'hmac-sm3' | 'hmac-sha-256', key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac(native[name], key).update(data).digest()
}
