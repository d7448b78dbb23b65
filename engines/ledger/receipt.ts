import { fromBase64, toBase64 } from './base64.ts'
import { canonical, type Json } from './canonical.ts'
import { parseCheckpoint, parseCount, sm3RootOf } from './checkpoint.ts'
import { faults } from './faults.ts'
import { verifyInclusion, type NodeHash } from './merkle/proof.ts'
import { parseNote } from './note.ts'
import { isFinal, type Policy } from './policy.ts'

/** What one leaf says of one act, without a personal word: who and what are references. */
export interface Statement {
  v: 1
  /** Origin of the log. */
  log: string
  kind: string
  subject: string
  actor: string
  /** RFC 3339, UTC. */
  at: string
  /** Of salt and content, in hexadecimal. */
  digest: { 'sha-256': string; sm3: string }
}

/** The content that a digest stands for; only its holder has the salt. */
export interface Opened {
  /** base64, at least 16 bytes. */
  salt: string
  content: Json
}

/** Evidence of one act that is checked without the platform. */
export interface Receipt {
  format: 'yancheng-receipt/1'
  leaf: Statement
  index: number
  /** Inclusion proofs of the two trees of the same leaves, each hash in base64. */
  proof: { 'sha-256': string[]; sm3: string[] }
  /** The signed note. */
  checkpoint: string
  opened?: Opened
}

/** A hash that a browser brings along. */
export interface PureHash extends NodeHash {
  leaf(data: Uint8Array): Uint8Array
  digest(data: Uint8Array): Uint8Array
}

/** The two hashes of a receipt. */
export type ReceiptHashes = Record<'sha-256' | 'sm3', PureHash>

/** One thing that was checked. */
export interface Step {
  rule: 'format' | 'log-signature' | 'witnesses' | 'inclusion-sha-256' | 'inclusion-sm3' | 'content'
  holds: boolean
  says: string
}

/** The C2SP form of a proof. @source C2SP tlog-proof, "Format" */
export interface TextProof {
  extra?: Uint8Array
  index: number
  proof: Uint8Array[]
  checkpoint: string
}

const header = 'c2sp.org/tlog-proof@v1'
const largest = 131_072
const mostHashes = 53
const encoder = new TextEncoder()
const encode = (text: string) => encoder.encode(text)
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += pairs[byte] as string
  return text
}
const isText = (value: unknown, most = 500): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= most && value.isWellFormed()
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const only = (value: Record<string, unknown>, names: string[]) => Object.keys(value).every((n) => names.includes(n))

/** The bytes of a leaf: the canonical text of its statement. */
export const leafData = (leaf: Statement): Uint8Array => encode(canonical(leaf))

/** The digests of an act's content under a salt, which is at least 16 random bytes. @param text canonical */
export function digestOf(hashes: ReceiptHashes, salt: Uint8Array, text: string): Statement['digest'] {
  if (salt.length < 16) throw new RangeError('a salt has at least 16 bytes')
  const said = encode(text)
  const salted = new Uint8Array(salt.length + said.length)
  salted.set(salt)
  salted.set(said, salt.length)
  return { 'sha-256': hex(hashes['sha-256'].digest(salted)), sm3: hex(hashes.sm3.digest(salted)) }
}

function isStatement(leaf: unknown): leaf is Statement {
  if (!isObject(leaf) || !only(leaf, ['v', 'log', 'kind', 'subject', 'actor', 'at', 'digest'])) return false
  const { v, log, kind, subject, actor, at, digest } = leaf
  return (
    v === 1 &&
    [log, kind, subject, actor].every((text) => isText(text)) &&
    isText(at, 40) &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(at) &&
    isObject(digest) &&
    only(digest, ['sha-256', 'sm3']) &&
    [digest['sha-256'], digest['sm3']].every((text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text))
  )
}
const isProof = (proof: unknown): proof is string[] =>
  Array.isArray(proof) &&
  proof.length <= mostHashes &&
  proof.every((item) => typeof item === 'string' && fromBase64(item)?.length === 32)

/** Reads a receipt from JSON, as text or already parsed; proves nothing yet. @throws ledger/wrong-receipt */
export function parseReceipt(input: unknown): Receipt {
  const refuse = (why: string) => faults['wrong-receipt']({ why })
  let receipt = input
  if (typeof input === 'string') {
    if (input.length > largest * 8) throw refuse('内容过大')
    try {
      receipt = JSON.parse(input)
    } catch {
      throw refuse('不是 JSON')
    }
  }
  if (!isObject(receipt) || receipt['format'] !== 'yancheng-receipt/1') throw refuse('不是“yancheng-receipt/1”格式')
  if (!only(receipt, ['format', 'leaf', 'index', 'proof', 'checkpoint', 'opened'])) throw refuse('含有不认识的项目')
  const { leaf, index, proof, checkpoint, opened } = receipt
  if (!isStatement(leaf)) throw refuse('存证陈述缺项或写法不对')
  if (!Number.isSafeInteger(index) || (index as number) < 0) throw refuse('序号不是非负整数')
  if (!isObject(proof) || !only(proof, ['sha-256', 'sm3']) || !isProof(proof['sha-256']) || !isProof(proof['sm3']))
    throw refuse('包含证明缺失或写法不对')
  if (!isText(checkpoint, 65_536)) throw refuse('检查点缺失或过大')
  if (opened !== undefined) {
    const salt = isObject(opened) && isText(opened['salt'], 1000) ? fromBase64(opened['salt']) : undefined
    if (!isObject(opened) || !only(opened, ['salt', 'content']) || !salt || salt.length < 16 || !('content' in opened))
      throw refuse('随附原文或盐值写法不对')
  }
  return receipt as unknown as Receipt
}

