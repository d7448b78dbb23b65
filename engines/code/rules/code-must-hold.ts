import { dayOf } from '#kernel/clock'
import { faults } from '../faults.ts'
import { dayStatement, earlySeconds, fromBase64, livesSeconds, type ReadCode } from '../token.ts'

/** A day's public key, as scanners hold it. */
export interface DayKey {
  /** First four bytes of its digest, in hexadecimal. */
  id: string
  day: string
  /** DER SubjectPublicKeyInfo, base64. */
  publicKey: string
  /** The city's own key over {@link dayStatement}: r‖s, base64. */
  signature: string
}

/** SM2 with SM3 and the default identity. @param publicKey DER SubjectPublicKeyInfo, base64 @param signature r‖s */
export type VerifiesCode = (publicKey: string, message: Uint8Array, signature: Uint8Array) => boolean

/**
 * A code holds when its slot is now, its key is its day's, the city vouches for that key, and the key has signed it.
 * The same on the server and on a scanner with no network.
 * @param root the city's own public key, given to the scanner when it was registered
 * @throws code/not-yet, code/expired, code/key-not-known, code/signature-not-valid
 */
export function codeMustHold(
  code: ReadCode,
  o: { at: number; keys: readonly DayKey[]; root: string; verify: VerifiesCode },
): void {
  const age = (o.at - code.from) / 1000
  if (age < -earlySeconds) throw faults['not-yet']()
  if (age >= livesSeconds) throw faults['expired']({ lives: livesSeconds })
  const day = dayOf(new Date(code.from))
  const key = o.keys.find((one) => one.id === code.key && one.day === day)
  if (!key) throw faults['key-not-known']()
  const vouched = o.verify(o.root, dayStatement(key.day, key.publicKey), fromBase64(key.signature))
  if (!vouched || !o.verify(key.publicKey, code.signed, code.signature)) throw faults['signature-not-valid']()
}
