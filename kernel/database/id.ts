let lastMs = 0
let sequence = 0
/** Randomness is drawn for many ids at once; each byte is used once. */
const pool = new Uint8Array(4096)
let drawn = pool.length

/**
 * Ids sort by the time they were made, and those of one millisecond by the order they were made in.
 * @source RFC 9562 5.7 (UUID version 7), 6.2 method 1 (26-bit counter)
 */
export function newId(at: Date): string {
  const ms = at.getTime()
  sequence = ms === lastMs ? sequence + 1 : 0
  lastMs = ms
  if (drawn === pool.length) {
    crypto.getRandomValues(pool)
    drawn = 0
  }
  const bytes = pool.slice(drawn, (drawn += 16))
  const time = BigInt(ms)
  for (let i = 0; i < 6; i += 1) bytes[i] = Number((time >> BigInt(8 * (5 - i))) & 0xffn)
  bytes[6] = 0x70 | ((sequence >> 22) & 0x0f)
  bytes[7] = (sequence >> 14) & 0xff
  bytes[8] = 0x80 | ((sequence >> 8) & 0x3f)
  bytes[9] = sequence & 0xff
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
