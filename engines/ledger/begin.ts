import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { type Database, type Tx, asking, type Ask } from '#kernel/database'
import { publish } from '#kernel/event'
import { toBase64 } from './base64.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { columns } from './attested.ts'
import { faults } from './faults.ts'
import { logKeys, otherLogKeys, type LogKeys } from './keys.ts'
import { leafOf, type Evidence } from './leaf.ts'
import { parseNote } from './note.ts'
import { policyFor, policyOf, writePolicy } from './trust.ts'

/** The log that was ended, what was kept of it, and the one that begins. */
export interface Begun {
  ended: string
  size: number
  kept: string
  begun: string
}

/** What a log leaves in the database, each table with a column by which its rows are told apart and stand in order. */
const past = { checkpoint: 'size', final: 'size', anchor: 'ctid', witness: 'name', alarm: 'id' }
const page = 10_000

/**
 * Ends a log and begins another over the same events, under keys of its own: where nodes have seen more than the database
 * holds, as after an old back-up, no node ever signs the old one again. What it signed, its trees and its policy are kept
 * beside, so that its receipts can be checked; its private key is gone. Stopped, it goes on when it is asked for again.
 * @param owner the database as its owner, while nobody writes the log
 * @throws ledger/no-log-yet
 */
export async function beginAnotherLog(
  { owner, folder, now }: { owner: Database; folder: string; now: () => Date },
  why: string,
): Promise<Begun> {
  const ask = asking(owner)
  const [last] = await ask<{ note: string }>('select note from ledger.checkpoint order by size desc limit 1')
  if (!last) throw faults['no-log-yet']({})
  const { origin, size, root } = parseCheckpoint(parseNote(last.note).text)
  const kept = path.join(folder, 'ended', path.basename(origin))
  mkdirSync(kept, { recursive: true })
  await keepPast(ask, kept)
  if (logKeys(folder).origin === origin) {
    copyFileSync(policyOf(folder), path.join(kept, 'policy.txt'))
    for (const tree of ['sha-256', 'sm3'].filter((one) => existsSync(path.join(folder, one))))
      renameSync(path.join(folder, tree), path.join(kept, tree))
    otherLogKeys(folder)
  }
  const keys = logKeys(folder)
  writePolicy(folder, policyFor(keys, readFileSync(path.join(kept, 'policy.txt'), 'utf8')))
  await owner.write({ all: 'on' }, async (tx) => {
    await attestForgotten(tx, keys)
    await tx.query(
      `truncate ${Object.keys(past)
        .map((table) => `ledger.${table}`)
        .join(', ')}`,
    )
    // In a database made anew from a dump the old transactions are numbered ahead of its own.
    await tx.query(
      'update kernel.event set xid = pg_current_xact_id() where xid >= pg_snapshot_xmax(pg_current_snapshot())',
    )
    await publish(tx, {
      ...{ kind: 'ledger.begun', actor: 'platform', subject: `log:${keys.origin}`, at: now() },
      about: { why, ended: origin, size, root: toBase64(root) },
    })
  })
  return { ended: origin, size, kept, begun: keys.origin }
}

/** One file a table, one row a line. */
async function keepPast(ask: Ask, kept: string) {
  for (const [table, by] of Object.entries(past)) {
    const file = openSync(path.join(kept, `${table}.jsonl`), 'w')
    for (let after: unknown = null; ;) {
      const rows = await ask<{ row: string; at: unknown }>(
        `select to_jsonb(t)::text as row, t.${by} as at from ledger.${table} t where $1::text is null or t.${by} > ($1::text)::${typeOf[by]} order by t.${by} limit ${page}`,
        [after === null ? null : String(after)],
      )
      writeSync(file, rows.map(({ row }) => `${row}\n`).join(''))
      if (rows.length < page) break
      after = rows.at(-1)?.at
    }
    fsyncSync(file)
    closeSync(file)
  }
}

const typeOf: Record<string, string> = { size: 'bigint', ctid: 'tid', name: 'text', id: 'uuid' }

/** In the other log, a forgotten event's leaf is of what was left of it. */
async function attestForgotten(tx: Tx, keys: LogKeys) {
  const events = await tx.query<Omit<Evidence, 'rows'>>(
    `select ${columns} from kernel.event e join ledger.forgotten f on f.event = e.id`,
  )
  for (const event of events) {
    const { hashes } = leafOf(keys.origin, { ...event, rows: null })
    const values = [event.id, hashes['sha-256'], hashes.sm3]
    await tx.query('update ledger.forgotten set sha256 = $2, sm3 = $3 where event = $1', values)
  }
}
