import { asking } from '#kernel/database'
import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { beginning } from './attested.ts'
import { faults } from './faults.ts'
import { append, openTrees, type Log, type Signed, type Trees } from './log.ts'
import { replay } from './replay.ts'

/**
 * Makes lost or damaged trees anew from the events, beside the old ones, and takes them over when they show the root
 * that was signed.
 * @throws ledger/not-remade when the events are no longer what was signed
 */
export async function rebuildTrees(log: Log, last: Signed, holds: (trees: Trees) => boolean) {
  const { database, trees, keys, sources } = log
  const beside = path.join(trees.folder, 'anew')
  rmSync(beside, { recursive: true, force: true })
  const made = openTrees(beside, { writes: true })
  let size = 0
  for await (const replayed of replay({ ask: asking(database), sources, origin: keys.origin }, beginning, last))
    if (replayed.length > 0)
      ({ size } = await append(
        made,
        replayed.map(({ hashes }) => hashes),
        size,
      ))
  if (!holds(made)) throw faults['not-remade']({ size: last.size })
  for (const tree of ['sha-256', 'sm3'] as const) {
    const place = path.join(trees.folder, tree)
    rmSync(`${place}.old`, { recursive: true, force: true })
    if (existsSync(place)) renameSync(place, `${place}.old`)
    renameSync(path.join(beside, tree), place)
    rmSync(`${place}.old`, { recursive: true, force: true })
  }
  Object.assign(trees, openTrees(trees.folder, { writes: true }))
}
