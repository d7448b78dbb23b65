import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import { faults } from './faults.ts'
import { tableOf, type Register } from './index.ts'
import { entryOf } from './search-entry.ts'
import { makeFindable } from './search.ts'
import { referring } from './store.ts'

/** Where a row is, and whose. */
interface Place {
  agency: string | null
  region: string | null
}

/** Whose the row is that a nested row belongs to, and where; nothing for a register that is not nested. @throws register/wrong-fields */
export async function placeAbove(tx: Tx, { fields, under, title }: Register, row: Row): Promise<Place | undefined> {
  if (!under) return undefined
  const { register, label } = noteOf(fields[under] as z.ZodType)
  const [above] = await tx.query<Place>(
    `select agency, region from ${tableOf({ name: register as string })} where id = $1`,
    [row[under]],
  )
  if (!above) throw faults['wrong-fields']({ register: title, wrong: [`${label}：所选的记录不存在，或者您无权查看它`] })
  return above
}

/** The registers whose rows belong to rows of another. */
const nestedUnder = (tx: Tx, { name }: Register): Register[] =>
  [...houseOf(tx).parts<Register>('register').values()].filter(
    ({ fields, under }) => under && noteOf(fields[under] as z.ZodType).register === name,
  )

/** Rows that belong to a row go where it has gone: the same agency and region, and found by those who find it. */
export async function takeAlong(tx: Tx, register: Register, id: string, { agency, region }: Place) {
  for (const nested of nestedUnder(tx, register)) {
    const field = nested.under as string
    for (const row of await referring(tx, nested, field as never, id)) {
      tx.run(`update ${tableOf(nested)} set agency = $2, region = $3 where id = $1`, [row.id, agency, region])
      makeFindable(tx, entryOf(nested, { ...row, agency, region }, null))
      await takeAlong(tx, nested, row.id, { agency, region })
    }
  }
}
