import type { House } from '#kernel/engine'
import { digest } from '#engines/crypto'
import { plainData, readSignedData } from '#engines/crypto/run'
import type { Steps } from './steps.ts'
import { nameIn, trusted } from './trust.ts'

const mostSignature = 2 ** 20

/** When a signature says that it was made, `D:YYYYMMDDHHmmSSZ` or with a zone. @source ISO 32000-2 7.9.4 */
function momentOf(text: string): Date | undefined {
  const found = /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?'?)?\)/g
  const last = [...text.matchAll(found)].at(-1)
  if (!last) return undefined
  const [, year, month, day, hour, minute, second, sign, zoneHours, zoneMinutes] = last
  const [h, m] = [Number(zoneHours ?? 0), Number(zoneMinutes ?? 0)]
  const away = (sign === '-' ? -1 : 1) * (h * 60 + m) * 60_000
  const [y, month0, d, hh, mm, ss] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return new Date(Date.UTC(y, month0 - 1, d, hh, mm, ss) - away)
}

/** Checks a PDF, and notes what it finds. @returns the seal that it carries. @source ISO 32000-2 12.8.1; ETSI EN 319 142-1 5 */
export async function checkPdf(house: House, content: Buffer, steps: Steps) {
  const text = content.toString('latin1')
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1)
  if (!ranges) {
    steps.note('form', 'wrong', '是 PDF 文件，但是没有盖电子印章。')
    return null
  }
  const [from, first, next, rest] = ranges.slice(1).map(Number) as [number, number, number, number]
  const hex = text.slice(from + first, next)
  const written = /^<([0-9a-fA-F]+)>$/.exec(hex.trim())?.[1] ?? ''
  const der = Buffer.from(written, 'hex')
  const length = derLength(der)
  const signed = length ? readSafely(der.subarray(0, length)) : undefined
  // Nobody has signed what fills the room behind a signature: nothing may stand in it.
  const filled = length !== undefined && /^0*$/.test(written.slice(length * 2))
  if (from !== 0 || next <= first || !signed || !filled) {
    steps.note('form', 'wrong', '签章数据读不出来：文件损坏，或者签章的位置被改动过。')
    return null
  }
  const at = momentOf(text)
  steps.holds(
    'form',
    signed.type === plainData && at !== undefined,
    '是盖了电子印章的 PDF 文件。',
    '签章的种类或者时间读不出来。',
  )
  const covered = Buffer.concat([content.subarray(0, first), content.subarray(next, next + rest)])
  const intact = signed.holds(digest('sha-256', covered))
  steps.holds(
    'signer',
    intact,
    `由“${nameIn(signed.certificate.subject)}”的密钥签名，签名成立。`,
    '签名不成立：文件或者签章数据在盖章之后被改动过。',
  )
  steps.holds(
    'parts',
    intact && next + rest === content.length,
    '全部内容都和盖章时一样。',
    intact ? '盖章之后，文件末尾又添加了内容，添加的不受印章保护。' : '内容和盖章时不一样。',
  )
  if (!at) return null
  const { der: certificate, serial, key, subject } = signed.certificate
  if (key.algorithm === 'ed25519') return null
  await trusted(house, steps, { certificate, serial, algorithm: key.algorithm, at })
  return { name: nameIn(subject), number: '', at }
}

/** How long the one element is that begins a text of DER; what follows fills its room. */
function derLength(der: Buffer): number | undefined {
  if (der[0] !== 0x30 || der.length < 4) return undefined
  const first = der[1] as number
  if (first < 0x80) return 2 + first
  const size = first & 0x7f
  if (size === 0 || size > 3) return undefined
  return 2 + size + der.readUIntBE(2, size)
}

function readSafely(der: Buffer) {
  try {
    return readSignedData(der, mostSignature)
  } catch {
    return undefined
  }
}
