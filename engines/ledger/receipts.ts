import { type Database, asking } from '#kernel/database'
import { toBase64 } from './base64.ts'
import { columns, withRows, type EvidenceSource, type Place } from './attested.ts'
import { faults } from './faults.ts'
import { raise } from './alarm.ts'
import { leafOf, nodeHashes, type Evidence } from './leaf.ts'
import type { Policy } from './policy.ts'
import { verifyReceipt, type Receipt } from './receipt.ts'
import type { Trees } from './log.ts'

/** What receipts are made from. */
export interface Archive {
  database: Database
  trees: Trees
  origin: string
  sources: readonly EvidenceSource[]
}

type Attested = Evidence & Place

/** An event with what was written beside it. @throws ledger/no-such-event ledger/forgotten */
export async function eventOf({ database, sources }: Archive, id: string): Promise<Attested> {
  const ask = asking(database)
  const [event] = await ask<Omit<Attested, 'rows'>>(`select ${columns} from kernel.event e where e.id = $1`, [id])
  if (!event) throw faults['no-such-event']({})
  const [forgotten] = await ask<{ reason: string }>('select reason from ledger.forgotten where event = $1', [id])
  if (forgotten) throw faults.forgotten(forgotten)
  const [whole] = await withRows(ask, sources, [event])
  return whole as Attested
}

/** Where among the leaves an event lies, and what signed it. */
async function batchOf({ database }: Archive, { xid, id }: Attested) {
  const [batch] = await asking(database)<{ size: number; leaves: number; final: number | null; note: string | null }>(
    `select c.size, c.leaves, f.size as final, f.note from
       (select size, leaves from ledger.checkpoint where (xid, event) >= ($1::xid8, $2::uuid) order by xid, event limit 1) c
       left join lateral (select size, note from ledger.final where size >= c.size order by size limit 1) f on true`,
    [xid, id],
  )
  return batch
}

/** The leaf of an event and its place, under the first final checkpoint that holds it. @throws ledger/not-yet-final ledger/does-not-match */
export async function mustBeLeaf(archive: Archive, event: Attested) {
  const batch = await batchOf(archive, event)
  if (!batch?.note || batch.final === null) throw faults['not-yet-final']({ witnesses: batch ? '见证中' : '待签' })
  const { size, leaves, final, note } = batch
  const leaf = leafOf(archive.origin, event)
  const hashes = Buffer.from(archive.trees['sha-256'].leaves(size - leaves, size, final))
  const at = placeIn(hashes, leaf.hashes['sha-256'])
  if (at < 0) {
    const refusal = faults['does-not-match']({ size })
    await raise(archive.database, { kind: 'altered', size, says: refusal.message, evidence: note }, new Date())
    throw refusal
  }
  return { leaf, index: size - leaves + at, final, note }
}

/**
 * The evidence of one act, with its content if the holder may read it. It is checked as its holder will, before it is given.
 * @throws ledger/not-yet-final ledger/does-not-match ledger/proof-fails
 */
export async function receiptOf(archive: Archive, event: Attested, opened: boolean, policy: Policy): Promise<Receipt> {
  const { leaf, index, final, note } = await mustBeLeaf(archive, event)
  const proofIn = (tree: 'sha-256' | 'sm3') => archive.trees[tree].inclusionProof(index, final).map(toBase64)
  const receipt: Receipt = {
    format: 'yancheng-receipt/1',
    leaf: leaf.statement,
    index,
    proof: { 'sha-256': proofIn('sha-256'), sm3: proofIn('sm3') },
    checkpoint: note,
    ...(opened && { opened: leaf.opened() }),
  }
  const { valid, steps } = await verifyReceipt(receipt, policy, nodeHashes)
  if (valid) return receipt
  const says = steps
    .filter(({ holds }) => !holds)
    .map((step) => step.says)
    .join('')
  await raise(archive.database, { kind: 'damaged', size: index, says, evidence: note }, new Date())
  throw faults['proof-fails']({ index })
}

/** The number of the first hash of 32 bytes that equals one, or less than 0. */
export function placeIn(hashes: Buffer, one: Uint8Array): number {
  let at = hashes.indexOf(one)
  while (at >= 0 && at % 32 !== 0) at = hashes.indexOf(one, at + 1)
  return at / 32
}
