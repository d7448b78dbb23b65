import { hash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Database } from '#kernel/database'
import { defineSetting } from '#kernel/engine'
import { faults } from './faults.ts'

/**
 * A chain of somebody else, into which final checkpoints are written now and then: whoever controls the log and every
 * node still cannot change what lies there. A provider for FISCO BCOS or ChainMaker calls a contract with one method,
 * `put(origin, size, digest)`, which refuses a second digest for an origin and size, and answers the transaction's hash.
 */
export interface AnchorChain {
  /** Fixed, as it stands in the record: `file`, `fisco-bcos:<group>`, `chainmaker:<chain>`. */
  name: string
  /**
   * Writes one checkpoint and answers once it is durable there. The same one again is no failure.
   * @param digest of the note, SHA-256 in lower-case hexadecimal
   * @returns where it lies, as that chain says it
   */
  put: (checkpoint: { origin: string; size: number; digest: string }) => Promise<string>
}

/** A provider that appends a line to a file, on another disk or a medium that is written once. */
export const fileChain = (file: string): AnchorChain => ({
  name: 'file',
  async put({ origin, size, digest }) {
    const handle = await open(file, 'a', 0o644)
    try {
      const { size: at } = await handle.stat()
      await handle.appendFile(`${JSON.stringify({ origin, size, digest })}\n`)
      await handle.sync()
      return `${file}@${at}`
    } finally {
      await handle.close()
    }
  },
})

/** The provider that a setting names: `file:<path>`. @throws ledger/no-such-chain */
export function chainNamed(setting: string): AnchorChain {
  const found = /^file:(\/.+)$/.exec(setting)
  if (!found) throw faults['no-such-chain']({ setting })
  return fileChain(found[1] as string)
}

/** Where final checkpoints are written too. */
export const ledgerAnchor = defineSetting('LEDGER_ANCHOR', chainNamed)

/** Anchors the newest final checkpoint, unless it is anchored already. @returns whether there was one */
export async function anchor(database: Database, chain: AnchorChain, origin: string, now: Date): Promise<boolean> {
  const [newest] = await database.read<{ size: number; note: string }>(
    {},
    `select size, note from ledger.final f where size > coalesce((select max(size) from ledger.anchor where provider = $1), 0)
     order by size desc limit 1`,
    [chain.name],
  )
  if (!newest) return false
  const { size, note } = newest
  const reference = await chain.put({ origin, size, digest: hash('sha256', note, 'hex') })
  await database.write({ all: 'on' }, async (tx) =>
    tx.add(
      'ledger.anchor',
      { size, provider: chain.name, reference, at: now },
      { key: ['provider', 'size'], keeps: ['reference', 'at'] },
    ),
  )
  return true
}
