import { askingIn, type Tx } from '#kernel/database'
import { defineRoom } from '#kernel/room'
import { rebuildTrees } from './rebuild.ts'
import { formatCheckpoint, parseCheckpoint, sm3Extension, sm3RootOf } from './checkpoint.ts'
import { beginning, eventsAfter, type Place } from './attested.ts'
import { faults } from './faults.ts'
import { leafOf } from './leaf.ts'
import { nodesAgree } from './standing.ts'
import { append, type Appended, type Log, type Signed, type Trees } from './log.ts'
import { formatNote, parseNote, signNote } from './note.ts'

/** Leaves asked for at once, and under one checkpoint, at most. */
const mostLeaves = 4096
const mostSigned = 16 * mostLeaves
const lock = 320_905

/**
 * Takes the events that no checkpoint holds yet into the trees and signs a checkpoint over them. Whoever else does the
 * same at this moment is left to it.
 * @returns how many leaves were taken
 * @throws ledger/nodes-silent, ledger/against-a-node, ledger/order-lost, ledger/another-log, ledger/rewritten, ledger/not-continued
 */
export async function sequence(log: Log): Promise<number> {
  const { database, trees, keys, sources, now } = log
  return database.write({ all: 'on' }, async (tx) => {
    const [mine] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [lock])
    if (!mine?.mine) return 0
    const [last] = await tx.query<Signed & { lost: boolean }>(
      `select size, note, xid::text as xid, event, xid >= pg_snapshot_xmax(pg_current_snapshot()) as lost
       from ledger.checkpoint order by size desc limit 1`,
    )
    if (last?.lost) throw faults['order-lost']({ size: last.size })
    if (last && !holding.has(trees)) await mustHold(log, last)
    holding.add(trees)
    const known = database.rooms.get(lastHere)
    if (known.get(trees.folder) !== (last?.note ?? '')) {
      await nodesAgree(log.policy().policy, { origin: keys.origin, size: last?.size ?? 0, trees })
      known.set(trees.folder, last?.note ?? '')
    }
    const begun = last ?? (await emptyLog(log, tx))
    const after = (place: Place) => eventsAfter(askingIn(tx), sources, place, mostLeaves)
    const from = begun.size
    let [events, place] = [await after(begun), beginning]
    let tree: Appended | undefined
    while (events.length > 0) {
      const end = events.at(-1) as (typeof events)[number]
      place = { xid: end.xid, event: end.id }
      const size: number = tree?.size ?? from
      // Behind, the database looks for the next leaves while these are hashed.
      const goesOn = events.length === mostLeaves && size + events.length - from < mostSigned
      const next: typeof events | Promise<typeof events> = goesOn ? after(place) : []
      if (next instanceof Promise) next.catch(() => undefined)
      const hashes = events.map((event) => leafOf(keys.origin, event).hashes)
      tree = await append(trees, hashes, size)
      events = await next
    }
    if (!tree) return 0
    const { size } = tree
    const note = await signedAt(log, tree)
    tx.add('ledger.checkpoint', { size, note, leaves: size - from, ...place, at: now() })
    tx.afterCommit(() => known.set(trees.folder, note))
    return size - from
  })
}

/** An empty log signs that it is: whoever begins to watch it then knows all of it. */
async function emptyLog(log: Log, tx: Tx): Promise<Place & { size: number }> {
  const { trees, now } = log
  const note = await signedAt(log, { size: 0, root: trees['sha-256'].root(0), sm3: trees.sm3.root(0) })
  tx.add('ledger.checkpoint', { size: 0, note, leaves: 0, ...beginning, at: now() })
  tx.afterCommit(() => tx.rooms.get(lastHere).set(trees.folder, note))
  return { size: 0, ...beginning }
}

const signedAt = async ({ keys }: Log, { size, root, sm3 }: Appended): Promise<string> =>
  formatNote(
    await signNote(
      formatCheckpoint({ origin: keys.origin, size, root, extensions: [sm3Extension(sm3)] }),
      keys.signers,
    ),
  )

/** What each log was found at, or signed, by this process; where the database says something else the nodes are asked anew. */
const lastHere = defineRoom('last checkpoint signed here', () => new Map<string, string>())

/** Trees whose last signed root was found in them since they were opened. */
const holding = new WeakSet<Trees>()

/** The trees show what was signed last; where they do not, they are made anew from the events. */
async function mustHold(log: Log, last: Signed) {
  const { root, extensions, origin, size } = parseCheckpoint(parseNote(last.note).text)
  const sm3 = sm3RootOf({ root, extensions, origin, size })
  if (origin !== log.keys.origin) throw faults['another-log']({ signed: origin, here: log.keys.origin })
  const holds = (trees: Trees) => {
    try {
      return (
        Buffer.from(root).equals(trees['sha-256'].root(size)) && !!sm3 && Buffer.from(sm3).equals(trees.sm3.root(size))
      )
    } catch {
      return false
    }
  }
  if (!holds(log.trees)) await rebuildTrees(log, last, holds)
}
