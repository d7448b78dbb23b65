import { asking, type Ask } from '#kernel/database'
import { parseCheckpoint, sm3RootOf } from './checkpoint.ts'
import { beginning, type Place } from './attested.ts'
import { treeHash } from './merkle/hash.ts'
import { rootOf } from './merkle/tree.ts'
import { parseNote } from './note.ts'
import { isFinal, type Policy } from './policy.ts'
import { placeIn, type Archive } from './receipts.ts'
import { replay } from './replay.ts'
import { standingOf } from './standing.ts'

/** Something that is not as it was when it happened. */
export interface Mismatch {
  what: 'event' | 'leaf' | 'tree' | 'checkpoint' | 'witness' | 'record'
  /** `<kind>:<id>` of what it is about, or the leaf's number, or a node's name. */
  subject: string
  says: string
}

/** How an engine holds its records against the events that tell of them. */
export type RecordCheck = (ask: Ask) => AsyncIterable<Mismatch>

export interface Batch extends Place {
  size: number
  leaves: number
  note: string
}

/**
 * Replays the whole log against the database: every event against its leaf, both trees against what was signed, what was
 * signed against each node's own record, and every record against the events that tell of it.
 * @param progress is told how many leaves were replayed
 */
export async function* auditLog(
  archive: Archive,
  policy: Policy,
  records: readonly RecordCheck[],
  progress: (leaves: number) => void = () => {},
): AsyncGenerator<Mismatch> {
  const ask = asking(archive.database)
  const roots = { 'sha-256': new Range('sha-256'), sm3: new Range('sm3') }
  let [from, last]: [Place, Batch | undefined] = [beginning, undefined]
  for (;;) {
    const batches: Batch[] = await ask<Batch & Record<string, unknown>>(
      'select size, leaves, note, xid::text as xid, event from ledger.checkpoint where size > $1 order by size limit 64',
      [last?.size ?? 0],
    )
    if (batches.length === 0) break
    for (const batch of batches) {
      if (batch.size !== (last?.size ?? 0) + batch.leaves)
        yield { what: 'checkpoint', subject: String(batch.size), says: `检查点 ${batch.size} 之前缺了检查点。` }
      yield* compared(archive, ask, from, batch, roots)
      last = batch
      from = batch
      progress(batch.size)
    }
  }
  if (last) yield* signed(archive, policy, last, roots)
  for (const check of records) yield* check(ask)
}

/** One checkpoint's events against its leaves. */
export async function* compared(
  { trees, origin, sources }: Archive,
  ask: Ask,
  from: Place,
  batch: Batch,
  roots?: Record<'sha-256' | 'sm3', Range>,
): AsyncGenerator<Mismatch> {
  const start = batch.size - batch.leaves
  const leaves = Buffer.from(trees['sha-256'].leaves(start, batch.size, batch.size))
  roots?.['sha-256'].add(leaves)
  roots?.sm3.add(trees.sm3.leaves(start, batch.size, batch.size))
  const told = new Uint8Array(batch.leaves)
  let index = 0
  for await (const replayed of replay({ ask, sources, origin }, from, batch))
    for (const { event, hashes } of replayed) {
      const hash = hashes['sha-256']
      const found = leaves.subarray(32 * index, 32 * index + 32).equals(hash) ? index : placeIn(leaves, hash)
      index += 1
      if (found >= 0) told[found] = 1
      else
        yield {
          what: 'event',
          subject: event.subject,
          says: `${event.at} 的 ${event.kind}（${event.id}）与账本里的叶子不符：它在存证之后被改动或添加过。`,
        }
    }
  for (let i = 0; i < batch.leaves; i += 1)
    if (!told[i])
      yield {
        what: 'leaf',
        subject: String(start + i),
        says: `账本第 ${start + i} 号叶子在数据库里没有对应的事件：它被删除或改动过。`,
      }
}

/** What was signed last against the leaves, the policy, and each node's own record of this log. */
async function* signed(
  { trees, origin, database }: Archive,
  policy: Policy,
  last: Batch,
  roots: Record<'sha-256' | 'sm3', Range>,
): AsyncGenerator<Mismatch> {
  const subject = String(last.size)
  const checkpoint = parseCheckpoint(parseNote(last.note).text)
  if (!same(checkpoint.root, roots['sha-256'].root()) || !same(sm3RootOf(checkpoint), roots.sm3.root()))
    yield { what: 'tree', subject, says: `叶子算出的根与检查点 ${last.size} 所签的根不同：账本文件被改动过。` }
  const [final] = await asking(database)<{ note: string }>('select note from ledger.final order by size desc limit 1')
  const finding = await isFinal(final?.note ?? last.note, policy)
  if (!finding.final)
    yield { what: 'checkpoint', subject, says: `最近的定稿检查点不合信任策略：${finding.why ?? '签名未达到法定数'}。` }
  for (const { name, url } of policy.witnesses) {
    if (!url) continue
    const seen = await standingOf(url, origin).catch(() => undefined)
    if (!seen) yield { what: 'witness', subject: name, says: `见证节点 ${name} 没有答复，未能与它的记录核对。` }
    else if (seen.size > last.size)
      yield {
        what: 'witness',
        subject: name,
        says: `见证节点 ${name} 已到 ${seen.size}，而账本只到 ${last.size}：账本被退回过。`,
      }
    else if (!same(seen.root, seen.size === last.size ? checkpoint.root : trees['sha-256'].root(seen.size)))
      yield {
        what: 'witness',
        subject: name,
        says: `见证节点 ${name} 在 ${seen.size} 处记下的根与账本不同：历史被改写过。`,
      }
  }
}

const same = (a: Uint8Array | undefined, b: Uint8Array) => a !== undefined && Buffer.from(a).equals(b)

/** The root over leaves that come in order, in the memory of its height. @source RFC 9162 2.1.1 */
class Range {
  #hash: ReturnType<typeof treeHash>
  #peaks: { level: number; hash: Uint8Array }[] = []
  constructor(name: 'sha-256' | 'sm3') {
    this.#hash = treeHash(name)
  }

  add(leaves: Uint8Array) {
    for (let at = 0; at < leaves.length; at += 32) {
      let made = { level: 0, hash: leaves.slice(at, at + 32) as Uint8Array }
      for (let left = this.#peaks.at(-1); left?.level === made.level; left = this.#peaks.at(-1)) {
        this.#peaks.pop()
        made = { level: made.level + 1, hash: this.#hash.node(left.hash, made.hash) }
      }
      this.#peaks.push(made)
    }
  }

  root(): Uint8Array {
    return rootOf(
      this.#hash,
      this.#peaks.map(({ hash }) => hash),
    )
  }
}
