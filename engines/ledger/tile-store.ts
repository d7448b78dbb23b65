import { mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import path from 'node:path'
import { faults } from './faults.ts'
import type { TreeHash } from './merkle/hash.ts'
import { consistencyNodes, inclusionNodes, rangeNodes, rootOf, type Node, type Span } from './merkle/tree.ts'
import { tilePath, tileWidth } from './tiles.ts'

/** A tree that stands in a folder as tiles; one process writes at a time. */
export interface Tiles {
  /**
   * Writes leaves from a size on and answers once they are on the disk. The size that counts is the one that a
   * checkpoint names, so the same leaves may be sent again from an older size.
   * @param leaves hashes of 32 bytes, end to end
   * @throws ledger/rewritten, ledger/not-continued, ledger/wrong-leaves, ledger/damaged
   */
  append(leaves: Uint8Array, from: number): Promise<{ size: number; root: Uint8Array }>
  /** @throws ledger/no-such-leaf, ledger/no-such-size */
  inclusionProof(index: number, size: number): Uint8Array[]
  /** Of sizes 0 < m ≤ n. @throws ledger/no-such-size */
  consistencyProof(m: number, n: number): Uint8Array[]
  /** @throws ledger/no-such-size */
  root(size: number): Uint8Array
  /** The hashes of the leaves from..to, end to end, of a tree of a size. @throws ledger/no-such-size */
  leaves(from: number, to: number, size: number): Uint8Array
}

interface Edge {
  size: number
  /** The unfinished tile of each level. */
  levels: { index: number; count: number; bytes: Buffer }[]
}
interface File {
  level: number
  index: number
  width: number
  bytes: Buffer
  inner?: Buffer
}

const fullBytes = tileWidth * 32
const innerBytes = (tileWidth - 1) * 32
/** Leaves that are hashed before they are written, so that a large batch needs no large memory. */
const stride = 64 * tileWidth
const cachedFiles = 512
const cachedNodes = 4096

/** The hashes within a full tile above its own: 128 pairs, 64 of those, … and the root. */
function innerOf(hash: TreeHash, bytes: Buffer): Buffer {
  const inner = Buffer.allocUnsafe(innerBytes)
  let [below, at] = [bytes, 0]
  for (let width = tileWidth / 2; width >= 1; width /= 2) {
    for (let i = 0; i < width; i += 1)
      hash.node(below.subarray(64 * i, 64 * i + 32), below.subarray(64 * i + 32, 64 * i + 64)).copy(inner, at + 32 * i)
    below = inner.subarray(at, at + 32 * width)
    at += 32 * width
  }
  return inner
}

/**
 * Opens the tiles in a folder, in the layout that is served. Who writes sweeps away what an interrupted write left
 * behind; who only reads must not.
 * @source C2SP tlog-tiles
 */
export function openTiles(folder: string, hash: TreeHash, { writes = true } = {}): Tiles {
  const nursery = path.join(folder, 'new')
  if (writes) {
    rmSync(nursery, { recursive: true, force: true })
    mkdirSync(nursery, { recursive: true })
  }
  const files = new Map<string, Buffer>()
  const nodes = new Map<string, Uint8Array>()
  let edge: Edge | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let born = 0

  const innerPath = (level: number, index: number) =>
    path.join('inner', tilePath({ level, index, width: tileWidth }).slice('tile/'.length))
  const partialsOf = (level: number, index: number) =>
    path.join(folder, `${tilePath({ level, index, width: tileWidth })}.p`)

  function bytesAt(file: string, length: number): Buffer | undefined {
    const kept = files.get(file)
    if (kept) {
      files.delete(file)
      files.set(file, kept)
      return kept
    }
    const place = path.join(folder, file)
    // Most that are asked for are not there, and an error costs more than a look.
    if (!statSync(place, { throwIfNoEntry: false })) return undefined
    let bytes: Buffer
    try {
      bytes = readFileSync(place)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
    if (bytes.length !== length) throw faults.damaged({ file })
    remember(file, bytes)
    return bytes
  }
  function remember(file: string, bytes: Buffer) {
    files.set(file, bytes)
    if (files.size > cachedFiles) files.delete(files.keys().next().value as string)
  }
  const widths = (level: number, index: number) => {
    try {
      return readdirSync(partialsOf(level, index)).map(Number)
    } catch {
      return []
    }
  }
  /** At least so many hashes of a tile: from the full one, the one of this width, or a wider one. */
  function tile(level: number, index: number, width: number): Buffer | undefined {
    const at = (w: number) => tilePath({ level, index, width: w })
    const named = (w: number) => bytesAt(at(w), w * 32)
    const found = files.get(at(width)) ?? named(tileWidth) ?? (width < tileWidth ? named(width) : undefined)
    if (found ?? width === tileWidth) return found
    const wider = Math.min(...widths(level, index).filter((w) => w > width))
    return Number.isFinite(wider) ? named(wider) : undefined
  }

  function nodeOf({ level, index }: Node, size: number): Uint8Array {
    const [high, k] = [Math.floor(level / 8), level % 8]
    const perTile = 2 ** (8 - k)
    const [n, at] = [Math.floor(index / perTile), index % perTile]
    const held = Math.min(tileWidth, Math.floor(size / tileWidth ** high) - n * tileWidth)
    const bytes = () => {
      const found = tile(high, n, held)
      if (!found) throw faults['no-such-size']({ asked: size })
      return found
    }
    if (k === 0) return bytes().subarray(32 * at, 32 * at + 32)
    const inner = held === tileWidth ? bytesAt(innerPath(high, n), innerBytes) : undefined
    if (inner) {
      const start = tileWidth - 2 ** (9 - k) + at
      return inner.subarray(32 * start, 32 * start + 32)
    }
    const name = `${level}/${index}`
    const kept = nodes.get(name)
    if (kept) return kept
    const made = hash.node(
      nodeOf({ level: level - 1, index: 2 * index }, size),
      nodeOf({ level: level - 1, index: 2 * index + 1 }, size),
    )
    if (nodes.size >= cachedNodes) nodes.clear()
    nodes.set(name, made)
    return made
  }
  const hashOf = (span: Span, size: number) =>
    rootOf(
      hash,
      span.map((node) => nodeOf(node, size)),
    )
  // What is handed out outlives the caches and is nobody's view of them.
  const drawn = (spans: Span[], size: number) => spans.map((span) => Uint8Array.from(hashOf(span, size)))
  const mustBeSize = (size: number) => {
    if (!Number.isSafeInteger(size) || size < 0) throw faults['no-such-size']({ asked: size })
  }

  function edgeAt(from: number): Edge {
    const levels: Edge['levels'] = []
    for (let level = 0, hashes = from; hashes > 0; level += 1, hashes = Math.floor(hashes / tileWidth)) {
      const [index, count] = [Math.floor(hashes / tileWidth), hashes % tileWidth]
      const bytes = Buffer.alloc(fullBytes)
      if (count > 0) {
        const found = tile(level, index, count)
        if (!found) throw faults['not-continued']({ from })
        found.copy(bytes, 0, 0, 32 * count)
      } else if (index > 0 && !tile(level, index - 1, tileWidth)) throw faults['not-continued']({ from })
      levels.push({ index, count, bytes })
    }
    return { size: from, levels }
  }

  /** Takes hashes into the edge and answers the tiles that they fill. */
  function fill(edge: Edge, leaves: Uint8Array): File[] {
    const full: File[] = []
    const put = (level: number, hashes: Uint8Array) => {
      const at = (edge.levels[level] ??= { index: 0, count: 0, bytes: Buffer.alloc(fullBytes) })
      for (let done = 0; done < hashes.length;) {
        const part = hashes.subarray(done, done + fullBytes - 32 * at.count)
        at.bytes.set(part, 32 * at.count)
        at.count += part.length / 32
        done += part.length
        if (at.count < tileWidth) continue
        const inner = innerOf(hash, at.bytes)
        full.push({ level, index: at.index, width: tileWidth, bytes: at.bytes, inner })
        at.bytes = Buffer.alloc(fullBytes)
        at.index += 1
        at.count = 0
        put(level + 1, inner.subarray(-32))
      }
    }
    put(0, leaves)
    edge.size += leaves.length / 32
    return full
  }

  /** A full tile that is there already is never written again, and must say the same. */
  function stands({ level, index, bytes }: File): boolean {
    const there = bytesAt(tilePath({ level, index, width: tileWidth }), fullBytes)
    if (!there) return false
    if (there.equals(bytes)) return true
    if (level > 0) throw faults.damaged({ file: tilePath({ level, index, width: tileWidth }) })
    const differs = bytes.findIndex((byte, i) => byte !== there[i])
    throw faults.rewritten({ index: index * tileWidth + Math.floor(differs / 32) })
  }
  /** Partial tiles of a batch that no checkpoint came to name, where they say something else. */
  function dropStrays({ level, index, width, bytes }: File) {
    for (const wide of widths(level, index)) {
      const file = tilePath({ level, index, width: wide })
      const there = bytesAt(file, wide * 32)
      const shared = 32 * Math.min(wide, width)
      if (!there || there.subarray(0, shared).equals(bytes.subarray(0, shared))) continue
      rmSync(path.join(folder, file), { force: true })
      files.clear()
      nodes.clear()
    }
  }

  async function sync(place: string) {
    const handle = await open(place)
    await handle.sync()
    await handle.close()
  }
  /** Every file whole beside its place, on the disk, then into its place in order, then the folders. */
  async function land(wanted: { file: string; bytes: Buffer }[]) {
    const folders = new Set<string>()
    const staged = await Promise.all(
      wanted.map(async ({ file, bytes }) => {
        born += 1
        const draft = path.join(nursery, String(born))
        const home = path.dirname(path.join(folder, file))
        const made = await mkdir(home, { recursive: true })
        folders.add(home)
        // A new folder lasts once its own parent is on the disk, up to the one that was there.
        if (made) for (let at = home; at.length >= made.length; at = path.dirname(at)) folders.add(path.dirname(at))
        const handle = await open(draft, 'wx')
        await handle.writeFile(bytes)
        await handle.datasync()
        await handle.close()
        return { draft, file }
      }),
    )
    for (const { draft, file } of staged) await rename(draft, path.join(folder, file))
    await Promise.all([...folders].map(sync))
  }
  async function write(full: File[]) {
    const wanted = full.flatMap((file) => {
      const inner = { file: innerPath(file.level, file.index), bytes: file.inner as Buffer }
      if (!stands(file)) return [inner, { file: tilePath(file), bytes: file.bytes }]
      return bytesAt(inner.file, innerBytes) ? [] : [inner]
    })
    for (const file of full) if (file.level === 0) dropStrays(file)
    await land(wanted)
    for (const { level, index } of full) rmSync(partialsOf(level, index), { recursive: true, force: true })
  }

  async function append(leaves: Uint8Array, from: number): Promise<{ size: number; root: Uint8Array }> {
    if (leaves.length % 32 !== 0) throw faults['wrong-leaves']({ bytes: leaves.length })
    if (!Number.isSafeInteger(from) || from < 0 || !Number.isSafeInteger(from + leaves.length / 32))
      throw faults['not-continued']({ from })
    const grown = edge?.size === from ? edge : edgeAt(from)
    // Until all is written the edge in memory is ahead of the disk: a failure forgets it.
    edge = undefined
    for (let done = 0; done < leaves.length;) {
      const until = Math.min(leaves.length, done + 32 * (stride - (grown.size % tileWidth)))
      await write(fill(grown, leaves.subarray(done, until)))
      done = until
    }
    const partial = grown.levels.flatMap(({ index, count, bytes }, level): File[] =>
      count > 0 ? [{ level, index, width: count, bytes: Buffer.from(bytes.subarray(0, 32 * count)) }] : [],
    )
    for (const file of partial) if (file.level === 0) dropStrays(file)
    // Where a full tile stands already, it serves for the partial one, and must begin with it.
    const wanted = partial.filter((file) => {
      const whole = bytesAt(tilePath({ ...file, width: tileWidth }), fullBytes)
      if (whole && !whole.subarray(0, file.bytes.length).equals(file.bytes))
        throw faults.rewritten({ index: file.index * tileWidth ** (file.level + 1) })
      return !whole && !bytesAt(tilePath(file), file.bytes.length)
    })
    await land(wanted.map((file) => ({ file: tilePath(file), bytes: file.bytes })))
    for (const file of wanted) remember(tilePath(file), file.bytes)
    edge = grown
    return { size: grown.size, root: Uint8Array.from(hashOf(rangeNodes(0, grown.size), grown.size)) }
  }

  return {
    append(leaves, from) {
      const mine = turn.then(() => append(leaves, from))
      turn = mine.catch(() => undefined)
      return mine
    },
    inclusionProof(index, size) {
      mustBeSize(size)
      if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw faults['no-such-leaf']({ index, size })
      return drawn(inclusionNodes(index, size), size)
    },
    consistencyProof(m, n) {
      mustBeSize(n)
      if (!Number.isSafeInteger(m) || m < 1 || m > n) throw faults['no-such-size']({ asked: m })
      return drawn(consistencyNodes(m, n), n)
    },
    root(size) {
      mustBeSize(size)
      return Uint8Array.from(hashOf(rangeNodes(0, size), size))
    },
    leaves(from, to, size) {
      mustBeSize(size)
      if (!(from >= 0 && from <= to && to <= size)) throw faults['no-such-size']({ asked: to })
      const parts: Uint8Array[] = []
      for (let at = from; at < to;) {
        const index = Math.floor(at / tileWidth)
        const end = Math.min(to, (index + 1) * tileWidth)
        const bytes = tile(0, index, Math.min(tileWidth, size - index * tileWidth))
        if (!bytes) throw faults['no-such-size']({ asked: size })
        parts.push(bytes.subarray(32 * (at - index * tileWidth), 32 * (end - index * tileWidth)))
        at = end
      }
      return Buffer.concat(parts)
    },
  }
}
