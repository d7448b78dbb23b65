import { createHmac, timingSafeEqual } from 'node:crypto'

const step = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A code of a counter. @source RFC 4226 5.3 */
export function hotp(secret: Uint8Array, counter: number, digits = 6, algorithm = 'sha1'): string {
  const moving = Buffer.alloc(8)
  moving.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac(algorithm, secret).update(moving).digest()
  const offset = (mac.at(-1) as number) & 0xf
  return `${(mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits}`.padStart(digits, '0')
}

/** The counter of an instant, in milliseconds of the world's time. @source RFC 6238 4.2 */
export const counterAt = (ms: number): number => Math.floor(ms / 1000 / step)

/**
 * The counter for which a code is right, one step early or late at most, and later than any that was used.
 * @source RFC 6238 5.2 (a code is good once; clocks may differ by a step)
 */
export function rightCounter(secret: Uint8Array, code: string, ms: number, used: number): number | undefined {
  const now = counterAt(ms)
  return [now, now - 1, now + 1].find((counter) => {
    const right = Buffer.from(hotp(secret, counter))
    const typed = Buffer.from(code)
    return counter > used && typed.length === right.length && timingSafeEqual(typed, right)
  })
}

/** @source RFC 4648 6 */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What an authenticator app reads from a square code. */
export const totpAddress = (secret: Uint8Array, account: string): string =>
  `otpauth://totp/${encodeURIComponent('数字盐城')}:${encodeURIComponent(account)}?secret=${base32(secret)}&issuer=${encodeURIComponent('数字盐城')}&period=${step}`
