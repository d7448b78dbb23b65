import { ask } from '../ask.ts'
import { fromBase64, toBase64 } from '../base64.ts'
import { parseCheckpoint, sm3RootOf, type Checkpoint } from '../checkpoint.ts'
import { treeHash } from '../merkle/hash.ts'
import { verifyConsistency } from '../merkle/proof.ts'
import { consistencyNodes, rangeNodes, rootOf, type Node, type Span } from '../merkle/tree.ts'
import { parseNote, verifiedOf, type Note, type Verifier } from '../note.ts'
import { tilePath, tileWidth } from '../tiles.ts'
import type { AlarmKind, Store } from './store.ts'

const sha = treeHash('sha-256')

/** Hashes of a tree of a size from the tiles that its log serves. @source C2SP tlog-tiles, "Merkle Tree" */
function served(url: string, size: number, timeout: number) {
  const tiles = new Map<string, Promise<Uint8Array>>()
  const tile = (level: number, index: number): Promise<Uint8Array> => {
    const name = `${level}/${index}`
    const kept = tiles.get(name)
    if (kept) return kept
    const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - index * tileWidth)
    const get = async (w: number) => {
      const { status, body } = await ask(`${url}/${tilePath({ level, index, width: w })}`, { timeout, most: 32 * w })
      if (status !== 200 || body.length !== 32 * w) throw new Error(`tile ${name}: ${status}, ${body.length} bytes`)
      return body
    }
    // A partial tile may be gone once the full one is there.
    const got = width === tileWidth ? get(width) : get(width).catch(() => get(tileWidth))
    tiles.set(name, got)
    return got
  }
  const hashOf = async ({ level, index }: Node): Promise<Uint8Array> => {
    const [high, k] = [Math.floor(level / 8), level % 8]
    const perTile = 2 ** (8 - k)
    const bytes = await tile(high, Math.floor(index / perTile))
    const first = (index % perTile) * 2 ** k
    let hashes = Array.from({ length: 2 ** k }, (_, i) => bytes.subarray(32 * (first + i), 32 * (first + i + 1)))
    while (hashes.length > 1)
      hashes = Array.from({ length: hashes.length / 2 }, (_, i) =>
        sha.node(hashes[2 * i] as Uint8Array, hashes[2 * i + 1] as Uint8Array),
      )
    return hashes[0] as Uint8Array
  }
  return async (span: Span): Promise<Uint8Array> => rootOf(sha, await Promise.all(span.map(hashOf)))
}

/** A log to be watched. */
export interface Watched {
  /** The log's prefix. */
  url: string
  origin: string
  verifiers: readonly Verifier[]
  store: Store
  now: () => number
  /** Milliseconds between two looks. */
  every: number
  /** Milliseconds without a checkpoint that holds, after which the log counts as stale. */
  staleAfter: number
  /** Milliseconds for one request. */
  timeout: number
}

/**
 * Looks at a log from time to time: that its checkpoint is signed, and continues the one seen before, by the tiles that it
 * serves. What is wrong is remembered as an alarm; what was seen moves on only over what holds.
 * @returns `look` for one look at once, `close` to end
 */
export function watchLog(watched: Watched): { look: () => Promise<void>; close: () => Promise<void> } {
  const { origin, verifiers, store, now, timeout } = watched
  const url = watched.url.replace(/\/+$/, '')
  const began = now()
  let running: Promise<void> | undefined
  const alarm = (kind: AlarmKind, ...notes: string[]) =>
    store.alarm({ kind, origin, at: new Date(now()).toISOString(), notes })

  async function judge(text: string): Promise<boolean> {
    let note: Note
    let checkpoint: Checkpoint
    try {
      note = parseNote(text)
      checkpoint = parseCheckpoint(note.text)
      if (checkpoint.origin !== origin || (await verifiedOf(note, verifiers)).length === 0) throw new Error('unsigned')
    } catch {
      alarm('bad-signature', text)
      return false
    }
    const { size, root } = checkpoint
    const seen = store.standing(origin, 'seen')
    const cosigned = store.standing(origin, 'cosigned')
    for (const known of [seen, cosigned]) {
      if (known?.size !== size) continue
      const sm3 = sm3RootOf(parseCheckpoint(parseNote(known.note).text))
      const other = sm3RootOf(checkpoint)
      if (known.root === toBase64(root) && (!sm3 || !other || toBase64(sm3) === toBase64(other))) continue
      alarm('fork', known.note, text)
      return false
    }
    if (seen && size < seen.size) {
      alarm('shrunk', seen.note, text)
      return false
    }
    const span = served(url, size, timeout)
    const holds =
      !seen || seen.size === 0
        ? toBase64(await span(rangeNodes(0, size))) === toBase64(root)
        : verifyConsistency(sha, {
            oldSize: seen.size,
            newSize: size,
            oldRoot: fromBase64(seen.root) as Uint8Array,
            newRoot: root,
            proof: await Promise.all(consistencyNodes(seen.size, size).map(span)),
          })
    if (!holds) {
      alarm('rewritten', ...(seen ? [seen.note] : []), text)
      return false
    }
    store.stand(origin, 'seen', { size, root: toBase64(root), note: text, at: now() })
    return true
  }

  async function look() {
    let fine = false
    try {
      const { status, body } = await ask(`${url}/checkpoint`, { timeout, most: 65_536 })
      if (status === 200) fine = await judge(new TextDecoder().decode(body))
    } catch {
      // Out of reach, or tiles missing: told as stale once it lasts.
    }
    const seen = store.standing(origin, 'seen')
    if (!fine && now() - Math.max(began, seen?.at ?? 0) > watched.staleAfter)
      alarm('stale', ...(seen ? [seen.note] : []))
  }
  const once = () => (running ??= look().finally(() => (running = undefined)))
  const timer = setInterval(() => void once().catch(() => undefined), watched.every)
  timer.unref()
  return {
    look: once,
    close: async () => {
      clearInterval(timer)
      await running?.catch(() => undefined)
    },
  }
}
