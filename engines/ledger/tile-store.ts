import { rmSync } from 'node:fs'
import { faults } from './faults.ts'
import type { TreeHash } from './merkle/hash.ts'
import { consistencyNodes, inclusionNodes, rangeNodes } from './merkle/tree.ts'
import { landingIn } from './tile-store/a-file-appears-whole.ts'
import { TileFiles } from './tile-store/a-file-has-the-length-of-its-name.ts'
import { isWanted, standsAlready } from './tile-store/a-full-tile-is-never-rewritten.ts'
import { TreeNodes } from './tile-store/a-node-is-read-where-it-lies-and-hashed-otherwise.ts'
import { partialsOf, tileOf } from './tile-store/a-wider-tile-serves-for-a-narrower-one.ts'
import {
  edgeAt,
  fill,
  unfinishedOf,
  type Edge,
  type FullTile,
} from './tile-store/leaves-fill-tiles-from-the-edge-on.ts'
import { innerBytes, innerPath } from './tile-store/the-hashes-within-a-full-tile-lie-beside-it.ts'
import { dropStrays } from './tile-store/what-no-checkpoint-named-gives-way.ts'
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

/** Leaves that are hashed before they are written, so that a large batch needs no large memory. */
const stride = 64 * tileWidth

/**
 * Opens the tiles in a folder, in the layout that is served. Who writes sweeps away what an interrupted write left
 * behind; who only reads must not.
 * @source C2SP tlog-tiles
 */
export function openTiles(folder: string, hash: TreeHash, { writes = true } = {}): Tiles {
  const files = new TileFiles(folder)
  const nodes = new TreeNodes(files, hash)
  const append = writes ? appending(files, nodes, hash) : () => Promise.reject(new Error(`${folder} is only read`))
  return {
    append,
    inclusionProof(index, size) {
      mustBeSize(size)
      if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw faults['no-such-leaf']({ index, size })
      return inclusionNodes(index, size).map((span) => nodes.over(span, size))
    },
    consistencyProof(m, n) {
      mustBeSize(n)
      if (!Number.isSafeInteger(m) || m < 1 || m > n) throw faults['no-such-size']({ asked: m })
      return consistencyNodes(m, n).map((span) => nodes.over(span, n))
    },
    root(size) {
      mustBeSize(size)
      return nodes.over(rangeNodes(0, size), size)
    },
    leaves(from, to, size) {
      mustBeSize(size)
      if (!(from >= 0 && from <= to && to <= size)) throw faults['no-such-size']({ asked: to })
      return leavesOf(files, from, to, size)
    },
  }
}

function mustBeSize(size: number) {
  if (!Number.isSafeInteger(size) || size < 0) throw faults['no-such-size']({ asked: size })
}

function leavesOf(files: TileFiles, from: number, to: number, size: number): Uint8Array {
  const parts: Uint8Array[] = []
  for (let at = from; at < to;) {
    const index = Math.floor(at / tileWidth)
    const end = Math.min(to, (index + 1) * tileWidth)
    const bytes = tileOf(files, 0, index, Math.min(tileWidth, size - index * tileWidth))
    if (!bytes) throw faults['no-such-size']({ asked: size })
    parts.push(bytes.subarray(32 * (at - index * tileWidth), 32 * (end - index * tileWidth)))
    at = end
  }
  return Buffer.concat(parts)
}

/** What appends to a folder's tiles, one batch after the other. */
function appending(files: TileFiles, nodes: TreeNodes, hash: TreeHash): Tiles['append'] {
  const land = landingIn(files.folder)
  let edge: Edge | undefined
  let turn: Promise<unknown> = Promise.resolve()

  async function write(full: readonly FullTile[]) {
    const wanted = full.flatMap((tile) => {
      const inner = { file: innerPath(tile.level, tile.index), bytes: tile.inner }
      if (!standsAlready(files, tile)) return [inner, { file: tilePath(tile), bytes: tile.bytes }]
      return files.at(inner.file, innerBytes) ? [] : [inner]
    })
    dropStrays(files, nodes, full)
    await land(wanted)
    for (const { level, index } of full) rmSync(partialsOf(files, level, index), { recursive: true, force: true })
  }

  async function append(leaves: Uint8Array, from: number): Promise<{ size: number; root: Uint8Array }> {
    if (leaves.length % 32 !== 0) throw faults['wrong-leaves']({ bytes: leaves.length })
    if (!Number.isSafeInteger(from) || from < 0 || !Number.isSafeInteger(from + leaves.length / 32))
      throw faults['not-continued']({ from })
    const grown = edge?.size === from ? edge : edgeAt(files, from)
    // Until all is written the edge in memory is ahead of the disk: a failure forgets it.
    edge = undefined
    for (let done = 0; done < leaves.length;) {
      const until = Math.min(leaves.length, done + 32 * (stride - (grown.size % tileWidth)))
      await write(fill(hash, grown, leaves.subarray(done, until)))
      done = until
    }
    const unfinished = unfinishedOf(grown)
    dropStrays(files, nodes, unfinished)
    const wanted = unfinished
      .filter((tile) => isWanted(files, tile))
      .map((tile) => ({ file: tilePath(tile), bytes: tile.bytes }))
    await land(wanted)
    for (const { file, bytes } of wanted) files.remember(file, bytes)
    edge = grown
    return { size: grown.size, root: nodes.over(rangeNodes(0, grown.size), grown.size) }
  }

  return (leaves, from) => {
    const mine = turn.then(() => append(leaves, from))
    turn = mine.catch(() => undefined)
    return mine
  }
}
