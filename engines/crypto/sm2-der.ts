import { faults } from './faults.ts'
import { integer } from './signature.ts'

function sizeOf(length: number): number[] {
  if (length < 128) return [length]
  if (length < 256) return [0x81, length]
  if (length < 65_536) return [0x82, length >> 8, length & 255]
  return [0x83, length >> 16, (length >> 8) & 255, length & 255]
}

/** Writes one element of DER around its parts, at most 16 MiB. @source GB/T 16263.1 8.1; ITU-T X.690 8.1 */
export function element(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...sizeOf(body.length)]), body])
}

/** The parts of an SM2 ciphertext: the point x‖y (64 bytes), the check (32 bytes), and as many bytes as the plain text. */
export type Sm2Parts = [point: Uint8Array, check: Uint8Array, body: Uint8Array]

/** Writes an SM2 ciphertext as its DER sequence. @source GM/T 0009 7.2 */
export const cipherSequence = ([point, check, body]: Sm2Parts): Buffer =>
  element(0x30, integer(point.subarray(0, 32)), integer(point.subarray(32)), element(4, check), element(4, body))

function elementAt(der: Uint8Array, at: number): { body: Uint8Array; end: number } {
  const first = der[at + 1] ?? 0
  const more = first > 128 ? first - 128 : 0
  if (more > 3) throw faults['not-opened']()
  const length = more ? der.subarray(at + 2, at + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0) : first
  const from = at + 2 + more
  return { body: der.subarray(from, from + length), end: from + length }
}

/** A whole number's digits, at most 32 bytes, filled up to 32 with zeros before them. */
function filled(digits: Uint8Array): Buffer {
  const bare = digits[0] === 0 ? digits.subarray(1) : digits
  if (bare.length > 32) throw faults['not-opened']()
  return Buffer.concat([Buffer.alloc(32 - bare.length), bare])
}

/** Reads an SM2 ciphertext's DER sequence; only its one canonical writing is read. @throws crypto/not-opened */
export function cipherParts(der: Uint8Array): Sm2Parts {
  const { body } = elementAt(der, 0)
  const found: Uint8Array[] = []
  for (let at = 0, i = 0; i < 4; i++) {
    const one = elementAt(body, at)
    found.push(one.body)
    at = one.end
  }
  const [x, y, check, secret] = found as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
  const parts: Sm2Parts = [Buffer.concat([filled(x), filled(y)]), check, secret]
  if (!cipherSequence(parts).equals(der)) throw faults['not-opened']()
  return parts
}
