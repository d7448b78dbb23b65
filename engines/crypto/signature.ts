import { faults } from './faults.ts'

/** A number, big end first, as DER INTEGER. */
export function integer(bytes: Uint8Array): Buffer {
  let from = 0
  while (from < bytes.length - 1 && bytes[from] === 0) from++
  const sign = (bytes[from] ?? 0) & 0x80 ? [0] : []
  const body = Buffer.from([...sign, ...bytes.subarray(from)])
  return Buffer.concat([Buffer.from([2, body.length]), body])
}

/** Writes r‖s (64 bytes) as DER SEQUENCE { INTEGER r, INTEGER s }. @throws crypto/signature-malformed */
export function derSignature(raw: Uint8Array): Buffer {
  if (raw.length !== 64) throw faults['signature-malformed']()
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))])
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}

/** Reads the one DER form of a signature as r‖s, 64 bytes, left-padded. @throws crypto/signature-malformed */
export function rawSignature(der: Uint8Array): Buffer {
  const raw = Buffer.alloc(64)
  let at = 2
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0
    const body = der.subarray(at + 2, at + 2 + length)
    const digits = body[0] === 0 ? body.subarray(1) : body
    if (digits.length > 32) throw faults['signature-malformed']()
    raw.set(digits, end - digits.length)
    at += 2 + length
  }
  // Written again, only the canonical form is the same bytes: padding, long lengths and trailing bytes are not.
  if (der.length > 72 || !derSignature(raw).equals(der)) throw faults['signature-malformed']()
  return raw
}
