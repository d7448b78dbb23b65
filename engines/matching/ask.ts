import type { Row, Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import { nobody, type Actor } from '#engines/identity'
import { comparable, tableOf, type Register } from '#engines/register'
import { maskedRow, maskedStored, selectOf, type By } from '#engines/register/run'
import type { Rule } from './index.ts'

/** Who acts where a rule does. */
const ruleActor: Actor = { ...nobody, name: '比对规则' }

/** A row that rules are asked over. */
type Asked = Row & { id: string }

/** What a rule's subject is found by in its dataset. */
const joinOf = ({ subject, join }: Rule) => comparable(subject, join, 't')

/** Asks a rule over the rows that something was told of. */
export async function askOfTold(tx: Tx, rule: Rule, key: string, told: Row, by: By) {
  const rows = await tx.query<Asked>(
    `select ${selectOf(rule.subject, 't')} from ${tableOf(rule.subject)} t where ${joinOf(rule)} = $1`,
    [key],
  )
  const seen = maskedRow(rule.evidence, told)
  for (const row of rows) await decide(tx, rule, row, seen, await heldBefore(tx, [rule], row.id), by)
}

/** Asks rules over one row of their register that has changed, by what was last told of it: one look at each for all of them. */
export async function askOfRow(tx: Tx, rules: readonly Rule[], id: string, by: By) {
  const [{ subject } = {}] = rules
  if (!subject) return
  tx.holds([id])
  const keys = rules.map((rule) => `(${joinOf(rule)})::text`).join(', ')
  const [found] = await tx.query<Asked & { keys: (string | null)[] }>(
    `select ${selectOf(subject, 't')}, array[${keys}] as keys from ${tableOf(subject)} t where t.id = $1`,
    [id],
  )
  if (!found) return
  const { keys: joined, ...row } = found
  const told = await tx.query<{ at: number; body: Row | null }>(
    `select (l.at - 1)::int as at, exchange.latest(l.dataset, l.key) as body
     from unnest($1::text[], $2::text[]) with ordinality as l(dataset, key, at) where l.key is not null order by l.at`,
    [rules.map(({ evidence }) => evidence.name), joined],
  )
  const before = await heldBefore(tx, rules, id)
  for (const { at, body } of told) {
    const rule = rules[at]
    if (rule && body) await decide(tx, rule, row as Asked, maskedStored(rule.evidence, body), before, by)
  }
}

/** Which of these rules held over a row until now; the transaction holds what is kept of them. */
async function heldBefore(tx: Tx, rules: readonly Rule[], id: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ rule: string; holds: boolean }>(
    'select rule, holds from matching.finding where subject = $1 and rule = any($2::text[]) order by rule for update',
    [id, rules.map(({ name }) => name)],
  )
  return new Set(rows.flatMap(({ rule, holds }) => (holds ? [rule] : [])))
}

/**
 * Keeps whether a rule holds over a row, and tells when that has changed. What it says is personal where its row is: whoever
 * acts on gets it, and what is kept of the event for ever does not say it.
 */
async function decide(tx: Tx, rule: Rule, row: Asked, told: Row, before: ReadonlySet<string>, by: By) {
  const holds = rule.holds(row as never, told as never)
  if (holds === before.has(rule.name)) return
  const says = holds ? rule.says(row as never, told as never) : ''
  tx.run(
    `insert into matching.finding (rule, subject, holds, says, since) values ($1, $2, $3, $4, $5)
     on conflict (rule, subject) do update set holds = $3, says = case when $3 then $4 else matching.finding.says end, since = $5`,
    [rule.name, row.id, holds, says, by.at],
  )
  const { name, title } = rule
  await publish(tx, {
    ...{ kind: holds ? 'rule.held' : 'rule.cleared', subject: `${(rule.subject as Register).name}:${row.id}` },
    ...{ actor: 'platform', at: by.at, by: { actor: ruleActor, at: by.at }, about: { rule: name, title } },
    held: { says },
  })
}
