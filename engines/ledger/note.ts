import { fromBase64, toBase64 } from './base64.ts'
import { faults } from './faults.ts'

/** One signature line. */
export interface Signature {
  name: string
  keyId: number
  /** What the key made, without the key's id. */
  bytes: Uint8Array
}

/** A text and who signed it; the text ends in a newline. @source C2SP signed-note, "Format" */
export interface Note {
  text: string
  signatures: Signature[]
}

/** A key that checks signatures of its own name and id. */
export interface Verifier {
  name: string
  keyId: number
  verify(text: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>
}

/** A key that signs under its name and id. */
export interface Signer {
  name: string
  keyId: number
  sign(text: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/** The cryptography that a note needs, from Node or from a browser. */
export interface NoteCrypto {
  sha256(data: Uint8Array): Uint8Array
  ed25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>
  /** SM2 with SM3; without it keys of that kind are refused. */
  sm2?(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>
}

/** A public key as text: `<name>+<id>+base64(type ‖ key)`. @source C2SP signed-note, "Verifier keys" */
export interface VerifierKey {
  name: string
  keyId: number
  type: number
  /** After the type; of type 0xff, the longer identifier and the key. */
  key: Uint8Array
}

/** Signature types. @source C2SP signed-note, "Signature types" */
export const signatureType = { ed25519: 0x01, cosignature: 0x04, other: 0xff } as const
/** The longer identifier of SM2 signatures, which follows 0xff; the key follows it as 65 bytes, uncompressed. */
export const sm2Identifier = new TextEncoder().encode('yancheng/sm2-with-sm3/1\n')

const largest = 65_536
const mostSignatures = 16
const dash = '— '
const secretPrefix = 'PRIVATE+KEY+'
const encode = (text: string) => new TextEncoder().encode(text)
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const idBytes = (keyId: number) => Uint8Array.of(keyId >>> 24, keyId >>> 16, keyId >>> 8, keyId)
const idOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
const hexId = (keyId: number) => keyId.toString(16).padStart(8, '0')

/** Tells whether a key may bear a name: not empty, without spaces and plus signs. */
export const isKeyName = (name: string): boolean =>
  name.length > 0 && name.length <= 255 && name.isWellFormed() && !/[\s+\u0085]/u.test(name) && !hasControl(name)
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const hasControl = (text: string) => /[\0-\x09\x0b-\x1f]/.test(text)

/** First four bytes of the hash of name, type and key. @source C2SP signed-note, "Signatures" */
export function keyIdOf(crypto: Pick<NoteCrypto, 'sha256'>, name: string, type: number, key: Uint8Array): number {
  return idOf(crypto.sha256(join(encode(name), Uint8Array.of(0x0a, type), key)))
}

function parseSignature(line: string): Signature {
  const [name, coded, ...rest] = line.startsWith(dash) ? line.slice(dash.length).split(' ') : []
  const bytes = coded === undefined ? undefined : fromBase64(coded)
  if (name === undefined || !isKeyName(name) || !bytes || bytes.length < 5 || rest.length > 0)
    throw faults['wrong-note']({ why: '签名行的写法不合规定' })
  return { name, keyId: idOf(bytes), bytes: bytes.slice(4) }
}

/** Signature lines only, as a witness answers them. @throws ledger/wrong-note */
export function parseSignatures(text: string): Signature[] {
  if (!text.endsWith('\n')) throw faults['wrong-note']({ why: '末尾没有换行' })
  const lines = text.slice(0, -1).split('\n')
  if (lines.length > mostSignatures) throw faults['wrong-note']({ why: `签名多于 ${mostSignatures} 个` })
  return lines.map(parseSignature)
}

/** Reads a note; nobody's signature is checked yet. @throws ledger/wrong-note @source C2SP signed-note, "Format" */
export function parseNote(input: string | Uint8Array): Note {
  if (input.length > largest) throw faults['wrong-note']({ why: `大于 ${largest / 1024} KB` })
  let text: string
  try {
    text = typeof input === 'string' ? input : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input)
  } catch {
    throw faults['wrong-note']({ why: '不是 UTF-8 文字' })
  }
  if (!text.isWellFormed()) throw faults['wrong-note']({ why: '不是 UTF-8 文字' })
  if (hasControl(text)) throw faults['wrong-note']({ why: '含有控制字符' })
  const at = text.lastIndexOf('\n\n')
  if (at < 0) throw faults['wrong-note']({ why: '正文与签名之间没有空行' })
  return { text: text.slice(0, at + 1), signatures: parseSignatures(text.slice(at + 2)) }
}

/** One signature line with its newline. */
export const formatSignature = ({ name, keyId, bytes }: Signature): string =>
  `${dash}${name} ${toBase64(join(idBytes(keyId), bytes))}\n`

/** Writes a note as it is kept and sent. @throws ledger/wrong-note */
export function formatNote({ text, signatures }: Note): string {
  const written = `${text}\n${signatures.map(formatSignature).join('')}`
  const read = parseNote(written)
  if (read.text !== text) throw faults['wrong-note']({ why: '正文末尾没有换行' })
  return written
}

/** Adds signatures of some keys to a text. @throws ledger/wrong-note */
export async function signNote(text: string, signers: readonly Signer[]): Promise<Note> {
  const signatures: Signature[] = []
  for (const { name, keyId, sign } of signers) signatures.push({ name, keyId, bytes: await sign(encode(text)) })
  return parseNote(formatNote({ text, signatures }))
}

/**
 * The signatures of known keys, each found to hold, once a key; unknown ones are ignored.
 * @throws ledger/wrong-note when one of a known key does not hold. An empty answer means: believe nothing of the text.
 */
export async function verifiedOf(note: Note, verifiers: readonly Verifier[]): Promise<Signature[]> {
  const text = encode(note.text)
  const found: Signature[] = []
  for (const signature of note.signatures) {
    const known = verifiers.filter(({ name, keyId }) => name === signature.name && keyId === signature.keyId)
    if (known.length === 0) continue
    for (const { verify } of known)
      if (!(await verify(text, signature.bytes))) throw faults['wrong-note']({ why: `${signature.name} 的签名不成立` })
    if (!found.some(({ name, keyId }) => name === signature.name && keyId === signature.keyId)) found.push(signature)
  }
  return found
}

/** Reads a public key and holds its id against its hash. @throws ledger/wrong-key */
export function parseVkey(crypto: Pick<NoteCrypto, 'sha256'>, text: string): VerifierKey {
  const found = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text)
  const bytes = found && fromBase64(found[3] as string)
  const name = found?.[1] ?? ''
  if (text.length > 4096 || !bytes || bytes.length < 2 || !isKeyName(name))
    throw faults['wrong-key']({ why: '不是“名称+编号+公钥”的写法' })
  const [type, key] = [bytes[0] as number, bytes.slice(1)]
  const keyId = keyIdOf(crypto, name, type, key)
  if (hexId(keyId) !== found?.[2]) throw faults['wrong-key']({ why: `${name} 的编号与公钥不符` })
  return { name, keyId, type, key }
}

/** Writes a public key as text. */
export const formatVkey = ({ name, keyId, type, key }: VerifierKey): string =>
  `${name}+${hexId(keyId)}+${toBase64(join(Uint8Array.of(type), key))}`

/** Reads a secret key, whose key is a seed of 32 bytes: `PRIVATE+KEY+<name>+<id>+base64(type ‖ seed)`. @throws ledger/wrong-key */
export function parseSkey(text: string): VerifierKey {
  const found = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text)
  const bytes = found && fromBase64(found[3] as string)
  if (!bytes || bytes.length !== 33 || !isKeyName(found[1] as string))
    throw faults['wrong-key']({ why: '不是私钥的写法' })
  const keyId = Number.parseInt(found[2] as string, 16)
  return { name: found[1] as string, keyId, type: bytes[0] as number, key: bytes.slice(1) }
}

/** Writes a secret key as text; its id is that of the public key. */
export const formatSkey = (key: VerifierKey): string => `${secretPrefix}${formatVkey(key)}`

/** What a witness signs of a note. @source C2SP tlog-cosignature, "Ed25519 signed message" */
export const cosignedMessage = (time: number, text: Uint8Array): Uint8Array =>
  join(encode(`cosignature/v1\ntime ${time}\n`), text)

/** A cosignature from its time (seconds since 1970) and Ed25519 signature. @source C2SP tlog-cosignature, "Format" */
export function joinCosignature(time: number, signature: Uint8Array): Uint8Array {
  const stamp = new Uint8Array(8)
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time))
  return join(stamp, signature)
}

