import type * as z from 'zod'
import type { Row, Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import { onceEach } from '#kernel/memo'
import { noteOf } from '#kernel/field'
import { faults } from './faults.ts'
import { columnOf, tableOf, type RecordOf, type Register } from './index.ts'
import { entryOf } from './search-entry.ts'
import { makeFindable } from './search.ts'
import { referring, selectOf } from './store.ts'

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

/** The registers of a city that are nested, by the name of the one that their rows belong to. */
const nestedIn = onceEach((registers: ReadonlyMap<string, Register>) =>
  Map.groupBy(
    [...registers.values()].filter(({ under }) => under),
    ({ fields, under }) => noteOf(fields[under as string] as z.ZodType).register,
  ),
)

/** The registers whose rows belong to rows of another. */
export const nestedUnder = ({ parts }: Pick<House, 'parts'>, { name }: Pick<Register, 'name'>): readonly Register[] =>
  nestedIn(parts<Register>('register')).get(name) ?? []

/** Rows that belong to a row go where it has gone: the same agency and region, and found by those who find it. */
export async function takeAlong(tx: Tx, register: Register, id: string, { agency, region }: Place) {
  for (const nested of nestedUnder(houseOf(tx), register)) {
    const field = nested.under as string
    for (const row of await referring(tx, nested, field as never, id)) {
      tx.run(`update ${tableOf(nested)} set agency = $2, region = $3 where id = $1`, [row.id, agency, region])
      makeFindable(tx, entryOf(nested, { ...row, agency, region }, null))
      await takeAlong(tx, nested, row.id, { agency, region })
    }
  }
}

/** Nested rows that are read with the row they belong to; more are read in their own register. */
export const nestedShown = 50

/** A nested row, and whose it is. */
export interface Nested {
  row: RecordOf<Register>
  owner: string | null
}

/** The rows that belong to a row, register by register in the order they were made, whoever may read it; one more than are shown. */
export const readNested = async (house: House, register: Register, id: string): Promise<[Register, Nested[]][]> =>
  Promise.all(
    nestedUnder(house, register).map(async (nested): Promise<[Register, Nested[]]> => {
      const rows = await house.database.read<RecordOf<Register> & { createdBy: string | null }>(
        { all: 'on' },
        `select ${selectOf(nested, 't')}, t.created_by as "createdBy" from ${tableOf(nested)} t where t.${columnOf(nested.under as string)} = $1 order by t.id limit ${nestedShown + 1}`,
        [id],
      )
      return [nested, rows.map(({ createdBy: owner, ...row }) => ({ row: row as RecordOf<Register>, owner }))]
    }),
  )
