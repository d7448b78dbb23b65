import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'

/** Letters of a QR code's alphanumeric mode, in the order of their values. @source RFC 9285 3.1; ISO/IEC 18004 7.4.4 */
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** Letters of data in one code: with its head, level M keeps it at 117 modules, which a phone reads off paper. */
const mostLetters = 1400
/** A text that needs more codes than this is not put into codes. */
export const mostCodes = 12
/** A text of this many bytes is no receipt; what unpacks to more is refused before it is unpacked. */
const largest = 1_048_576

/** Writes bytes with 45 letters. @source RFC 9285 4 */
export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    let value = pair ? (bytes[at] as number) * 256 + (bytes[at + 1] as number) : (bytes[at] as number)
    for (let i = 0; i < (pair ? 3 : 2); i++) {
      text += letters[value % 45]
      value = Math.floor(value / 45)
    }
  }
  return text
}

/** Reads 45 letters, or nothing where the text is none of theirs. @source RFC 9285 4 */
export function fromBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const values = [...text.slice(at, at + 3)].map((letter) => letters.indexOf(letter))
    if (values.includes(-1)) return undefined
    const value = values.reduceRight((sum, one) => sum * 45 + one, 0)
    if (value > (values.length === 3 ? 65_535 : 255)) return undefined
    bytes.push(...(values.length === 3 ? [value >> 8, value & 255] : [value]))
  }
  return Uint8Array.from(bytes)
}

/** Names the codes of one text, so that those of another are not taken for them. @source FNV-1a, 32 bits */
function nameOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(16).toUpperCase().padStart(8, '0')
}

/**
 * The texts of the QR codes that carry a text: `YC1:<name>:<number>/<of>:<data>`, the data deflated.
 * @returns nothing when it would take more than {@link mostCodes}
 */
export function toCodes(text: string): string[] | undefined {
  const packed = deflateSync(strToU8(text), { level: 9 })
  const data = toBase45(packed)
  const of = Math.max(1, Math.ceil(data.length / mostLetters))
  if (of > mostCodes) return undefined
  // Even parts make codes of one size.
  const each = Math.ceil(data.length / of)
  return Array.from(
    { length: of },
    (_, i) => `YC1:${nameOf(packed)}:${i + 1}/${of}:${data.slice(i * each, (i + 1) * each)}`,
  )
}

/** What has been read of a text's codes so far. */
export interface Gathered {
  name: string
  of: number
  /** By number, from 1. */
  parts: ReadonlyMap<number, string>
}

/** Adds a code to those read before; one of another text begins anew, and one that is no code of ours changes nothing. */
export function gather(before: Gathered | undefined, code: string): Gathered | undefined {
  const [, name = '', number = '', total = '', data = ''] =
    /^YC1:([0-9A-F]{8}):([1-9]\d?)\/([1-9]\d?):(.{1,4296})$/.exec(code) ?? []
  const [at, of] = [Number(number), Number(total)]
  if (!name || at > of || of > mostCodes) return before
  const same = before?.name === name && before.of === of
  return { name, of, parts: new Map([...(same ? before.parts : []), [at, data]]) }
}

/** The text, once every code is there; nothing where they do not fit together. */
export function textOf({ name, of, parts }: Gathered): string | undefined {
  if (parts.size < of) return undefined
  const packed = fromBase45(Array.from({ length: of }, (_, i) => parts.get(i + 1) ?? '').join(''))
  if (!packed || nameOf(packed) !== name) return undefined
  try {
    const room = new Uint8Array(largest)
    return strFromU8(inflateSync(packed, { out: room }))
  } catch {
    return undefined
  }
}
