import { createECDH, timingSafeEqual } from 'node:crypto'
import { digest } from './digest.ts'
import { faults } from './faults.ts'
import { within } from './limit.ts'
import { integer } from './signature.ts'
import { sm2Point, sm2Secret, type SigningKey, type VerifyingKey } from './signing.ts'
import { bytes32, curve, multiply, onCurve, wholeOf, type Point } from './sm2-curve.ts'

/** `raw` is C1 ‖ C3 ‖ C2 with C1 uncompressed; `asn1` is the sequence of GM/T 0009, which openssl writes. */
export type Sm2CipherForm = 'raw' | 'asn1'

const mostPlainBytes = 65_536
const headBytes = 97

const pointOf = (bytes: Uint8Array): Point => ({ x: wholeOf(bytes.subarray(0, 32)), y: wholeOf(bytes.subarray(32)) })
const written = (point: Point) => Buffer.concat([bytes32(point.x), bytes32(point.y)])

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
  const point = pointOf(sm2Point(key))
  within(mostPlainBytes, plain)
  if (plain.length === 0) throw faults['nothing-to-encrypt']()
  for (;;) {
    const pair = createECDH('SM2')
    const ephemeral = pair.generateKeys()
    const shared = written(multiply(point, pair.getPrivateKey()))
    const stream = keystream(shared, plain.length)
    if (stream.every((byte) => byte === 0)) continue
    const parts = [ephemeral.subarray(1), checksum(shared, plain), xor(plain, stream)] as const
    return form === 'raw' ? Buffer.concat([Buffer.from([4]), ...parts]) : sequence(...parts)
  }
}

function sized(tag: number, body: Uint8Array): Buffer {
  const { length } = body
  const size =
    length < 128
      ? [length]
      : length < 256
        ? [0x81, length]
        : length < 65_536
          ? [0x82, length >> 8, length & 255]
          : [0x83, length >> 16, (length >> 8) & 255, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}

function sequence(point: Uint8Array, check: Uint8Array, body: Uint8Array): Buffer {
  const parts = [integer(point.subarray(0, 32)), integer(point.subarray(32)), sized(4, check), sized(4, body)]
  return sized(0x30, Buffer.concat(parts))
}

function elementAt(der: Uint8Array, at: number): { body: Uint8Array; end: number } {
  const first = der[at + 1] ?? 0
  const more = first > 128 ? first - 128 : 0
  if (more > 3) throw faults['not-opened']()
  const length = more ? der.subarray(at + 2, at + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0) : first
  const from = at + 2 + more
  return { body: der.subarray(from, from + length), end: from + length }
}

/** The asn1 form as point, check and body; only its one canonical writing is read. */
function partsOf(der: Uint8Array): [Buffer, Buffer, Buffer] {
  const { body } = elementAt(der, 0)
  const parts: Uint8Array[] = []
  for (let at = 0, i = 0; i < 4; i++) {
    const element = elementAt(body, at)
    parts.push(element.body)
    at = element.end
  }
  const [x, y, check, secret] = parts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  if (x.length > 33 || y.length > 33) throw faults['not-opened']()
  if (wholeOf(x) >= curve.p || wholeOf(y) >= curve.p) throw faults['not-opened']()
  const point = Buffer.concat([bytes32(wholeOf(x)), bytes32(wholeOf(y))])
  if (!sequence(point, check, secret).equals(der)) throw faults['not-opened']()
  return [point, Buffer.from(check), Buffer.from(secret)]
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
    form === 'raw' ? [cipher.subarray(1, 65), cipher.subarray(65, 97), cipher.subarray(97)] : partsOf(cipher)
  const point = pointOf(c1)
  if (!onCurve(point)) throw faults['not-opened']()
  const shared = written(multiply(point, secret))
  const stream = keystream(shared, c2.length)
  const plain = xor(c2, stream)
  if (c3.length !== 32 || stream.every((byte) => byte === 0) || !timingSafeEqual(checksum(shared, plain), c3))
    throw faults['not-opened']()
  return plain
}
