import type { Countable, Standing } from '#engines/front/run'
import { branchesOf, eitherOf, reachOf, scopeOf } from '#engines/identity/run'
import type { AnyCase } from './index.ts'
import { casesByIds } from './read.ts'

/** Cases with their subjects, as indicators count them. */
export const countedCases: Countable = {
  kind: 'case',
  changes: { 'case.opened': true, 'case.acted': false, 'case.followed': false, 'case.relit': false },
  standing: (held) => held as Standing,
  rows: async (tx, of, ids) =>
    new Map((await casesByIds(tx, of as AnyCase, ids)).map(({ row, record }) => [row.id, { ...row, record }])),
  every: (of) => ['select id from casework.case where kind = $2', [of.name]],
  path: ({ name }, id) => `/cases/${name}/${id}`,
  titles: async ({ database }, of, actor, ids) => {
    const values: unknown[] = [ids]
    const reach = reachOf(actor, of, 'read')
    const where = { agency: 't.agency', region: 't.region' }
    const branches = branchesOf(actor, reach, where, (value) => `$${values.push(value)}`)
    if (branches.length === 0 || ids.length === 0) return new Map()
    const rows = await database.read<{ id: string; title: string }>(
      scopeOf(actor, reach),
      `select t.id, t.title from casework.case t where t.id = any($1::uuid[]) and ${eitherOf(branches)}`,
      values,
    )
    return new Map(rows.map((row) => [row.id, row.title]))
  },
}
