import { asking } from '#kernel/database'
import { beginning, type Place } from './attested.ts'
import { raised, type Alarm } from './alarm.ts'
import { compared, type Batch, type Mismatch } from './audit.ts'
import { parseCheckpoint, sm3RootOf } from './checkpoint.ts'
import { openTrees } from './log.ts'
import { treeHash } from './merkle/hash.ts'
import { verifyInclusion } from './merkle/proof.ts'
import { parseNote } from './note.ts'
import type { Archive } from './receipts.ts'
import { tileWidth } from './tiles.ts'

/**
 * Milliseconds between two looks and between two rounds, and the span in which the whole log is looked at once, however long it
 * is, but for one that would cost more leaves a look than `most`.
 */
export const rolling = { every: 5000, rest: 60_000, round: 86_400_000, least: 256, most: 20_000 } as const

/** How far a round has come. */
interface Round {
  round: number
  size: number
  begun: Date
  ended: Date | null
}

/**
 * Holds the next leaves of the log against what the database and the files say now, and raises an alarm for what is not as
 * it was signed; after the last it begins anew. Cost: as many leaves as a day's round needs in one look.
 * @returns how many leaves were looked at, and whether the round is over
 */
export async function lookOn(archive: Archive, now: Date): Promise<{ leaves: number; over: boolean }> {
  const { database } = archive
  const ask = asking(database)
  const [newest] = await ask<Batch & Record<string, unknown>>(
    'select size, leaves, note, xid::text as xid, event from ledger.checkpoint order by size desc limit 1',
  )
  if (!newest || newest.size === 0) return { leaves: 0, over: true }
  const [kept] = await ask<Round & Record<string, unknown>>(
    'select round, size, begun_at as begun, ended_at as ended from ledger.audit where origin = $1',
    [archive.origin],
  )
  const at: Round = kept ?? { round: 1, size: 0, begun: now, ended: null }
  const wanted = Math.min(
    rolling.most,
    Math.max(rolling.least, Math.ceil((newest.size * rolling.every) / rolling.round)),
  )
  // Files are read anew: what a process remembers of them says nothing of the disk.
  const fresh: Archive = { ...archive, trees: openTrees(archive.trees.folder, { writes: false }) }
  const alarms: Alarm[] = []
  let size = at.size
  while (size < newest.size && size - at.size < wanted) {
    const [batch] = await ask<Batch & Record<string, unknown>>(
      'select size, leaves, note, xid::text as xid, event from ledger.checkpoint where size > $1 order by size limit 1',
      [size],
    )
    if (!batch) break
    const [before] = await ask<Place & Record<string, unknown>>(
      'select xid::text as xid, event from ledger.checkpoint where size < $1 order by size desc limit 1',
      [batch.size],
    )
    alarms.push(...(await wrongIn(fresh, before ?? beginning, batch, newest, at.round)))
    size = batch.size
  }
  const over = size >= newest.size
  const next = over
    ? { round: at.round + 1, size: 0, begun_at: now, at: now, ended_at: now }
    : { round: at.round, size, begun_at: at.begun, at: now, ended_at: at.ended }
  await database.write({ all: 'on' }, async (tx) => {
    for (const alarm of alarms) raised(tx, alarm, now)
    tx.add('ledger.audit', { origin: archive.origin, ...next }, { key: ['origin'] })
  })
  return { leaves: size - at.size, over }
}

/** What of one checkpoint is not as it was signed. */
async function wrongIn(archive: Archive, from: Place, batch: Batch, newest: Batch, round: number): Promise<Alarm[]> {
  const start = batch.size - batch.leaves
  const evidence = batch.note
  const found: Alarm[] = []
  try {
    const mismatches: Mismatch[] = []
    for await (const one of compared(archive, asking(archive.database), from, batch)) mismatches.push(one)
    // A changed event is told with its leaf, which is then nobody's; one alarm a checkpoint is enough to be looked into.
    if (mismatches.length > 0)
      found.push({ kind: 'altered', size: batch.size, says: mismatches.map(({ says }) => says).join(''), evidence })
  } catch (error) {
    found.push({ kind: 'damaged', size: batch.size, says: (error as Error).message, evidence })
    return found
  }
  const wrong = damaged(archive, start, batch.size, newest, round)
  if (wrong !== undefined)
    found.push({
      ...{ kind: 'damaged', size: batch.size, evidence: newest.note },
      says: `第 ${wrong} 号叶子到检查点 ${newest.size} 的路在账本文件里走不通：文件损坏或被改动过。`,
    })
  return found
}

/** The first of some leaves whose proof to a signed root does not hold; of each tile one leaf, another in each round. */
function damaged({ trees }: Archive, from: number, to: number, signed: Batch, round: number): number | undefined {
  const checkpoint = parseCheckpoint(parseNote(signed.note).text)
  const roots = { 'sha-256': checkpoint.root, sm3: sm3RootOf(checkpoint) }
  for (let tile = Math.floor(from / tileWidth); tile * tileWidth < to; tile += 1) {
    const index = Math.min(to - 1, Math.max(from, tile * tileWidth + ((round * 37) % tileWidth)))
    for (const name of ['sha-256', 'sm3'] as const) {
      const root = roots[name]
      const holds =
        root !== undefined &&
        verifyInclusion(treeHash(name), {
          ...{ index, size: signed.size, root },
          leafHash: trees[name].leaves(index, index + 1, signed.size),
          proof: trees[name].inclusionProof(index, signed.size),
        })
      if (!holds) return index
    }
  }
  return undefined
}
