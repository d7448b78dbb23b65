import { createECDH, timingSafeEqual } from 'node:crypto'
import { digest } from './digest.ts'
import { faults } from './faults.ts'
import { within } from './limit.ts'
import { sm2Point, sm2Secret, type SigningKey, type VerifyingKey } from './signing.ts'
import { multiply, onCurve } from './sm2-curve.ts'
import { cipherParts, cipherSequence, type Sm2Parts } from './sm2-der.ts'

/** `raw` is C1 ‖ C3 ‖ C2 with C1 uncompressed; `asn1` is the sequence of GM/T 0009, which openssl writes. */
export type Sm2CipherForm = 'raw' | 'asn1'

const mostPlainBytes = 65_536
const headBytes = 97

/** @source GM/T 0003.4 5.4.3 */
function keystream(shared: Buffer, length: number): Buffer {
  const blocks: Buffer[] = []
  for (let counter = 1; (counter - 1) * 32 < length; counter++) {
    const tail = Buffer.alloc(4)
    tail.writeUInt32BE(counter)
    blocks.push(digest('sm3', Buffer.concat([shared, tail])))
  }
  return Buffer.concat(blocks).subarray(0, length)
}

const xor = (a: Uint8Array, b: Uint8Array) => Buffer.from(a.map((byte, i) => byte ^ (b[i] as number)))
const checksum = (shared: Buffer, plain: Uint8Array) =>
  digest('sm3', Buffer.concat([shared.subarray(0, 32), plain, shared.subarray(32)]))

/**
 * Encrypts 1 to 65,536 bytes for an SM2 public key. @source GM/T 0003.4 6.1
 * @throws crypto/key-does-not-fit, crypto/too-much-data, crypto/nothing-to-encrypt
 */
export function sm2Encrypt(key: VerifyingKey, plain: Uint8Array, form: Sm2CipherForm): Buffer {
  const point = sm2Point(key)
  within(mostPlainBytes, plain)
  if (plain.length === 0) throw faults['nothing-to-encrypt']()
  for (;;) {
    const pair = createECDH('SM2')
    const ephemeral = pair.generateKeys()
    const shared = multiply(point, pair.getPrivateKey())
    const stream = keystream(shared, plain.length)
    if (stream.every((byte) => byte === 0)) continue
    const parts: Sm2Parts = [ephemeral.subarray(1), checksum(shared, plain), xor(plain, stream)]
    return form === 'raw' ? Buffer.concat([Buffer.from([4]), ...parts]) : cipherSequence(parts)
  }
}

/**
 * Decrypts what was encrypted for an SM2 key. @source GM/T 0003.4 7.1
 * @throws crypto/not-opened when altered, truncated, off the curve or for another key; crypto/key-does-not-fit
 */
export function sm2Decrypt(key: SigningKey, cipher: Uint8Array, form: Sm2CipherForm): Buffer {
  const secret = sm2Secret(key)
  within(mostPlainBytes + 128, cipher)
  if (cipher.length <= headBytes || cipher[0] !== (form === 'raw' ? 4 : 0x30)) throw faults['not-opened']()
  const [c1, c3, c2] =
    form === 'raw' ? [cipher.subarray(1, 65), cipher.subarray(65, 97), cipher.subarray(97)] : cipherParts(cipher)
  if (!onCurve(c1)) throw faults['not-opened']()
  const shared = multiply(c1, secret)
  const stream = keystream(shared, c2.length)
  const plain = xor(c2, stream)
  if (c3.length !== 32 || stream.every((byte) => byte === 0) || !timingSafeEqual(checksum(shared, plain), c3))
    throw faults['not-opened']()
  return plain
}
