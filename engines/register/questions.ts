import type { House } from '#kernel/engine'
import { fieldFaces, type FieldFace } from '#kernel/field'
import type { Actor } from '#engines/identity'
import { branchesOf, eitherOf, reachOf, scopeOf } from '#engines/identity/run'
import { questionsOf } from './answers.ts'
import { columnOf, tableOf, type RecordOf, type Register } from './index.ts'
import { nestedUnder } from './nested.ts'
import { read } from './read.ts'
import { scopeColumns, selectOf } from './store.ts'

/**
 * What a row asks of whoever names it: of each register of questions the fields of a form, by the question's id, in the order
 * in which they are asked.
 * @throws register/not-found
 */
export async function questionsOfRow(
  house: House,
  register: Register,
  id: string,
  actor: Actor,
): Promise<Record<string, Record<string, FieldFace>>> {
  await read(house.database, register, id, actor)
  const asking = nestedUnder(house, register).flatMap((one) => (one.asks ? [{ ...one, asks: one.asks }] : []))
  return Object.fromEntries(
    await Promise.all(
      asking.map(async (one) => {
        const values: unknown[] = [id]
        const reach = reachOf(actor, one, 'read')
        const branches = branchesOf(actor, reach, scopeColumns, (value) => `$${values.push(value)}`)
        if (branches.length === 0) return [one.name, {}] as const
        const rows = await house.database.read<RecordOf<Register>>(
          scopeOf(actor, reach),
          `select ${selectOf(one, 't')} from ${tableOf(one)} t where t.${columnOf(one.under as string)} = $1 and ${eitherOf(branches)} order by t.id`,
          values,
        )
        return [one.name, fieldFaces(questionsOf(one.asks, rows))] as const
      }),
    ),
  )
}
