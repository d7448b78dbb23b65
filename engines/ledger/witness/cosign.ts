import { fromBase64, toBase64 } from '../base64.ts'
import { parseCheckpoint, parseCount } from '../checkpoint.ts'
import { treeHash } from '../merkle/hash.ts'
import { verifyConsistency } from '../merkle/proof.ts'
import {
  formatNote,
  formatSignature,
  parseNote,
  verifiedOf,
  type Note,
  type Signature,
  type Verifier,
} from '../note.ts'
import type { Store } from './store.ts'

/** What a request to cosign is answered. */
export interface Reply {
  status: 200 | 400 | 403 | 404 | 409 | 422
  body: string
  type?: string
}

/** A witness's own key; it signs at once, so that nothing comes between check and record. */
export interface Cosigner {
  name: string
  keyId: number
  sign(text: Uint8Array): Uint8Array
}

const sha = treeHash('sha-256')
const mostHashes = 63
const plain = (status: Reply['status'], why: string): Reply => ({ status, body: `${why}\n` })

function parseBody(body: Uint8Array) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  const end = text.indexOf('\n\n')
  const [first = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\n')
  const old = first.startsWith('old ') ? parseCount(first.slice('old '.length)) : undefined
  const proof = lines.map(fromBase64)
  if (old === undefined || lines.length > mostHashes || proof.some((hash) => hash?.length !== 32)) return undefined
  const note = parseNote(text.slice(end + 2))
  return { old, proof: proof as Uint8Array[], note, checkpoint: parseCheckpoint(note.text) }
}

/**
 * Answers a request to cosign a checkpoint: who signs is trusted, what is signed continues what was signed before, and
 * that is on the disk before the answer leaves.
 * @source C2SP tlog-witness, "add-checkpoint"
 */
export async function addCheckpoint(
  body: Uint8Array,
  node: { logs: ReadonlyMap<string, readonly Verifier[]>; store: Store; cosigner: Cosigner; now: () => number },
): Promise<Reply> {
  const { logs, store, cosigner, now } = node
  let asked: ReturnType<typeof parseBody>
  try {
    asked = parseBody(body)
  } catch (error) {
    return plain(400, (error as Error).message)
  }
  if (!asked) return plain(400, '请求的写法不合规定')
  const { old, proof, note, checkpoint } = asked
  const { origin, size, root } = checkpoint
  const verifiers = logs.get(origin)
  if (!verifiers) return plain(404, '本节点不见证这个账本')
  let signed: Signature[] = []
  try {
    signed = await verifiedOf(note, verifiers)
  } catch {
    // One that does not hold counts as none.
  }
  if (signed.length === 0) return plain(403, '没有所信任账本的有效签名')
  if (old > size) return plain(400, '旧的大小大于检查点的大小')
  // From here to the record nothing waits: two requests cannot both pass on the same record.
  const standing = store.standing(origin, 'cosigned')
  const recorded = standing?.size ?? 0
  if (standing && size === recorded && toBase64(root) !== standing.root)
    alarmOfFork(store, origin, now, standing.note, { text: note.text, signatures: signed })
  if (old !== recorded) return { status: 409, body: `${recorded}\n`, type: 'text/x.tlog.size' }
  if (size === 0 && !sha.empty.equals(root)) return plain(422, '空账本的根不对')
  const oldRoot = standing && fromBase64(standing.root)
  const continues =
    old === 0 || !oldRoot
      ? proof.length === 0 && (!standing || size > 0 || toBase64(root) === standing.root)
      : verifyConsistency(sha, { oldSize: old, newSize: size, oldRoot, newRoot: root, proof })
  if (!continues) return plain(422, '一致性证明不成立：检查点没有延续此前见证过的账本')
  const { name, keyId } = cosigner
  const cosignature: Signature = { name, keyId, bytes: cosigner.sign(new TextEncoder().encode(note.text)) }
  const kept = formatNote({ text: note.text, signatures: [...signed, cosignature] })
  store.stand(origin, 'cosigned', { size, root: toBase64(root), note: kept, at: now() })
  return { status: 200, body: formatSignature(cosignature) }
}

/** Two roots of one size under the log's own signature prove that it shows two histories. */
function alarmOfFork(store: Store, origin: string, now: () => number, known: string, other: Note) {
  store.alarm({ kind: 'fork', origin, at: new Date(now()).toISOString(), notes: [known, formatNote(other)] })
}
