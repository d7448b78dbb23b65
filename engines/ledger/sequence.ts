import path from 'node:path'
import type { Database } from '#kernel/database'
import { formatCheckpoint, sm3Extension } from './checkpoint.ts'
import { beginning, eventsAfter, type EvidenceSource, type Place } from './events.ts'
import { faults } from './faults.ts'
import type { LogKeys } from './keys.ts'
import { leafOf, type Evidence } from './leaf.ts'
import { treeHash } from './merkle/hash.ts'
import { formatNote, signNote } from './note.ts'
import { openTiles, type Tiles } from './tile-store.ts'

/** The two trees of one log, in a folder. */
export interface Trees {
  'sha-256': Tiles
  sm3: Tiles
}

/** Opens both trees; the first is the one that is served. One process writes at a time. */
export const openTrees = (folder: string, how: { writes: boolean }): Trees => ({
  'sha-256': openTiles(path.join(folder, 'sha-256'), treeHash('sha-256'), how),
  sm3: openTiles(path.join(folder, 'sm3'), treeHash('sm3'), how),
})

/** What one log needs to go on. */
export interface Log {
  database: Database
  trees: Trees
  keys: LogKeys
  sources: readonly EvidenceSource[]
  now: () => Date
}

/** Leaves taken into the trees in one transaction, at most. */
const mostLeaves = 4096
const lock = 320_905

/**
 * Takes the events that no checkpoint holds yet into the trees and signs a checkpoint over them. Whoever else does the
 * same at this moment is left to it.
 * @returns how many leaves were taken
 * @throws ledger/order-lost, ledger/rewritten, ledger/not-continued
 */
export async function sequence({ database, trees, keys, sources, now }: Log): Promise<number> {
  return database.write({ all: 'on' }, async (tx) => {
    const [mine] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [lock])
    if (!mine?.mine) return 0
    const [last] = await tx.query<Place & { size: number; lost: boolean }>(
      `select size, xid::text as xid, event, xid >= pg_snapshot_xmax(pg_current_snapshot()) as lost
       from ledger.checkpoint order by size desc limit 1`,
    )
    if (last?.lost) throw faults['order-lost']({ size: last.size })
    const events = await eventsAfter((text, values) => tx.query(text, values), sources, last ?? beginning, mostLeaves)
    const end = events.at(-1)
    if (!end) return 0
    const from = last?.size ?? 0
    const { size, root, sm3 } = await grow(trees, keys.origin, events, from)
    const text = formatCheckpoint({ origin: keys.origin, size, root, extensions: [sm3Extension(sm3)] })
    const note = formatNote(await signNote(text, keys.signers))
    const at = now()
    tx.add('ledger.checkpoint', { size, note, leaves: events.length, xid: end.xid, event: end.id, at })
    return events.length
  })
}

async function grow(trees: Trees, origin: string, events: readonly Evidence[], from: number) {
  const leaves = events.map((event) => leafOf(origin, event).hashes)
  const [sha, sm3] = await Promise.all([
    trees['sha-256'].append(Buffer.concat(leaves.map((leaf) => leaf['sha-256'])), from),
    trees.sm3.append(Buffer.concat(leaves.map((leaf) => leaf.sm3)), from),
  ])
  return { size: sha.size, root: sha.root, sm3: sm3.root }
}
