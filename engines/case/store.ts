import { workingDaysLeft } from '#kernel/clock'
import { newId, type Row, type Tx } from '#kernel/database'
import type { By } from '#engines/register/run'
import type { AnyCase } from './index.ts'

/** A case as its table keeps it. */
export interface CaseRow {
  id: string
  kind: string
  subject: string
  within: string | null
  parent: string | null
  title: string
  agency: string
  region: string
  state: string
  facts: Row
  signal: string | null
  openedAt: Date
  stateSince: Date
  dueOn: string | null
  dueProvisional: boolean
  stateDueAt: Date | null
  nextAt: Date | null
  lastStep: string | null
  lastStepAt: Date | null
  closedAt: Date | null
  version: number
}

/** The columns of a case over the alias `t`. */
export const columns = `t.id, t.kind, t.subject, t.within, t.parent, t.title, t.agency, t.region, t.state, t.facts, t.signal, t.opened_at as "openedAt",
  t.state_since as "stateSince", t.due_on as "dueOn", t.due_provisional as "dueProvisional", t.state_due_at as "stateDueAt", t.next_at as "nextAt",
  t.last_step as "lastStep", t.last_step_at as "lastStepAt", t.closed_at as "closedAt", t.version`

export const scopeColumns = {
  agency: 't.agency',
  region: 't.region',
  assigned: (agency: string) => ({
    where: `t.id in (select p.case_id from casework.participant p where p.agency = ${agency})`,
    through: {
      ...{ table: 'casework.participant p', on: 'p.case_id = t.id and p.kind = t.kind' },
      where: `p.agency = ${agency}`,
      columns: { id: 'p.case_id', kind: 'p.kind', due_on: 'p.due_on', agency: 'p.holder', region: 'p.region' },
    },
  }),
}

export const pathOf = (row: { kind: string; id: string }) => `/cases/${row.kind}/${row.id}`
export const aboutOf = (row: { kind: string; id: string }) => `${row.kind}:${row.id}`

/** One case, held until the transaction ends. */
export async function holdCase(tx: Tx, declared: AnyCase, id: string): Promise<CaseRow | undefined> {
  const [row] = await tx.query<CaseRow>(
    `select ${columns} from casework.case t where t.id = $1 and t.kind = $2 for update`,
    [id, declared.name],
  )
  return row
}

/** The open cases of a kind over one row, or under one case, or within one row; held, in the order they were opened. */
export const holdOpen = (
  tx: Tx,
  declared: Pick<AnyCase, 'name'>,
  by: 'subject' | 'parent' | 'within',
  id: string,
): Promise<CaseRow[]> =>
  tx.query<CaseRow>(
    `select ${columns} from casework.case t where t.kind = $1 and t.${by} = $2 and t.closed_at is null order by t.id for update`,
    [declared.name, id],
  )

/** The agencies that a case is assigned to beside its holder. */
export const assignedTo = async (tx: Tx, id: string): Promise<string[]> =>
  (await tx.query<{ agency: string }>('select agency from casework.participant where case_id = $1', [id])).map(
    (one) => one.agency,
  )

/** Writes a new case. */
export const insert = (tx: Tx, row: CaseRow) =>
  tx.add('casework.case', {
    ...{ id: row.id, kind: row.kind, subject: row.subject, within: row.within, parent: row.parent },
    ...{ title: row.title, agency: row.agency, region: row.region, state: row.state, facts: row.facts },
    ...{ signal: row.signal, opened_at: row.openedAt, state_since: row.stateSince, due_on: row.dueOn },
    ...{ due_provisional: row.dueProvisional, state_due_at: row.stateDueAt, next_at: row.nextAt, version: 1 },
  })

export const save = (tx: Tx, row: CaseRow) =>
  tx.query(
    `update casework.case set agency = $2, region = $3, title = $4, state = $5, facts = $6, signal = $7, state_since = $8, due_on = $9, due_provisional = $10,
       state_due_at = $11, next_at = $12, last_step = $13, last_step_at = $14, closed_at = $15, version = $16 where id = $1`,
    [
      row.id,
      row.agency,
      row.region,
      row.title,
      row.state,
      JSON.stringify(row.facts),
      row.signal,
      row.stateSince,
      row.dueOn,
      row.dueProvisional,
      row.stateDueAt,
      row.nextAt,
      row.lastStep,
      row.lastStepAt,
      row.closedAt,
      row.version,
    ],
  )

/** What a reversible act left behind it, as it stood before. */
export type Before = Pick<CaseRow, 'state' | 'facts' | 'stateSince' | 'lastStep' | 'lastStepAt' | 'closedAt'>

export const beforeOf = ({ state, facts, stateSince, lastStep, lastStepAt, closedAt }: CaseRow): Before => ({
  state,
  facts: { ...facts },
  stateSince,
  lastStep,
  lastStepAt,
  closedAt,
})

export interface Step {
  action: string
  from: string | null
  form: Row
  before?: Before | undefined
}

/** Adds a step to a case's trail. */
export function leaveStep(tx: Tx, row: CaseRow, { action, from, form, before }: Step, by: By): string {
  const { person: actor, name: actor_name, agency, behalf } = by.actor
  const id = newId(by.at)
  tx.add('casework.step', {
    ...{ id, case_id: row.id, at: by.at, action, from_state: from, to_state: row.state },
    ...{ actor, actor_name, agency, form, before: before ?? null },
    ...(behalf && { behalf: behalf.party, behalf_name: behalf.name }),
  })
  return id
}

/** A case in a list as a reader meets it. */
export const shown = (row: CaseRow, today: string, record: Row) => ({
  ...row,
  nextAt: undefined,
  workingDaysLeft: row.dueOn && !row.closedAt ? workingDaysLeft(today, row.dueOn) : null,
  lastStep: row.lastStep && row.lastStepAt ? { title: row.lastStep, at: row.lastStepAt } : null,
  record,
})
