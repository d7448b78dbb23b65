import type { Row, Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import type { AnyCase } from './index.ts'
import type { CaseRow } from './row.ts'

/** What the cases under a case keep on it: theirs, whatever its own acts become. */
export const rolledUp = (tx: Tx, declared: AnyCase, row: CaseRow): Row =>
  Object.fromEntries(
    [...houseOf(tx).parts<AnyCase>('case').values()]
      .filter((under) => under.subject.name === declared.subject.name)
      .flatMap(({ rollsUp }) =>
        rollsUp && rollsUp.into in row.facts ? [[rollsUp.into, row.facts[rollsUp.into]]] : [],
      ),
  )

/** Keeps the mean of a fact over a parent's cases on the parent. */
export function rollUp(tx: Tx, declared: AnyCase, row: CaseRow) {
  if (!row.parent || !declared.rollsUp) return
  const { fact, into } = declared.rollsUp
  tx.run('select 1 from casework.case where id = $1 for update', [row.parent])
  tx.run(
    `update casework.case set facts = facts || jsonb_build_object($2::text,
       (select round(avg(coalesce((c.facts->>$3)::numeric, 0))) from casework.case c where c.parent = $1 and c.kind = $4))
     where id = $1`,
    [row.parent, into, fact, declared.name],
  )
}
