import path from 'node:path'
import type { Database } from '#kernel/database'
import type { EvidenceSource, Place } from './attested.ts'
import type { LogKeys } from './keys.ts'
import type { Leaf } from './leaf.ts'
import { treeHash } from './merkle/hash.ts'
import type { Policy } from './policy.ts'
import { openTiles, type Tiles } from './tile-store.ts'

/** The two trees of one log, in a folder; the first is the one that is served. */
export interface Trees {
  folder: string
  'sha-256': Tiles
  sm3: Tiles
}

/** Opens both trees. One process writes at a time. */
export const openTrees = (folder: string, how: { writes: boolean }): Trees => ({
  folder,
  'sha-256': openTiles(path.join(folder, 'sha-256'), treeHash('sha-256'), how),
  sm3: openTiles(path.join(folder, 'sm3'), treeHash('sm3'), how),
})

/** What one log needs to go on. */
export interface Log {
  database: Database
  trees: Trees
  keys: LogKeys
  sources: readonly EvidenceSource[]
  /** Whose nodes are asked what they know of it, before it signs. */
  policy: () => { policy: Policy }
  now: () => Date
}

/** What was signed last, and the last event that it holds. */
export interface Signed extends Place {
  size: number
  note: string
}

/** A tree's size with its root in each hash. */
export interface Appended {
  size: number
  root: Uint8Array
  sm3: Uint8Array
}

/** Appends leaves to both trees. */
export async function append(trees: Trees, leaves: readonly Leaf['hashes'][], from: number): Promise<Appended> {
  const [sha, sm3] = await Promise.all([
    trees['sha-256'].append(Buffer.concat(leaves.map((leaf) => leaf['sha-256'])), from),
    trees.sm3.append(Buffer.concat(leaves.map((leaf) => leaf.sm3)), from),
  ])
  return { size: sha.size, root: sha.root, sm3: sm3.root }
}
