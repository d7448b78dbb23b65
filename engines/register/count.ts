import type { Countable, Standing } from '#engines/front/run'
import { branchesOf, eitherOf, reachOf, scopeOf } from '#engines/identity/run'
import { nameOf, tableOf, type RecordOf, type Register } from './index.ts'
import { heldByIds, scopeColumns, selectOf } from './store.ts'

/** A register's row is within nothing. */
const standing = (row: object) => ({ ...row, within: null }) as unknown as Standing

/** A register's rows, as indicators count them. */
export const countedRows: Countable = {
  kind: 'register',
  changes: { 'register.created': true, 'register.amended': false },
  standing: (held) => standing(held as object),
  rows: async (tx, of, ids) =>
    new Map([...(await heldByIds(tx, of as Register, ids))].map(([id, row]) => [id, standing(row)])),
  every: (of) => [`select id from ${tableOf(of)}`, []],
  path: ({ name }, id) => `/lists/${name}/${id}`,
  titles: async ({ database }, of, actor, ids) => {
    const values: unknown[] = [ids]
    const reach = reachOf(actor, of, 'read')
    const branches = branchesOf(actor, reach, scopeColumns, (value) => `$${values.push(value)}`)
    if (branches.length === 0 || ids.length === 0) return new Map()
    const register = of as Register
    const rows = await database.read<RecordOf<Register>>(
      scopeOf(actor, reach),
      `select ${selectOf(register, 't')} from ${tableOf(of)} t where t.id = any($1::uuid[]) and ${eitherOf(branches)}`,
      values,
    )
    return new Map(rows.map((row) => [row.id, nameOf(register, row)]))
  },
}