/** The time and the Ed25519 signature of a cosignature, or nothing where it is none. */
export function splitCosignature(bytes: Uint8Array): { time: number; signature: Uint8Array } | undefined {
  if (bytes.length !== 72) return undefined
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0))
  return Number.isSafeInteger(time) ? { time, signature: bytes.slice(8) } : undefined
}

/** A verifier of a public key: Ed25519, a witness's cosignature, or SM2. @throws ledger/wrong-key */
export function verifierOf(crypto: NoteCrypto, vkey: string): Verifier {
  const { name, keyId, type, key } = parseVkey(crypto, vkey)
  const verifier = (verify: Verifier['verify']): Verifier => ({ name, keyId, verify })
  if (type === signatureType.ed25519 && key.length === 32)
    return verifier((text, signature) => signature.length === 64 && crypto.ed25519(key, text, signature))
  if (type === signatureType.cosignature && key.length === 32)
    return verifier((text, bytes) => {
      const stamped = splitCosignature(bytes)
      return stamped ? crypto.ed25519(key, cosignedMessage(stamped.time, text), stamped.signature) : false
    })
  const { sm2 } = crypto
  const identified = key.length === sm2Identifier.length + 65 && sm2Identifier.every((byte, i) => key[i] === byte)
  if (type === signatureType.other && identified && sm2)
    return verifier((text, signature) => sm2(key.slice(sm2Identifier.length), text, signature))
  throw faults['wrong-key']({ why: `${name} 的算法不受支持` })
}
