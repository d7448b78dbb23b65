import { newId, type Database, type Tx } from '#kernel/database'

/** What the city itself finds wrong with its log. */
export interface Alarm {
  kind: 'altered' | 'damaged'
  /** The leaf, or the size of the checkpoint, that it is about: of each kind one alarm. */
  size: number
  says: string
  evidence: string
}

/** Who raises it: the city, as it holds its log against its events. */
export const itself = '自查'

export const raised = (tx: Tx, { kind, size, says, evidence }: Alarm, at: Date) =>
  tx.add(
    'ledger.alarm',
    { id: newId(at), source: itself, kind, size, says, evidence, at },
    { key: ['source', 'kind', 'size'], keeps: ['id', 'says', 'evidence', 'at'] },
  )

/** Raises an alarm by itself, once. */
export const raise = (database: Database, alarm: Alarm, at: Date) =>
  database.write({ all: 'on' }, async (tx) => raised(tx, alarm, at))
