import { faults } from '../faults.ts'
import type { TreeHash } from '../merkle/hash.ts'
import { rootOf, type Node, type Span } from '../merkle/tree.ts'
import { tileWidth } from '../tiles.ts'
import type { TileFiles } from './a-file-has-the-length-of-its-name.ts'
import { tileOf } from './a-wider-tile-serves-for-a-narrower-one.ts'
import { innerAt, innerBytes, innerPath } from './the-hashes-within-a-full-tile-lie-beside-it.ts'

const mostKept = 4096

/** The nodes of the tree that stands in a folder's tiles. */
export class TreeNodes {
  readonly #files: TileFiles
  readonly #hash: TreeHash
  readonly #made = new Map<string, Uint8Array>()

  constructor(files: TileFiles, hash: TreeHash) {
    this.#files = files
    this.#hash = hash
  }

  /** The hash over a span of a tree of a size, nobody's view of what is kept. @throws ledger/no-such-size */
  over(span: Span, size: number): Uint8Array {
    return Uint8Array.from(
      rootOf(
        this.#hash,
        span.map((node) => this.#at(node, size)),
      ),
    )
  }

  forget() {
    this.#made.clear()
  }

  #at({ level, index }: Node, size: number): Uint8Array {
    const [high, height] = [Math.floor(level / 8), level % 8]
    const perTile = 2 ** (8 - height)
    const [n, at] = [Math.floor(index / perTile), index % perTile]
    const held = Math.min(tileWidth, Math.floor(size / tileWidth ** high) - n * tileWidth)
    if (height === 0) {
      const tile = tileOf(this.#files, high, n, held)
      if (!tile) throw faults['no-such-size']({ asked: size })
      return tile.subarray(32 * at, 32 * at + 32)
    }
    const inner = held === tileWidth ? this.#files.at(innerPath(high, n), innerBytes) : undefined
    return inner ? innerAt(inner, height, at) : this.#hashed({ level, index }, size)
  }

  #hashed({ level, index }: Node, size: number): Uint8Array {
    const name = `${level}/${index}`
    const kept = this.#made.get(name)
    if (kept) return kept
    const made = this.#hash.node(
      this.#at({ level: level - 1, index: 2 * index }, size),
      this.#at({ level: level - 1, index: 2 * index + 1 }, size),
    )
    if (this.#made.size >= mostKept) this.#made.clear()
    this.#made.set(name, made)
    return made
  }
}
