import type { Row, Tx } from './tx.ts'

const beforeAll = '00000000-0000-0000-0000-000000000000'

/**
 * Every row of a query, page after page in the order of ids, however many there are.
 * @param text selects with `id > $1 … order by id limit $2`; its own values follow from `$3` on
 */
export async function* pagesById<R extends Row & { id: string }>(
  ask: Tx['query'],
  text: string,
  values: readonly unknown[] = [],
  size = 500,
): AsyncGenerator<R[]> {
  for (let after = beforeAll; ;) {
    const rows = await ask<R>(text, [after, size, ...values])
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < size) return
    after = last.id
  }
}
