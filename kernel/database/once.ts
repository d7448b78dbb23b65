import { createHash } from 'node:crypto'
import type { Database, Tx } from './tx.ts'

const fingerprintOf = (request: string) => createHash('sha256').update(request).digest('hex')

/**
 * Does an act once per key of one actor: a repeat with the same request gets the first answer again.
 * @returns the answer, and whether it is the first
 */
export async function once<T>(
  tx: Tx,
  actor: string,
  key: string,
  request: string,
  act: () => Promise<T>,
): Promise<T | 'different-request'> {
  const fingerprint = fingerprintOf(request)
  const [mine] = await tx.query(
    `insert into kernel.once (actor, key, fingerprint) values ($1, $2, $3) on conflict do nothing returning key`,
    [actor, key, fingerprint],
  )
  if (mine) {
    const answer = await act()
    await tx.query(`update kernel.once set answer = $3 where actor = $1 and key = $2`, [
      actor,
      key,
      JSON.stringify(answer),
    ])
    return answer
  }
  const [first] = await tx.query<{ fingerprint: string; answer: T }>(
    `select fingerprint, answer from kernel.once where actor = $1 and key = $2`,
    [actor, key],
  )
  return first?.fingerprint === fingerprint ? first.answer : 'different-request'
}

/**
 * Does an act once per key of one actor, when a repeat is the exception: the act is tried at once and its answer kept
 * with it; only what fails is looked up. A repeat gets the first answer again.
 * @param doing writes, and keeps its answer by `kept` in the transaction that writes
 */
export async function onceOrAgain<T>(
  database: Database,
  actor: string,
  key: string,
  request: string,
  doing: (kept: (tx: Tx, answer: T) => T) => Promise<T>,
): Promise<T | 'different-request'> {
  const fingerprint = fingerprintOf(request)
  try {
    return await doing((tx, answer) => {
      tx.add('kernel.once', { actor, key, fingerprint, answer })
      return answer
    })
  } catch (error) {
    const [first] = await database.read<{ fingerprint: string; answer: T }>(
      {},
      `select fingerprint, answer from kernel.once where actor = $1 and key = $2`,
      [actor, key],
    )
    if (!first) throw error
    return first.fingerprint === fingerprint ? first.answer : 'different-request'
  }
}
