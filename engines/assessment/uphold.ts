import { newId, type Row, type Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { publish } from '#kernel/event'
import type { By } from '#engines/register/run'
import { askIn, holdTold, type Begun } from './begun.ts'
import { scoreAll, type Assessment, type Score } from './index.ts'
import { knownOf } from './inputs.ts'

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
  const ask = askIn(tx)
  const scored = async (without?: string) =>
    new Map(
      scoreAll(begun.scheme, (await knownOf(ask, houseOf(tx), assessment, begun, without)).inputs).map((one) => [
        one.agency,
        one,
      ]),
    )
  const [before, after] = [await scored(id), await scored()]
  const changed: Changed[] = [...after.values()].flatMap((to) => {
    const from = before.get(to.agency)
    if (!from) return []
    const one = { agency: to.agency, from: brief(from, code), to: brief(to, code) }
    return JSON.stringify(one.from) === JSON.stringify(one.to) ? [] : [one]
  })
  const kept = { scheme: begun.id, id: newId(by.at), agency, code, objection: id, at: by.at, changed }
  tx.run('select assessment.keep_change($1)', [JSON.stringify(kept)])
  await publish(tx, {
    ...{ kind: 'assessment.changed', actor: by.actor.person ?? 'platform', subject: `assessment:${begun.id}` },
    ...{ at: by.at, by, about: { kind: begun.kind, objection: id, agency, code, changed } as Row },
  })
}
