import { hash } from 'node:crypto'
import { toBase64 } from './base64.ts'
import { canonical, type Json } from './canonical.ts'
import { treeHash } from './merkle/hash.ts'
import { digestOf, leafData, type Opened, type ReceiptHashes, type Statement } from './receipt.ts'

/** An event as the ledger reads it, and what else was written when it happened. */
export interface Evidence {
  id: string
  kind: string
  subject: string
  actor: string
  /** RFC 3339 with microseconds, UTC. */
  at: string
  about: Json
  /** 16 bytes as a UUID; nothing once the event is forgotten. */
  salt: string | null
  /** Rows of other tables that say what was done: a version's changes, a step's form. */
  rows: Json
}

/** A leaf and its hash in each tree. */
export interface Leaf {
  statement: Statement
  /** Made when it is asked for: the log itself needs it never. */
  opened: () => Opened
  hashes: Record<'sha-256' | 'sm3', Buffer>
}

const pure = (name: 'sha-256' | 'sm3', algorithm: string) => ({
  ...treeHash(name),
  digest: (data: Uint8Array) => hash(algorithm, data, 'buffer'),
})

/** The two hashes of a receipt, from Node. */
export const nodeHashes: ReceiptHashes = { 'sha-256': pure('sha-256', 'sha256'), sm3: pure('sm3', 'sm3') }

/** An event that somebody emptied of its salt before it was a leaf is one all the same. */
const noSalt = '00000000-0000-0000-0000-000000000000'

/** The leaf of an event. @param log the log's origin */
export function leafOf(log: string, event: Evidence): Leaf {
  const { kind, subject, actor, at, about, salt, rows } = event
  const bytes = Buffer.from((salt ?? noSalt).replaceAll('-', ''), 'hex')
  const { content, text } = sayable({ kind, subject, actor, at, about, rows })
  const statement: Statement = { v: 1, log, kind, subject, actor, at, digest: digestOf(nodeHashes, bytes, text) }
  const data = leafData(statement)
  return {
    statement,
    opened: () => ({ salt: toBase64(bytes), content }),
    hashes: { 'sha-256': nodeHashes['sha-256'].leaf(data) as Buffer, sm3: nodeHashes.sm3.leaf(data) as Buffer },
  }
}

/** What has no canonical text, as no row should, is attested by its JSON: the log stops for nothing. */
function sayable(content: { [name: string]: Json }): { content: Json; text: string } {
  try {
    return { content, text: canonical(content) }
  } catch {
    const plain = { text: JSON.stringify(content).toWellFormed() }
    return { content: plain, text: canonical(plain) }
  }
}
