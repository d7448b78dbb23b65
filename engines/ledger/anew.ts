import { existsSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { asking, beginning, eventsAfter, type Ask } from './events.ts'
import { faults } from './faults.ts'
import { leafOf, type Evidence, type Leaf } from './leaf.ts'
import { append, openTrees, type Log, type Signed, type Trees } from './log.ts'

/** Leaves that are hashed at a time. */
const stride = 4096

/**
 * Makes lost or damaged trees anew from the events, beside the old ones, and takes them over when they show the root
 * that was signed.
 * @throws ledger/not-remade when the events are no longer what was signed
 */
export async function makeAnew(log: Log, last: Signed, holds: (trees: Trees) => boolean) {
  const { database, trees, keys, sources } = log
  const beside = path.join(trees.folder, 'anew')
  rmSync(beside, { recursive: true, force: true })
  const made = openTrees(beside, { writes: true })
  const ask = asking(database)
  for (let [at, size] = [beginning, 0]; ;) {
    const events = await eventsAfter(ask, sources, at, stride, last)
    const forgotten = await forgottenAmong(ask, events)
    const leaves = events.map((event) => forgotten.get(event.id) ?? leafOf(keys.origin, event).hashes)
    if (leaves.length > 0) ({ size } = await append(made, leaves, size))
    const end = events.at(-1)
    if (!end || events.length < stride) break
    at = { xid: end.xid, event: end.id }
  }
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

/** The leaves of events whose salt was erased. */
export async function forgottenAmong(ask: Ask, events: readonly Evidence[]): Promise<Map<string, Leaf['hashes']>> {
  const ids = events.filter(({ salt }) => salt === null).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await ask<{ event: string; sha256: Buffer; sm3: Buffer }>(
    'select event, sha256, sm3 from ledger.forgotten where event = any($1::uuid[])',
    [ids],
  )
  return new Map(rows.map(({ event, sha256, sm3 }) => [event, { 'sha-256': sha256, sm3 }]))
}
