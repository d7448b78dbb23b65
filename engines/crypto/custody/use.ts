import { dayOf } from '#kernel/clock'
import { newId, type Database } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { withinQuota, type Application } from './application.ts'

export type Verb =
  | 'digest'
  | 'random'
  | 'mac'
  | 'verify-mac'
  | 'sign'
  | 'verify'
  | 'encrypt'
  | 'decrypt'
  | 'data-key'
  | 'timestamp'
  | 'request-certificate'

export interface Use {
  verb: Verb
  /** What went in, in bytes. */
  bytes: number
  key?: string | undefined
  version?: number | undefined
}

export const noKey = '00000000-0000-0000-0000-000000000000'

/**
 * Runs a use and writes it, refused or not, before it is answered: an answer that could not be written is not given.
 * Uses of one moment are one commit.
 * @param act may tell the version that it took
 * @throws crypto/quota-used-up, and what `act` throws
 */
export async function using<T>(
  database: Database,
  of: Application,
  use: Use,
  now: Date,
  act: (use: Use) => Promise<T>,
): Promise<T> {
  const write = (outcome: string) =>
    database.share(async (tx) => {
      const { verb, bytes, key = null, version = null } = use
      const { id: application, agency } = of
      tx.add('crypto.use', { id: newId(now), application, agency, key, version, verb, bytes, outcome, at: now })
      // A key that nobody gave the application has no line of its own: its callers could make as many as they like.
      const counted = outcome === 'crypto/no-such-key' ? noKey : (key ?? noKey)
      const day = { application, day: dayOf(now), key: counted, verb, agency }
      tx.add(
        'crypto.use_day',
        { ...day, calls: 1, refused: outcome === 'done' ? 0 : 1, bytes },
        { key: ['application', 'day', 'key', 'verb', 'agency'], sums: ['calls', 'refused', 'bytes'] },
      )
    })
  const answered = async () => {
    let answer: T
    try {
      answer = await act(use)
    } catch (error) {
      await write(error instanceof Fault ? error.code : 'failed')
      throw error
    }
    await write('done')
    return answer
  }
  return withinQuota(database, of, use.bytes, now, answered)
}
