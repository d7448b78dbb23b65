import type { Row, Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { nobody, type Actor } from '#engines/identity'
import { comparable, tableOf, type Register } from '#engines/register'
import { maskedRow, maskedStored, selectOf, type By } from '#engines/register/run'
import type { Rule } from './index.ts'

/** Who acts where a rule does. */
const ruleActor: Actor = { ...nobody, name: '比对规则' }

/** A row that a rule is asked over, with what it is found by in the dataset. */
type Joined = Row & { id: string; joined: string | null }

const rowsWhere = (rule: Rule, where: string) =>
  `select ${selectOf(rule.subject, 't')}, ${comparable(rule.subject, rule.join, 't')} as joined from ${tableOf(rule.subject)} t where ${where}`

/** Asks a rule over the rows that something was told of. */
export async function askOfTold(tx: Tx, rule: Rule, key: string, told: Row, by: By) {
  const rows = await tx.query<Joined>(rowsWhere(rule, `${comparable(rule.subject, rule.join, 't')} = $1`), [key])
  const seen = maskedRow(rule.evidence, told)
  for (const row of rows) await decide(tx, rule, row, seen, by)
}

/** Asks a rule over one row that has changed, by what was last told of it. */
export async function askOfRow(tx: Tx, rule: Rule, id: string, by: By) {
  tx.holds([id])
  const [row] = await tx.query<Joined>(rowsWhere(rule, 't.id = $1'), [id])
  if (!row?.joined) return
  const [last] = await tx.query<{ body: Row | null }>('select exchange.latest($1, $2) as body', [
    rule.evidence.name,
    row.joined,
  ])
  if (last?.body) await decide(tx, rule, row, maskedStored(rule.evidence, last.body), by)
}

/** Keeps whether a rule holds over a row, and tells when that has changed. */
async function decide(tx: Tx, rule: Rule, { joined: _, ...row }: Joined, told: Row, by: By) {
  const holds = rule.holds(row as never, told as never)
  const says = holds ? rule.says(row as never, told as never) : ''
  const [before] = await tx.query<{ holds: boolean }>(
    'select holds from matching.finding where rule = $1 and subject = $2 for update',
    [rule.name, row.id],
  )
  if (holds === (before?.holds ?? false)) return
  tx.run(
    `insert into matching.finding (rule, subject, holds, says, since) values ($1, $2, $3, $4, $5)
     on conflict (rule, subject) do update set holds = $3, says = case when $3 then $4 else matching.finding.says end, since = $5`,
    [rule.name, row.id, holds, says, by.at],
  )
  await publish(tx, {
    ...{
      kind: holds ? 'rule.held' : 'rule.cleared',
      actor: 'platform',
      at: by.at,
      by: { actor: ruleActor, at: by.at },
    },
    ...{ subject: `${(rule.subject as Register).name}:${row.id}`, about: { rule: rule.name, title: rule.title, says } },
  })
}
