import type { Ask, Database, Tx } from './tx.ts'

/** Asks over every row, outside a transaction. */
export const asking =
  (database: Pick<Database, 'read'>): Ask =>
  (text, values) =>
    database.read({ all: 'on' }, text, values)

/** Asks within a transaction, as far as its scope goes. */
export const askingIn =
  (tx: Pick<Tx, 'query'>): Ask =>
  (text, values) =>
    tx.query(text, values)
