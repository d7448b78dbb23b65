import { ask } from './ask.ts'
import { toBase64 } from './base64.ts'
import { parseCheckpoint, parseCount } from './checkpoint.ts'
import { formatNote, parseNote, parseSignatures, verifiedOf, type Signature, type Verifier } from './note.ts'

/** What became of a checkpoint that was offered to a witness. */
export type Offered =
  | { kind: 'cosigned'; signature: Signature }
  /** The witness stands at a size from which no proof leads to this checkpoint. */
  | { kind: 'conflict'; size: number }
  | { kind: 'refused'; status: number; why: string }
  | { kind: 'unreachable'; why: string }

/** The body of a request to cosign. @source C2SP tlog-witness, "add-checkpoint" */
export const submission = (from: number, proof: readonly Uint8Array[], note: string): string =>
  `old ${from}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`

/**
 * Offers a checkpoint to one witness and checks what it signed. When it stands elsewhere than thought, it is asked once
 * more with the proof from there.
 * @param offer.note the checkpoint, signed by the log
 * @param offer.from the size that the witness is thought to have, 0 if unknown
 * @param offer.proofFrom the consistency proof from a size in 1..checkpoint's; for 0 and for its own size none is asked
 * @param offer.url submission prefix
 * @param offer.timeout milliseconds for each request
 */
export async function offer(offer: {
  note: string
  from: number
  proofFrom: (size: number) => readonly Uint8Array[] | Promise<readonly Uint8Array[]>
  url: string
  witness: Verifier
  timeout: number
}): Promise<Offered> {
  const { note, proofFrom, url, witness, timeout } = offer
  const { text } = parseNote(note)
  const { size } = parseCheckpoint(text)
  const send = async (from: number) => {
    const proof = from === 0 || from === size ? [] : await proofFrom(from)
    const place = `${url.replace(/\/+$/, '')}/add-checkpoint`
    return ask(place, { timeout, most: 65_536, post: submission(from, proof, note) })
  }
  const said = (body: Uint8Array) => new TextDecoder().decode(body)
  try {
    let answer = await send(Math.min(offer.from, size))
    if (answer.status === 409) {
      const stands = parseCount(said(answer.body).replace(/\n$/, ''))
      if (stands === undefined) return { kind: 'refused', status: 409, why: '见证节点没有说明它所在的大小' }
      if (stands > size) return { kind: 'conflict', size: stands }
      answer = await send(stands)
      if (answer.status === 409) return { kind: 'conflict', size: stands }
    }
    if (answer.status !== 200)
      return { kind: 'refused', status: answer.status, why: said(answer.body).slice(0, 500).trim() }
    try {
      const answered = { text, signatures: parseSignatures(said(answer.body)) }
      formatNote(answered)
      const [signature] = await verifiedOf(answered, [witness])
      if (signature) return { kind: 'cosigned', signature }
    } catch (error) {
      return { kind: 'refused', status: 200, why: (error as Error).message }
    }
    return { kind: 'refused', status: 200, why: '见证节点的答复里没有它自己的签名' }
  } catch (error) {
    const { message, cause } = error as Error
    return { kind: 'unreachable', why: cause instanceof Error ? `${message}: ${cause.message}` : message }
  }
}
