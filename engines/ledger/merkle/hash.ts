import { hash } from 'node:crypto'

/** A hash that a tree may be built with. */
export type TreeHashName = 'sha-256' | 'sm3'

/** The three hashes of a Merkle tree, each 32 bytes. @source RFC 9162 2.1.1 */
export interface TreeHash {
  name: TreeHashName
  leaf(data: Uint8Array): Buffer
  node(left: Uint8Array, right: Uint8Array): Buffer
  /** Root of the tree without leaves. */
  empty: Buffer
}

function made(name: TreeHashName, algorithm: string): TreeHash {
  // One buffer for every inner node: the one-shot hash reads it before this returns.
  const pair = Buffer.alloc(65)
  pair[0] = 1
  return {
    name,
    leaf(data) {
      const framed = Buffer.allocUnsafe(data.length + 1)
      framed[0] = 0
      framed.set(data, 1)
      return hash(algorithm, framed, 'buffer')
    },
    node(left, right) {
      if (left.length !== 32 || right.length !== 32) throw new RangeError('a node is made of two hashes of 32 bytes')
      pair.set(left, 1)
      pair.set(right, 33)
      return hash(algorithm, pair, 'buffer')
    },
    empty: hash(algorithm, '', 'buffer'),
  }
}

const hashes: Record<TreeHashName, TreeHash> = { 'sha-256': made('sha-256', 'sha256'), sm3: made('sm3', 'sm3') }

/** The tree's hash functions by name. @source RFC 9162 2.1.1; GB/T 32905-2016 for SM3 */
export const treeHash = (name: TreeHashName): TreeHash => hashes[name]
