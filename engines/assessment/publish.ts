import { dayOf, dueAfter, endOf, workingDays } from '#kernel/clock'
import { askingIn, type Row, type Tx } from '#kernel/database'
import { houseOf } from '#kernel/engine'
import { tableOf } from '#engines/register'
import { create, type By } from '#engines/register/run'
import { digestOfText } from '#engines/ledger/run'
import { holdTold, type Begun } from './begun.ts'
import { inputsCsv } from './csv.ts'
import { faults } from './faults.ts'
import { scoreAll, type Assessment, type NoticeFacts, type ScoreNotice } from './index.ts'
import { knownOf } from './inputs.ts'
import { namesIn } from './scheme.ts'
import { tells } from './told.ts'

/** The scores as they stand over what the transaction holds, with the digests by which anybody knows the inputs that they were made of. */
async function standing(tx: Tx, assessment: Assessment, begun: Begun) {
  const { inputs } = await knownOf(askingIn(tx), houseOf(tx), assessment, begun)
  const scores = scoreAll(begun.scheme, inputs)
  const digests = { scheme: begun.digest, inputs: digestOfText(inputsCsv(begun.scheme, inputs)) }
  return { scores, digests }
}

const count = async (tx: Tx, sql: string, values: unknown[]) =>
  (await tx.query<{ count: number }>(`select count(*)::int as count from ${sql}`, values))[0]?.count ?? 0

/** Shows everybody who is assessed what they have; from then on for some working days they may object. @throws assessment/not-ready */
export async function publish(tx: Tx, assessment: Assessment, begun: Begun, by: By) {
  const refuse = (why: string) => faults['not-ready']({ what: '公示', why })
  if (begun.replacedBy) throw refuse('这一版方案已由新版代替')
  if (!begun.frozenAt) throw refuse('平台指标还没有冻结，请等到冻结时刻')
  await holdTold(tx, assessment, begun.root)
  const entries = tableOf(assessment.registers.entry)
  const versions = 'select id from assessment.scheme where root = $1'
  const open = await count(tx, `${entries} where scheme in (${versions}) and standing = 'reported'`, [begun.root])
  if (open > 0) throw refuse(`还有 ${open} 项自评没有初审`)
  const { day } = dueAfter(dayOf(by.at), workingDays(begun.scheme.objectionDays))
  await tx.query('update assessment.scheme set published_at = $2, objects_until = $3 where id = $1', [
    ...[begun.id, by.at, endOf(day)],
  ])
  await tells(tx, 'published', begun, { ...(await standing(tx, assessment, begun)).digests, until: day }, by)
}

/** Nothing changes any more: the ranking is everybody's, and the notice is drafted. @throws assessment/not-ready */
export async function finish(tx: Tx, assessment: Assessment, begun: Begun, row: Row, by: By) {
  const refuse = (why: string) => faults['not-ready']({ what: '定稿', why })
  if (!begun.publishedAt || !begun.objectsUntil) throw refuse('得分还没有公示')
  if (by.at <= begun.objectsUntil) throw refuse(`异议期到 ${dayOf(begun.objectsUntil)} 为止`)
  await holdTold(tx, assessment, begun.root)
  const objections = tableOf(assessment.registers.objection)
  const open = await count(tx, `${objections} where scheme = $1 and standing = 'open'`, [begun.id])
  if (open > 0) throw refuse(`还有 ${open} 件异议没有处理`)
  const { scores, digests } = await standing(tx, assessment, begun)
  await tx.query('update assessment.scheme set final_at = $2 where id = $1', [begun.id, by.at])
  await tells(tx, 'final', begun, { ...digests, scores: digestOfText(JSON.stringify(scores)) }, by)
  const named = namesIn(begun.scheme)
  const groups = Object.entries(begun.scheme.groups).map(([name, title]) => ({
    ...{ name, title },
    ranked: scores
      .filter(({ group }) => group === name)
      .map(({ agency, rank, total, grade }) => ({ rank, name: named.get(agency) ?? agency, total, grade })),
  }))
  const facts: NoticeFacts = { scheme: row as never, today: dayOf(by.at), groups }
  for (const notice of houseOf(tx).parts<ScoreNotice>('score-notice').values())
    if (notice.of === assessment.name) await create(tx, notice.into, notice.compose(facts as never) as never, by)
}
