import { askingIn, newId, type Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import type { By } from '#engines/register/run'
import { holdTold, type Begun } from './begun.ts'
import { scoreAll, type Assessment, type Score } from './index.ts'
import { gather, knownFrom } from './inputs.ts'
import { tells } from './told.ts'

/** An object's score before and after. */
export interface Changed {
  agency: string
  from: { value: string | null; points: string | null; total: string; rank: number; grade: string }
  to: Changed['from']
}

const brief = ({ leaves, total, rank, grade }: Score, code: string): Changed['from'] => {
  const leaf = leaves.find((one) => one.code === code)
  return { value: leaf?.value ?? null, points: leaf?.points ?? null, total, rank, grade }
}

/** An objection that was upheld changes one value; what follows for totals and ranks is kept, before and after. */
export async function uphold(
  tx: Tx,
  assessment: Assessment,
  begun: Begun,
  { id, agency, code }: { id: string; agency: string; code: string },
  by: By,
) {
  await holdTold(tx, assessment, begun.root)
  const gathered = await gather(askingIn(tx), houseOf(tx), assessment, begun)
  const scored = (without?: string) => scoreAll(begun.scheme, knownFrom(gathered, without).inputs)
  const before = new Map(scored(id).map((one) => [one.agency, one]))
  const changed: Changed[] = scored().flatMap((to) => {
    const from = before.get(to.agency)
    if (!from) return []
    const one = { agency: to.agency, from: brief(from, code), to: brief(to, code) }
    return JSON.stringify(one.from) === JSON.stringify(one.to) ? [] : [one]
  })
  const kept = { scheme: begun.id, id: newId(by.at), agency, code, objection: id, at: by.at, changed }
  tx.run('select assessment.keep_change($1)', [JSON.stringify(kept)])
  await tells(tx, 'changed', begun, { objection: id, agency, code, changed }, by)
}
