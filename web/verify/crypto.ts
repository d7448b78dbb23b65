import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { sm2, sm3 as sm3Hex } from 'sm-crypto-v2'
import type { NoteCrypto, ReceiptHashes } from '../../engines/ledger/index.ts'

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** In lower case, two letters a byte. */
export const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const sm3 = (data: Uint8Array) => fromHex(sm3Hex(data))

function framed(first: number, ...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0))
  whole[0] = first
  let at = 1
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** @source RFC 9162 2.1.1 */
const treeOf = (digest: (data: Uint8Array) => Uint8Array) => ({
  digest,
  leaf: (data: Uint8Array) => digest(framed(0, data)),
  node: (left: Uint8Array, right: Uint8Array) => digest(framed(1, left, right)),
})

/** The two hashes of a receipt, without Node. */
export const browserHashes: ReceiptHashes = { 'sha-256': treeOf(sha256), sm3: treeOf(sm3) }

/** Reads the one DER form of two numbers as 64 bytes in hexadecimal, or nothing. @source GM/T 0009; X.690 10, 11 */
function rawSignature(der: Uint8Array): string | undefined {
  if (der.length < 8 || der.length > 72 || der[0] !== 0x30 || der[1] !== der.length - 2) return undefined
  let [at, raw] = [2, '']
  for (let i = 0; i < 2; i++) {
    const length = der[at + 1] ?? 0
    const digits = der.subarray(at + 2, at + 2 + length)
    const [first = 0x80, second = 0] = digits
    const padded = first === 0 && digits.length > 1
    if (der[at] !== 2 || digits.length !== length || first > 0x7f || (padded && second < 0x80)) return undefined
    const bare = padded ? digits.subarray(1) : digits
    if (bare.length > 32) return undefined
    raw += toHex(bare).padStart(64, '0')
    at += 2 + length
  }
  return at === der.length ? raw : undefined
}

/** What a note needs, without Node; strict, as the platform itself is: one spelling of each signature. */
export const browserCrypto: NoteCrypto = {
  sha256,
  ed25519(publicKey, message, signature) {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false })
    } catch {
      return false
    }
  },
  sm2(point, message, signature) {
    const raw = rawSignature(signature)
    if (!raw || point.length !== 65 || point[0] !== 4) return false
    try {
      return sm2.doVerifySignature(message, raw, toHex(point), { hash: true })
    } catch {
      return false
    }
  },
}