/**
 * Checks a receipt by what the holder trusts; every input is hostile and none makes it throw.
 * @returns valid only if every step holds; after a wrong format no further step is tried
 */
export async function verifyReceipt(
  input: unknown,
  policy: Policy,
  hashes: ReceiptHashes,
): Promise<{ valid: boolean; steps: Step[] }> {
  const steps: Step[] = []
  const step = (rule: Step['rule'], holds: boolean, yes: string, no: string) =>
    steps.push({ rule, holds, says: holds ? yes : no })
  let receipt: Receipt
  let data: Uint8Array
  try {
    receipt = parseReceipt(input)
    data = leafData(receipt.leaf)
    const { origin } = parseCheckpoint(parseNote(receipt.checkpoint).text)
    if (origin !== receipt.leaf.log) throw faults['wrong-receipt']({ why: '陈述所说的账本与检查点不是同一个' })
  } catch (error) {
    step('format', false, '', (error as Error).message)
    return { valid: false, steps }
  }
  const { leaf, index, proof, checkpoint: note, opened } = receipt
  step('format', true, `回执完整，存于账本 ${leaf.log} 第 ${index} 号。`, '')
  const finding = await isFinal(note, policy)
  const { checkpoint } = finding
  step(
    'log-signature',
    finding.signedByLog,
    '检查点由所信任的账本签名。',
    `检查点没有所信任账本的有效签名${finding.why ? `：${finding.why}` : '。'}`,
  )
  const names = finding.witnesses.map(({ name }) => name).join('、') || '无'
  step('witnesses', finding.final, `见证达到法定数：${names}。`, `见证未达到法定数，有效见证：${names}。`)
  const includes = (name: 'sha-256' | 'sm3', root: Uint8Array | undefined) =>
    root !== undefined &&
    checkpoint !== undefined &&
    verifyInclusion(hashes[name], {
      index,
      size: checkpoint.size,
      leafHash: hashes[name].leaf(data),
      proof: proof[name].map((item) => fromBase64(item) as Uint8Array),
      root,
    })
  step(
    'inclusion-sha-256',
    includes('sha-256', checkpoint?.root),
    '包含证明（SHA-256）成立：陈述在账本之中，一字未改。',
    '包含证明（SHA-256）不成立：陈述、序号或证明被改动过，或不属于这个检查点。',
  )
  step(
    'inclusion-sm3',
    includes('sm3', checkpoint && sm3RootOf(checkpoint)),
    '包含证明（SM3）成立：以国密算法独立验证，结论相同。',
    '包含证明（SM3）不成立，或检查点没有 SM3 根。',
  )
  if (opened) {
    let holds = false
    try {
      const digest = digestOf(hashes, fromBase64(opened.salt) as Uint8Array, canonical(opened.content))
      holds = digest['sha-256'] === leaf.digest['sha-256'] && digest.sm3 === leaf.digest.sm3
    } catch {
      // What has no canonical form was never what the digest was made of.
    }
    step('content', holds, '随附原文与存证摘要一致。', '随附原文与存证摘要不一致。')
  }
  return { valid: steps.every(({ holds }) => holds), steps }
}

/** Writes the C2SP form. @source C2SP tlog-proof, "Format" */
export function formatTextProof({ extra, index, proof, checkpoint }: TextProof): string {
  const lines = [header, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`, ...proof.map(toBase64)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads the C2SP form. @throws ledger/wrong-receipt, ledger/wrong-note @source C2SP tlog-proof, "Format" */
export function parseTextProof(text: string): TextProof {
  const refuse = (why: string) => faults['wrong-receipt']({ why })
  if (text.length > largest) throw refuse('内容过大')
  const end = text.indexOf('\n\n')
  const lines = text.slice(0, Math.max(end, 0)).split('\n')
  if (lines.shift() !== header) throw refuse(`首行不是 ${header}`)
  let extra: Uint8Array | undefined
  if (lines[0]?.startsWith('extra ')) {
    extra = fromBase64((lines.shift() as string).slice('extra '.length))
    if (!extra) throw refuse('extra 行不是 base64')
  }
  const line = lines.shift() ?? ''
  const index = line.startsWith('index ') ? parseCount(line.slice('index '.length)) : undefined
  if (index === undefined) throw refuse('index 行缺失或写法不对')
  if (!isProof(lines)) throw refuse('证明行写法不对')
  const checkpoint = text.slice(end + 2)
  parseNote(checkpoint)
  return { ...(extra ? { extra } : {}), index, proof: lines.map((item) => fromBase64(item) as Uint8Array), checkpoint }
}

/** A receipt's SHA-256 half in the C2SP form; the leaf is the extra data. */
export const textProofOf = ({ leaf, index, proof, checkpoint }: Receipt): string =>
  formatTextProof({
    extra: leafData(leaf),
    index,
    proof: proof['sha-256'].map((item) => fromBase64(item) as Uint8Array),
    checkpoint,
  })
