import { askingIn, type Row, type Tx } from '#kernel/database'
import { canonical } from '#engines/ledger'
import { digestOfText } from '#engines/ledger/run'
import { indicatorsOf } from '#engines/indicator/run'
import type { By } from '#engines/register/run'
import { begunOf } from './begun.ts'
import { faults } from './faults.ts'
import type { Assessment } from './index.ts'
import { aLeafHasWhatItsMethodAsks } from './rules/a-leaf-has-what-its-method-asks.ts'
import { aSchemeAddsUp } from './rules/a-scheme-adds-up.ts'
import { schemeOf } from './scheme-text.ts'
import { tells } from './told.ts'

/**
 * Begins a scheme: its tree, objects and rules of scoring become one text, whose digest the log takes in. From then on it
 * stands; another version takes the place of one that has begun.
 * @throws assessment/scheme-wrong with everything that stands in the way
 */
export async function begin(tx: Tx, assessment: Assessment, row: Row & { id: string }, by: By) {
  const scheme = await schemeOf(tx, assessment, row)
  const known = new Set(indicatorsOf(tx).keys())
  const freezesAt = new Date(row['freezesOn'] as string | Date)
  const why = scheme.leaves.flatMap((leaf) =>
    aLeafHasWhatItsMethodAsks(leaf, known).map((says) => `${leaf.code} ${leaf.title}：${says}`),
  )
  why.push(...aSchemeAddsUp(scheme))
  if (freezesAt <= by.at) why.push('冻结时刻已经过了，请改到以后')
  const replaces = row['replaces'] as string | null
  const former = replaces === null ? undefined : await begunOf(askingIn(tx), replaces, 'for update')
  if (replaces !== null && !former) why.push('要代替的那一版还没有启动，直接改那一版就行')
  if (former?.replacedBy) why.push('要代替的那一版已经由另一版代替')
  if (former?.finalAt) why.push('要代替的那一版已经定稿')
  if (why.length > 0) throw faults['scheme-wrong']({ why })
  const text = canonical(scheme as never)
  const digest = digestOfText(text)
  await tx.query(
    `insert into assessment.scheme (id, kind, root, text, digest, began_at, freezes_at, reports_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, assessment.name, former?.root ?? row.id, text, digest, by.at, freezesAt, row['reportsUntil']],
  )
  if (former) await tx.query('update assessment.scheme set replaced_by = $2 where id = $1', [former.id, row.id])
  await tells(tx, 'begun', { id: row.id, kind: assessment.name }, { scheme: digest, replaces }, by)
}
