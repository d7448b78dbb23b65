import type { Tx } from '#kernel/database'
import { faults } from '../faults.ts'
import type { Draw } from '../index.ts'

/**
 * What was drawn for once is drawn for again only with a reason, which stands in the second draw for everybody to read.
 * @returns the former draw and the reason; null for the first
 * @throws draw/sealed-already draw/drawn-already
 */
export async function secondDrawSaysWhy(tx: Tx, { name }: Draw, occasion: string, reason: string | undefined) {
  const [former] = await tx.query<{ id: string; state: string }>(
    'select id, state from draw.draw where occasion = $1 and kind = $2 order by id desc limit 1',
    [occasion, name],
  )
  if (!former) return null
  if (former.state === 'sealed') throw faults['sealed-already']()
  if (!reason) throw faults['drawn-already']()
  return { of: former.id, reason }
}
