/** What a shift by eight bits drops, folded back: 256 words for the top 32 bits. */
const folded = new Uint32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let top = 0
  let low = byte
  for (let bit = 0; bit < 8; bit++) {
    const carry = low & 1
    low >>>= 1
    low |= (top & 1) << 31
    top >>>= 1
    if (carry) top ^= 0xe1000000
  }
  folded[byte] = top >>> 0
}

/** The multiples of the hash key by every byte: four words each, high first. @source NIST SP 800-38D 6.3 */
function multiplesOf(key: Buffer): Uint32Array {
  const table = new Uint32Array(1024)
  let [a, b, c, d] = [key.readUInt32BE(0), key.readUInt32BE(4), key.readUInt32BE(8), key.readUInt32BE(12)]
  for (let bit = 0x80; bit > 0; bit >>= 1) {
    table.set([a, b, c, d], bit * 4)
    const carry = d & 1
    d = (d >>> 1) | (c << 31)
    c = (c >>> 1) | (b << 31)
    b = (b >>> 1) | (a << 31)
    a = (a >>> 1) ^ (carry ? 0xe1000000 : 0)
  }
  for (let high = 2; high < 256; high *= 2)
    for (let low = 1; low < high; low++)
      for (let word = 0; word < 4; word++)
        table[(high + low) * 4 + word] = (table[high * 4 + word] ?? 0) ^ (table[low * 4 + word] ?? 0)
  return table
}

/** GHASH of additional data and ciphertext under the hash key; 16 bytes. @source NIST SP 800-38D 6.4 */
export function ghash(key: Buffer, aad: Uint8Array, data: Uint8Array): Buffer {
  const table = multiplesOf(key)
  const lengths = Buffer.alloc(16)
  for (const [at, part] of [aad, data].entries()) lengths.writeBigUInt64BE(BigInt(part.length) * 8n, at * 8)
  const sum = new Uint8Array(16)
  for (const part of [aad, data, lengths]) absorb(table, sum, part)
  return Buffer.from(sum)
}

function absorb(table: Uint32Array, sum: Uint8Array, part: Uint8Array): void {
  for (let at = 0; at < part.length; at += 16) {
    const size = Math.min(16, part.length - at)
    for (let i = 0; i < size; i++) sum[i] = (sum[i] as number) ^ (part[at + i] as number)
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let i = 15; i >= 0; i--) {
      const fold = folded[d & 0xff] as number
      const row = (sum[i] as number) << 2
      d = ((d >>> 8) | (c << 24)) ^ (table[row + 3] as number)
      c = ((c >>> 8) | (b << 24)) ^ (table[row + 2] as number)
      b = ((b >>> 8) | (a << 24)) ^ (table[row + 1] as number)
      a = (a >>> 8) ^ fold ^ (table[row] as number)
    }
    sum[0] = a >>> 24
    sum[1] = a >>> 16
    sum[2] = a >>> 8
    sum[3] = a
    sum[4] = b >>> 24
    sum[5] = b >>> 16
    sum[6] = b >>> 8
    sum[7] = b
    sum[8] = c >>> 24
    sum[9] = c >>> 16
    sum[10] = c >>> 8
    sum[11] = c
    sum[12] = d >>> 24
    sum[13] = d >>> 16
    sum[14] = d >>> 8
    sum[15] = d
  }
}
