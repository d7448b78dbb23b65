import { hash } from 'node:crypto'
import { pagesById, type Row, type Tx } from '#kernel/database'
import { canonical, type RecordCheck } from '#engines/ledger/run'
import type { AnyCase } from './index.ts'
import { aboutOf, columns, type CaseRow } from './row.ts'

/** Of what happened to a case, its step is evidence: who acted as what, from where to where, and the form. */
export const stepsAsEvidence = {
  kinds: ['case.opened', 'case.acted'],
  /** The step that each event names, by the event's id. */
  async rowsOf(ask: Tx['query'], events: readonly { id: string; about: unknown }[]) {
    const stepOf = ({ about }: { about: unknown }) => (about as { step?: string }).step
    const steps = await ask<Row & { id: string }>(
      `select id, case_id as "case", action, from_state as "from", to_state as "to", actor_name as "actorName", agency, behalf, form
       from casework.step where id = any($1::uuid[])`,
      [events.flatMap((event) => stepOf(event) ?? [])],
    )
    const byId = new Map(steps.map((step) => [step.id, step]))
    return new Map(
      events.flatMap((event) => {
        const step = byId.get(stepOf(event) ?? '')
        return step ? [[event.id, step as never]] : []
      }),
    )
  },
}

/**
 * A digest of a case as it stands, which its event carries: whoever changes the case past its acts is found out.
 * @param derived facts that other cases' acts keep on it, and that are held against those
 */
export function standsAs(row: CaseRow, derived: Row): string {
  const { kind, subject, within, parent, title, agency, region, state, dueOn, closedAt, version } = row
  const facts = Object.fromEntries(Object.entries(row.facts).filter(([name]) => !(name in derived)))
  const whole = { kind, subject, within, parent, title, agency, region, state, dueOn, closedAt, version, facts }
  return hash('sha256', canonical(JSON.parse(JSON.stringify(whole))), 'hex')
}

/** Cases against what their last events say they stand as, and derived facts against the cases that they come from. */
export const checkCases = (cases: Iterable<AnyCase>): RecordCheck =>
  async function* check(ask) {
    const declared = [...cases]
    for (const { name } of declared) {
      const derives = declared.flatMap(({ rollsUp, subject }) =>
        rollsUp && declared.some((one) => one.name === name && one.subject.name === subject.name) ? [rollsUp.into] : [],
      )
      const text = `select ${columns} from casework.case t where t.kind = $3 and t.id > $1 order by t.id limit $2`
      for await (const rows of pagesById<CaseRow & Row>(ask, text, [name])) {
        const said = await ask<{ subject: string; stands: string }>(
          `select distinct on (subject) subject, about->>'stands' as stands from kernel.event
           where subject = any($1::text[]) and about ? 'stands' order by subject, at desc, id desc`,
          [rows.map(aboutOf)],
        )
        const standing = new Map(said.map((one) => [one.subject, one.stands]))
        for (const row of rows) {
          const stands = standing.get(aboutOf(row))
          if (stands !== standsAs(row, Object.fromEntries(derives.map((into) => [into, true]))))
            yield {
              what: 'record',
              subject: aboutOf(row),
              says: stands
                ? `办件“${row.title}”（${row.id}）与它最后一次办理时的样子不同：有人绕过办理改动了它。`
                : `办件“${row.title}”（${row.id}）没有任何办理事件：它不是经办理产生的。`,
            }
        }
      }
      const gone = await ask<{ subject: string }>(
        `select e.subject from kernel.event e where e.kind = 'case.opened' and e.subject like $1
         and not exists (select 1 from casework.case c where c.kind || ':' || c.id = e.subject) limit 1000`,
        [`${name}:%`],
      )
      for (const { subject } of gone)
        yield { what: 'record', subject, says: `办件 ${subject} 有办理事件而没有了办件：它被删除了。` }
    }
    for (const { rollsUp, name } of declared) {
      if (!rollsUp) continue
      const wrong = await ask<{ kind: string; id: string; title: string }>(
        `select p.kind, p.id, p.title from casework.case p
         join (select c.parent, round(avg(coalesce((c.facts->>$1)::numeric, 0))) as mean from casework.case c where c.kind = $2 and c.parent is not null group by 1) c
           on c.parent = p.id where p.facts ? $3 and (p.facts->>$3)::numeric is distinct from c.mean limit 1000`,
        [rollsUp.fact, name, rollsUp.into],
      )
      for (const row of wrong)
        yield {
          what: 'record',
          subject: aboutOf(row),
          says: `办件“${row.title}”（${row.id}）上汇总的数与各下级办件不符：有人改动了它。`,
        }
    }
  }
