import path from 'node:path'
import type { TreeHash } from '../merkle/hash.ts'
import { tilePath, tileWidth } from '../tiles.ts'

export const innerBytes = (tileWidth - 1) * 32

/** Where they lie, outside what is served. */
export const innerPath = (level: number, index: number) =>
  path.join('inner', tilePath({ level, index, width: tileWidth }).slice('tile/'.length))

/** The hashes within a full tile above its own: 128 pairs, 64 of those, … and the root. */
export function innerOf(hash: TreeHash, bytes: Buffer): Buffer {
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

/** One of them. @param height above the tile's own hashes, 1–8 @param at its place among those of its height */
export function innerAt(inner: Buffer, height: number, at: number): Uint8Array {
  const start = tileWidth - 2 ** (9 - height) + at
  return inner.subarray(32 * start, 32 * start + 32)
}
