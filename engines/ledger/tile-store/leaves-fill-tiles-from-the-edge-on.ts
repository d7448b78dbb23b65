import { faults } from '../faults.ts'
import type { TreeHash } from '../merkle/hash.ts'
import { tileWidth } from '../tiles.ts'
import type { TileFiles } from './a-file-has-the-length-of-its-name.ts'
import { tileOf } from './a-wider-tile-serves-for-a-narrower-one.ts'
import { innerOf } from './the-hashes-within-a-full-tile-lie-beside-it.ts'

export const fullBytes = tileWidth * 32

/** Where a tree goes on: the unfinished tile of each level. */
export interface Edge {
  size: number
  levels: { index: number; count: number; bytes: Buffer }[]
}

/** A tile as it is to be written. */
export interface Tile {
  level: number
  index: number
  width: number
  bytes: Buffer
}
/** A full one, with the hashes within it. */
export interface FullTile extends Tile {
  inner: Buffer
}

/** The edge of the tree of a size, as its tiles hold it. @throws ledger/not-continued */
export function edgeAt(files: TileFiles, from: number): Edge {
  const levels: Edge['levels'] = []
  for (let level = 0, hashes = from; hashes > 0; level += 1, hashes = Math.floor(hashes / tileWidth)) {
    const [index, count] = [Math.floor(hashes / tileWidth), hashes % tileWidth]
    const bytes = Buffer.alloc(fullBytes)
    if (count > 0) {
      const found = tileOf(files, level, index, count)
      if (!found) throw faults['not-continued']({ from })
      found.copy(bytes, 0, 0, 32 * count)
    } else if (index > 0 && !tileOf(files, level, index - 1, tileWidth)) throw faults['not-continued']({ from })
    levels.push({ index, count, bytes })
  }
  return { size: from, levels }
}

/** Takes leaves into the edge and answers the tiles that they fill, of every level. */
export function fill(hash: TreeHash, edge: Edge, leaves: Uint8Array): FullTile[] {
  const full: FullTile[] = []
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

/** What the edge holds beyond full tiles. */
export const unfinishedOf = ({ levels }: Edge): Tile[] =>
  levels.flatMap(({ index, count, bytes }, level) =>
    count > 0 ? [{ level, index, width: count, bytes: Buffer.from(bytes.subarray(0, 32 * count)) }] : [],
  )
