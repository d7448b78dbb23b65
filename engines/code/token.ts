/** A code is taken this long from the start of its slot on. */
export const livesSeconds = 60
/** Slots are the same for every phone: when a code began says nothing of whose it is. */
export const everySeconds = 15
/** A phone's clock may be this far ahead of a scanner's. */
export const earlySeconds = 5

const head = 'SU1.'
const version = 1
/** Version, kind, key (4), start (4). */
const headerBytes = 10
/** Nonce (12), party and person (32), tag (16). */
const sealedBytes = 60
const signatureBytes = 64
const wholeBytes = headerBytes + sealedBytes + signatureBytes

/** A code taken apart; nothing in it is checked yet. */
export interface ReadCode {
  kind: 'person' | 'organisation'
  /** Names the day's key: the first four bytes of the digest of its public key, in hexadecimal. */
  key: string
  /** When its slot begins, in milliseconds. */
  from: number
  /** What is signed: header and sealed holder. */
  signed: Uint8Array
  header: Uint8Array
  sealed: Uint8Array
  /** r‖s. */
  signature: Uint8Array
}

/** Bytes of standard base64. @throws DOMException for what is none */
export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** In lower case, two letters a byte. */
export const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The header: who made it, when, for which kind of holder. @param from the slot's start, in milliseconds */
export function headerOf(kind: ReadCode['kind'], key: Uint8Array, from: number): Uint8Array {
  const header = new Uint8Array(headerBytes)
  header.set([version, kind === 'person' ? 0 : 1])
  header.set(key.subarray(0, 4), 2)
  new DataView(header.buffer).setUint32(6, from / 1000)
  return header
}

/** A code as it stands in a QR: `SU1.` and base64url. */
export function codeText(signed: Uint8Array, signature: Uint8Array): string {
  let binary = ''
  for (const byte of [...signed, ...signature]) binary += String.fromCharCode(byte)
  return head + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Takes a code apart, or answers nothing where the text is no code: another form, length, version or spelling. */
export function readCode(text: string): ReadCode | undefined {
  if (!text.startsWith(head) || !/^[A-Za-z0-9_-]{1,400}$/.test(text.slice(head.length))) return undefined
  let bytes: Uint8Array
  try {
    bytes = fromBase64(text.slice(head.length).replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return undefined
  }
  const [made, kind] = bytes
  if (bytes.length !== wholeBytes || made !== version || (kind !== 0 && kind !== 1)) return undefined
  const signed = bytes.slice(0, headerBytes + sealedBytes)
  const signature = bytes.slice(headerBytes + sealedBytes)
  if (codeText(signed, signature) !== text) return undefined
  return {
    kind: kind === 0 ? 'person' : 'organisation',
    key: hexOf(bytes.subarray(2, 6)),
    from: new DataView(bytes.buffer).getUint32(6) * 1000,
    ...{ signed, signature },
    header: bytes.slice(0, headerBytes),
    sealed: bytes.slice(headerBytes, headerBytes + sealedBytes),
  }
}

/** What the city's own key signs of a day's key. @param publicKey DER SubjectPublicKeyInfo in base64 */
export const dayStatement = (day: string, publicKey: string): Uint8Array =>
  new TextEncoder().encode(`su-code day key 1\n${day}\n${publicKey}\n`)
