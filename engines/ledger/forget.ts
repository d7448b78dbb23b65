import { leafData } from './receipt.ts'
import { eventOf, mustBeLeaf, type Archive } from './receipts.ts'

/**
 * Forgets what an event said and who did it: its salt and its words go, its leaf stays with references and digests, and every proof over it
 * holds. Of its words only the number of the version and the digest of the record remain.
 * @throws ledger/no-such-event ledger/forgotten ledger/not-yet-final ledger/does-not-match
 */
export async function forget(archive: Archive, id: string, by: { actor: string; reason: string; at: Date }) {
  const { hashes, statement } = (await mustBeLeaf(archive, await eventOf(archive, id))).leaf
  await archive.database.write({ all: 'on' }, (tx) =>
    tx.query('select ledger.forget($1, $2, $3, $4, $5, $6, $7)', [
      ...[id, Buffer.from(leafData(statement)), hashes['sha-256'], hashes.sm3],
      ...[by.reason, by.actor, by.at],
    ]),
  )
}
