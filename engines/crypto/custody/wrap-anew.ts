import type { Database, Row, Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import type { Keeper } from './keeper.ts'

/** Secrets that lie wrapped somewhere. */
export interface WrappedPlace {
  title: string
  /** Wraps some that lie under another master key than the one of now. @returns how many; 0 when none are left */
  step: (tx: Tx, keeper: Keeper) => Promise<number>
}

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
        const anew = async (column: string) => {
          const [wrapped, to] = [row[column] as Buffer | null, (bound[column] as (row: R) => string)(row)]
          return wrapped && keeper.wrap(await keeper.unwrap(wrapped, to, row.master), to)
        }
        const values = await Promise.all(columns.map(anew))
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

/**
 * Wraps every secret anew under the master key of now, some at a time; stopped, it goes on where it was. Each step is whole
 * or not at all, so that every secret opens under one of the two keys at any moment.
 * @param owner the database as its owner, who alone may change what is only ever added to
 * @throws crypto/master-not-here when a secret lies under a key that is neither the one of now nor the one before
 */
export async function wrapAnew(
  owner: Database,
  keeper: Keeper,
  places: readonly WrappedPlace[],
  now: () => Date,
  tell: (title: string, done: number) => void = () => {},
): Promise<number> {
  let all = 0
  for (const { title, step } of places) {
    let done = 0
    for (;;) {
      const turned = await owner.write({ all: 'on' }, (tx) => step(tx, keeper))
      if (turned === 0) break
      done += turned
      tell(title, done)
    }
    all += done
  }
  if (all > 0)
    await owner.write({ all: 'on' }, (tx) =>
      publish(tx, {
        ...{ kind: 'crypto.wrapped-anew', actor: 'platform', subject: `crypto-master:${keeper.master}`, at: now() },
        about: { secrets: all },
      }),
    )
  return all
}
