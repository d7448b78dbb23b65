import { workingDaysLeft } from '#kernel/clock'
import * as z from 'zod'
import { byColumn, columnNamed, columnsUnder, newId, type Row, type Tx } from '#kernel/database'
import { instant } from '#kernel/engine'
import type { By } from '#engines/register/run'
import type { AnyCase } from './index.ts'

/** A case as its table keeps it. */
export const caseRow = z.object({
  ...{ id: z.uuid(), kind: z.string(), subject: z.uuid(), within: z.uuid().nullable(), parent: z.uuid().nullable() },
  /** The agency that holds the case now, and where that agency is. */
  ...{ title: z.string(), agency: z.string(), region: z.string() },
  ...{ state: z.string(), facts: z.record(z.string(), z.unknown()), signal: z.string().nullable() },
  ...{ openedAt: instant, stateSince: instant },
  /** The day it must be finished; null when it goes on. Provisional where it lies past the published calendar. */
  ...{ dueOn: z.iso.date().nullable(), dueProvisional: z.boolean() },
  /** The instant the present state must be left by. */
  stateDueAt: instant.nullable(),
  /** The next instant at which the clock must look. */
  nextAt: instant.nullable(),
  /** Who has the case, and what they are called; null while nobody took it up. */
  ...{ handler: z.uuid().nullable(), handlerName: z.string().nullable() },
  /** Of the states whose clock was stopped: since when it counts, how many days do not, since which day it stands still. */
  clocks: z.record(z.string(), z.object({ since: z.string(), lost: z.int(), stopped: z.string().optional() })),
  /** The agencies that handed the case on, in their order; the last is the one from which its holder has it. */
  cameBy: z.array(z.string()),
  ...{ lastStep: z.string().nullable(), lastStepAt: instant.nullable(), closedAt: instant.nullable() },
  version: z.int(),
})
export type CaseRow = z.infer<typeof caseRow>

const names = Object.keys(caseRow.shape)
/** The columns of a case over the alias `t`. */
export const columns = columnsUnder('t', names)

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
  party: (person: string) => ({
    where: `t.id in (select y.case_id from casework.party y where y.person = ${person})`,
    through: {
      ...{ table: 'casework.party y', on: 'y.case_id = t.id and y.kind = t.kind' },
      where: `y.person = ${person}`,
      columns: { id: 'y.case_id', kind: 'y.kind', due_on: 'y.due_on', agency: 'y.holder', region: 'y.region' },
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
export async function holdOpen(
  tx: Tx,
  declared: Pick<AnyCase, 'name'>,
  by: 'subject' | 'parent' | 'within',
  id: string,
): Promise<CaseRow[]> {
  const rows = await tx.query<CaseRow>(
    `select ${columns} from casework.case t where t.kind = $1 and t.${by} = $2 and t.closed_at is null order by t.id for update`,
    [declared.name, id],
  )
  tx.holds(rows.flatMap((row) => [row.id, row.subject, row.parent]))
  return rows
}

/** Where the first case over a row is read; nothing where there is none. */
export async function caseOver(tx: Tx, subject: string): Promise<string | undefined> {
  const [found] = await tx.query<{ kind: string; id: string }>(
    'select kind, id from casework.case where subject = $1 order by id limit 1',
    [subject],
  )
  return found && pathOf(found)
}

/** The agencies that a case is assigned to beside its holder. */
export const assignedTo = async (tx: Tx, id: string): Promise<string[]> =>
  (await tx.query<{ agency: string }>(participantsOf, [id])).map((one) => one.agency)

export const participantsOf = 'select agency from casework.participant where case_id = $1 order by agency'

/** Writes a new case. */
export const insert = (tx: Tx, row: CaseRow) =>
  tx.add('casework.case', byColumn(row), { referredBy: ['casework.step', 'casework.participant'] })

/** What an act may change of a case. */
const changing = names.filter((name) => !['id', 'kind', 'subject', 'within', 'parent', 'openedAt'].includes(name))
const saving = `update casework.case set ${changing.map((name, i) => `${columnNamed(name)} = $${i + 2}`).join(', ')} where id = $1`

/** Writes a case as it now stands, before whatever is asked next. */
export const save = (tx: Tx, row: CaseRow) =>
  tx.run(saving, [
    row.id,
    ...changing.map((name) => {
      const value = row[name as keyof CaseRow]
      return name === 'facts' || name === 'clocks' ? JSON.stringify(value) : value
    }),
  ])

/** What a reversible act left behind it, as it stood before. */
export type Before = Pick<
  CaseRow,
  'state' | 'facts' | 'stateSince' | 'clocks' | 'handler' | 'handlerName' | 'lastStep' | 'lastStepAt' | 'closedAt'
>

export const beforeOf = (row: CaseRow): Before => {
  const { state, facts, stateSince, clocks, handler, handlerName, lastStep, lastStepAt, closedAt } = row
  const timed = { stateSince, clocks, lastStep, lastStepAt, closedAt }
  return { state, facts: { ...facts }, handler, handlerName, ...timed }
}

export interface Step {
  action: string
  from: string | null
  form: Row
  before?: Before | undefined
}

/** A step of a case's trail as its table keeps it. */
export interface TrailStep {
  id: string
  at: Date
  action: string
  from: string | null
  to: string
  actor: string | null
  actorName: string
  /** For whom they acted: a party's id, and its name. */
  behalf: string | null
  behalfName: string | null
  agency: string | null
  form: Row
  before: Before | null
}

/** Adds a step to a case's trail. */
export function leaveStep(tx: Tx, row: CaseRow, { action, from, form, before }: Step, by: By): TrailStep {
  const { person: actor, name: actorName, agency, behalf } = by.actor
  const step: TrailStep = {
    ...{ id: newId(by.at), at: by.at, action, from, to: row.state },
    ...{ actor, actorName, agency, form, before: before ?? null },
    ...{ behalf: behalf?.party ?? null, behalfName: behalf?.name ?? null },
  }
  tx.add('casework.step', {
    ...{ id: step.id, case_id: row.id, at: by.at, action, from_state: from, to_state: row.state },
    ...{ actor, actor_name: actorName, agency, form, before: step.before },
    ...(behalf && { behalf: behalf.party, behalf_name: behalf.name }),
  })
  return step
}

/** A case's trail, newest first. */
export const trailOf = `select id, at, action, from_state as "from", to_state as "to", actor, actor_name as "actorName", behalf, behalf_name as "behalfName", agency, form, before
  from casework.step where case_id = $1 order by id desc limit 500`

/** A case in a list as a reader meets it. */
export const listedCase = caseRow
  .omit({ nextAt: true, handler: true, clocks: true, cameBy: true, lastStep: true, lastStepAt: true })
  .extend({
    /** Working days left until dueOn; negative when overdue; null without a day. */
    workingDaysLeft: z.int().nullable(),
    lastStep: z.object({ title: z.string(), at: instant }).nullable(),
    /** The subject's fields named as columns of its register. */
    record: z.record(z.string(), z.unknown()),
  })

/** Brings a case into the shape in which a reader meets it. */
export function shown<R extends object>(
  { nextAt: _, handler: _handler, clocks: _clocks, cameBy: _way, lastStep, lastStepAt, ...row }: CaseRow,
  today: string,
  record: R,
) {
  return {
    ...row,
    workingDaysLeft: row.dueOn && !row.closedAt ? workingDaysLeft(today, row.dueOn) : null,
    lastStep: lastStep && lastStepAt ? { title: lastStep, at: lastStepAt } : null,
    record,
  }
}
