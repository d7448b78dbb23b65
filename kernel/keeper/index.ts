import type { Row, Tx } from '#kernel/database'
import { definePoint } from '#kernel/engine'
import { defineRoom } from '#kernel/room'

/**
 * Keeps the master key, which nobody else sees: secrets are wrapped and unwrapped, bound to what they belong to. A
 * hardware module (PKCS#11, or one behind a network) takes the same three verbs.
 */
export interface Keeper {
  /** Names the master key that wraps now; no secret. */
  readonly master: string
  wrap: (secret: Uint8Array, bound: string) => Promise<Buffer>
  /** @throws crypto/master-not-here, crypto/not-opened */
  unwrap: (wrapped: Uint8Array, bound: string, master: string) => Promise<Buffer>
}

/** The keeper of a city. */
export const keeper = defineRoom<Keeper>('keeper')

/** Secrets that lie wrapped somewhere. */
export interface WrappedPlace {
  title: string
  /** Wraps some that lie under another master key than the one of now. @returns how many; 0 when none are left */
  step: (tx: Tx, keeper: Keeper) => Promise<number>
}

/** Where engines keep secrets under the master key; a place in the city's data folder is made of it. */
export const secrets = definePoint<(dataDir: string) => WrappedPlace>('secrets')

const atOnce = 100

/**
 * Secrets in the columns of a table whose column `master` names the key that wrapped them.
 * @param key the columns that name a row
 * @param bound by column, what its secret is bound to
 */
export function wrappedRows<R extends Row>(
  title: string,
  table: string,
  key: readonly (keyof R & string)[],
  bound: Readonly<Record<string, (row: R) => string>>,
): WrappedPlace {
  const columns = Object.keys(bound)
  return {
    title,
    step: async (tx, keeper) => {
      const rows = await tx.query<R & { master: string }>(
        `select ${[...key, ...columns, 'master'].join(', ')} from ${table}
         where master <> $1 and num_nonnulls(${columns.join(', ')}) > 0 order by ${key.join(', ')} limit ${atOnce} for update`,
        [keeper.master],
      )
      for (const row of rows) {
        const rewrapped = async (column: string) => {
          const [wrapped, to] = [row[column] as Buffer | null, (bound[column] as (row: R) => string)(row)]
          return wrapped && keeper.wrap(await keeper.unwrap(wrapped, to, row.master), to)
        }
        const values = await Promise.all(columns.map(rewrapped))
        await tx.query(
          `update ${table} set master = $1, ${columns.map((column, i) => `${column} = $${i + 2}`).join(', ')}
           where ${key.map((column, i) => `${column} = $${i + 2 + columns.length}`).join(' and ')}`,
          [keeper.master, ...values, ...key.map((column) => row[column])],
        )
      }
      return rows.length
    },
  }
}
