import { dayOf, endOf } from '#kernel/clock'
import { newId, type Row, type Tx } from '#kernel/database'
import { noteOf } from '#kernel/field'
import { useFiles, type StoredFile } from '#kernel/file'
import { settle } from '#engines/notice/run'
import type { RecordOf, Register } from '#engines/register'
import { change, create, hold, nextCount, referring, type By } from '#engines/register/run'
import { leaving, nextLook } from './deadline.ts'
import { caseIsFound, formsOfTrail } from './found.ts'
import { happened } from './happened.ts'
import type { AnyCase, Making, Opening } from './index.ts'
import { standsAs } from './evidence.ts'
import { aboutOf, assignedTo, beforeOf, holdOpen, insert, leaveStep, save, type Before, type CaseRow } from './store.ts'
import { call, escalate, inform } from './told.ts'

export type Subject = RecordOf<Register> & Row
/** Who acts, and the case that acts: what follows a changed subject leaves that one to itself. */
type Acting = By & { acting?: string }
export interface Done {
  action: string
  title: string
  form: Row
  before?: Before
}

/** The agency that holds a case over a row: the declared field's, or whoever owns the row while that is empty. */
function holderOf(declared: AnyCase, record: Subject): string {
  const named = declared.holder ? (record[declared.holder] as string | null) : null
  const agency = named ?? record.agency
  if (!agency) throw new Error(`${declared.name} over ${record.id}: neither a holder nor an owner`)
  return agency
}

interface Under {
  parent: string
  agency: string
  region: string
  facts?: Row
}

/** Opens a case over a subject in the transaction of whatever gives rise to it. */
export async function openCase(
  tx: Tx,
  declared: AnyCase,
  subject: RecordOf<Register>,
  by: By,
  under?: Under,
): Promise<CaseRow> {
  const record = subject as Subject
  const row: CaseRow = {
    id: newId(by.at),
    kind: declared.name,
    subject: record.id,
    within: declared.within ? (record[declared.within] as string) : null,
    parent: under?.parent ?? null,
    title: '',
    agency: under?.agency ?? '',
    region: under?.region ?? '',
    state: declared.initial,
    facts: under?.facts ?? {},
    signal: null,
    openedAt: by.at,
    stateSince: by.at,
    dueOn: null,
    dueProvisional: false,
    stateDueAt: null,
    nextAt: null,
    lastStep: null,
    lastStepAt: null,
    closedAt: null,
    version: 1,
  }
  resemble(declared, row, record, by)
  time(declared, row, record, by.at)
  insert(tx, row)
  const assigned = await assign(tx, declared, row, record, true)
  const step = leaveStep(tx, row, { action: 'open', from: null, form: row.facts }, by)
  caseIsFound(tx, declared, row, assigned, [row.facts])
  await happened(
    tx,
    'opened',
    row,
    record,
    { state: row.state, step, stands: standsAs(row, rolledUp(declared, row)) },
    by,
  )
  await call(tx, declared, row, by, true)
  await escalate(tx, declared, row, by)
  return row
}

/** What a case shows of its subject: its name, its due day, and who holds it. A case under another keeps its holder. */
function resemble(declared: AnyCase, row: CaseRow, record: Subject, by: By) {
  row.title = record[declared.subject.naming] as string
  row.dueOn = declared.due ? (record[declared.due] as string | null) : null
  if (row.parent) return
  row.agency = holderOf(declared, record)
  row.region = by.directory.agencies.get(row.agency)?.region ?? ''
}

/** Brings the agencies assigned beside the holder into step with the subject. @returns the agencies */
async function assign(tx: Tx, declared: AnyCase, row: CaseRow, record: Subject, isNew = false): Promise<string[]> {
  if (!declared.assigned || row.parent) return []
  const others = [...new Set((record[declared.assigned] as string[] | null) ?? [])]
  const there = isNew ? [] : await assignedTo(tx, row.id)
  const left = there.filter((agency) => !others.includes(agency))
  if (left.length > 0)
    await tx.query('delete from casework.participant where case_id = $1 and agency = any($2::text[])', [row.id, left])
  for (const agency of others) if (!there.includes(agency)) tx.add('casework.participant', { case_id: row.id, agency })
  return others
}

/** Brings what time decides into step: the due instant of the state, the light, the next look. */
export function time(declared: AnyCase, row: CaseRow, subject: Subject, now: Date) {
  const end = leaving(declared, row, subject)
  row.stateDueAt = end.at
  row.dueProvisional = end.provisional
  row.signal =
    declared.judge?.({
      record: subject as never,
      facts: row.facts,
      state: row.state,
      final: declared.states[row.state]?.final ?? false,
      openedOn: dayOf(row.openedAt),
      dueOn: row.dueOn,
      today: dayOf(now),
    }) ?? null
  row.nextAt = nextLook(declared, { ...row, leaving: end }, now)
}

/** Moves a held case by an action that a person takes. */
export async function step(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  seen: Subject,
  done: { action: string; form: Row },
  by: By,
): Promise<CaseRow> {
  const from = row.state
  const state = declared.states[from]
  const action = state?.actions?.[done.action]
  const to = !action || action.to === 'stays' ? from : action.to
  const before = action?.reversible ? beforeOf(row) : undefined
  let subject = seen
  for (const [name, field] of Object.entries(action?.form ?? {})) {
    if (noteOf(field).widget === 'files')
      await useFiles(tx, (done.form[name] as StoredFile[] | null) ?? [], by.actor.person ?? '', {
        kind: 'case',
        id: row.id,
      })
  }
  const said = { ...row.facts, ...done.form }
  const amended = {
    ...action?.sets,
    ...Object.fromEntries(Object.entries(action?.amends ?? {}).map(([field, of]) => [field, said[of]])),
  }
  if (Object.keys(amended).length > 0)
    subject = (await change(
      tx,
      declared.subject as Register,
      subject,
      amended as never,
      {
        ...by,
        acting: row.id,
      } as Acting,
    )) as Subject
  const title = action?.title ?? done.action
  await moveTo(tx, declared, row, subject, to, { ...done, title, ...(before && { before }) }, by)
  if (from === to && state?.every && state.awaits === done.action) await settle(tx, aboutOf(row), by.at)
  if (action?.opens) await openAll(tx, action.opens, row, done.form, by)
  if (action?.makes) await makeAll(tx, action.makes.case ?? declared, action.makes, subject, done.form, by)
  if (action?.marks) await mark(tx, declared, row, done.form[action.marks] as string, title, by)
  if (action?.tells) await inform(tx, declared, row, action.tells, title, by)
  return row
}

/** A trail is read in the order of its times: who looked at the clock first and came second acts a moment after the first. */
function inTurn(row: CaseRow, by: By): By {
  const last = (row.lastStepAt ?? row.openedAt).getTime()
  return last > by.at.getTime() ? { ...by, at: new Date(last + 1) } : by
}

/** Takes a held case to a state, or keeps it where it is: the one place where a case changes. */
export async function moveTo(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  subject: Subject,
  towards: string,
  done: Done,
  asked: By,
) {
  const by = inTurn(row, asked)
  const { state: from, dueOn: dueBefore, agency: holder } = row
  for (const name of Object.keys(declared.facts)) {
    const left = done.form[name]
    if (left !== undefined && left !== null) row.facts[name] = left
  }
  resemble(declared, row, subject, by)
  const extended = declared.states[towards]?.extended
  const to = extended && row.dueOn !== dueBefore && row.dueOn && endOf(row.dueOn) >= by.at ? extended : towards
  if (from !== to)
    Object.assign(row, { state: to, stateSince: by.at, closedAt: declared.states[to]?.final ? by.at : null })
  Object.assign(row, { lastStep: done.title, lastStepAt: by.at, version: row.version + 1 })
  const assigned = await assign(tx, declared, row, subject)
  const anew = from !== to || holder !== row.agency
  await settled(tx, declared, row, subject, { ...done, from, to, anew, assigned }, by)
}

/** Writes a case as it now stands: timed, saved, told to its trail, to those above and below, and to whoever is next. */
async function settled(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  subject: Subject,
  done: Done & { from: string; to: string; anew: boolean; assigned: readonly string[] },
  by: By,
) {
  const { from, to, action, form, before, anew, assigned } = done
  time(declared, row, subject, by.at)
  await save(tx, row)
  const step = leaveStep(tx, row, { action, from, form, before }, by)
  caseIsFound(tx, declared, row, assigned, await formsOfTrail(tx, row.id))
  await rollUp(tx, declared, row)
  await happened(
    tx,
    'acted',
    row,
    subject,
    { action, from, to, version: row.version, step, stands: standsAs(row, rolledUp(declared, row)) },
    by,
  )
  if (anew) await call(tx, declared, row, by)
  if (from === to) return
  await escalate(tx, declared, row, by)
  if (row.closedAt) await endChildren(tx, row, by)
}

/** Takes a reversible act back: the case stands as it stood before. */
export async function takeBack(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  undone: { action: string; before: Before },
  asked: By,
) {
  const by = inTurn(row, asked)
  const from = row.state
  const subject = (await hold(tx, declared.subject as Register, row.subject)) as Subject
  const title = declared.states[undone.before.state]?.actions?.[undone.action]?.title ?? undone.action
  Object.assign(row, undone.before, {
    facts: { ...undone.before.facts, ...rolledUp(declared, row) },
    stateSince: new Date(undone.before.stateSince),
    closedAt: null,
    lastStep: `撤销“${title}”`,
    lastStepAt: by.at,
    version: row.version + 1,
  })
  const assigned = await assignedTo(tx, row.id)
  const done = { action: 'undo', title, form: {}, from, to: row.state, anew: true, assigned }
  await settled(tx, declared, row, subject, done, by)
  const tells = declared.states[row.state]?.actions?.[undone.action]?.tells
  if (tells) await inform(tx, declared, row, tells, `撤销“${title}”`, by)
}

/** What the cases under a case keep on it: theirs, whatever its own acts become. */
const rolledUp = (declared: AnyCase, row: CaseRow): Row =>
  Object.fromEntries(
    [...declaredCases.values()]
      .filter((under) => under.subject.name === declared.subject.name)
      .flatMap(({ rollsUp }) =>
        rollsUp && rollsUp.into in row.facts ? [[rollsUp.into, row.facts[rollsUp.into]]] : [],
      ),
  )

/** Keeps the mean of a fact over a parent's cases on the parent. */
async function rollUp(tx: Tx, declared: AnyCase, row: CaseRow) {
  if (!row.parent || !declared.rollsUp) return
  const { fact, into } = declared.rollsUp
  await tx.query('select 1 from casework.case where id = $1 for update', [row.parent])
  await tx.query(
    `update casework.case set facts = facts || jsonb_build_object($2::text,
       (select round(avg(coalesce((c.facts->>$3)::numeric, 0))) from casework.case c where c.parent = $1 and c.kind = $4))
     where id = $1`,
    [row.parent, into, fact, declared.name],
  )
}

let declaredCases: ReadonlyMap<string, AnyCase> = new Map()

/** Takes the kinds of case that the systems declare: what follows another case or a row is looked up here. */
export function useCases(cases: ReadonlyMap<string, AnyCase>) {
  declaredCases = cases
}

/** The open cases over a row that has changed show it as it is now; all but the one that changed it. */
export async function followSubject(tx: Tx, register: string, id: string, by: By) {
  const kinds = [...declaredCases.values()].filter((declared) => declared.subject.name === register)
  if (kinds.length === 0) return
  await tx.as({ all: 'on' })
  const subject = (await hold(tx, kinds[0]?.subject as Register, id)) as Subject
  for (const declared of kinds) {
    for (const row of await holdOpen(tx, declared, 'subject', id)) {
      if (row.id !== (by as Acting).acting) await follow(tx, declared, row, subject, by)
    }
  }
}

async function follow(tx: Tx, declared: AnyCase, row: CaseRow, subject: Subject, by: By) {
  const before = { agency: row.agency, dueOn: row.dueOn }
  resemble(declared, row, subject, by)
  const reassigned = row.agency !== before.agency
  if (reassigned || row.dueOn !== before.dueOn) {
    Object.assign(row, before)
    const title = reassigned ? '改派' : '调整期限'
    return moveTo(tx, declared, row, subject, row.state, { action: 'follow', title, form: {} }, by)
  }
  time(declared, row, subject, by.at)
  await save(tx, row)
  const assigned = await assign(tx, declared, row, subject)
  caseIsFound(tx, declared, row, assigned, await formsOfTrail(tx, row.id))
  await happened(
    tx,
    'followed',
    row,
    subject,
    { subject: row.subject, stands: standsAs(row, rolledUp(declared, row)) },
    by,
  )
}

async function endChildren(tx: Tx, row: CaseRow, by: By) {
  for (const declared of declaredCases.values()) {
    if (!declared.endsWithParent) continue
    for (const child of await holdOpen(tx, declared, 'parent', row.id)) {
      const subject = (await hold(tx, declared.subject as Register, child.subject)) as Subject
      const title = declared.states[declared.endsWithParent]?.title ?? '随上级结束'
      await moveTo(tx, declared, child, subject, declared.endsWithParent, { action: 'end', title, form: {} }, by)
    }
  }
}

async function openAll(tx: Tx, opening: Opening, row: CaseRow, form: Row, by: By) {
  const { each, case: opened } = opening
  if ('by' in each) {
    for (const subject of await referring(tx, each.register, each.by as never, row.subject))
      await openCase(tx, opened, subject, by)
    return
  }
  const subject = await hold(tx, opened.subject as Register, row.subject)
  if (!subject) throw new Error(`case ${row.id} has no subject`)
  const parent = row.id
  if ('beside' in each) {
    const facts = Object.fromEntries(Object.keys(opened.facts).map((name) => [name, form[name] ?? null]))
    await openCase(tx, opened, subject, by, { parent, agency: row.agency, region: row.region, facts })
    return
  }
  const there = await tx.query<{ agency: string }>('select agency from casework.case where parent = $1 and kind = $2', [
    row.id,
    opened.name,
  ])
  for (const unit of by.directory.units)
    if (!there.some((child) => child.agency === unit.id))
      await openCase(tx, opened, subject, by, { parent, agency: unit.id, region: unit.region })
}

/** Makes the rows that an action makes of others, opens their cases, and leaves the ones that were taken over. */
async function makeAll(tx: Tx, made: AnyCase, making: Making, subject: Subject, form: Row, by: By) {
  const { from, leaves, counts } = making
  const register = made.subject as Register
  const taken = from ? await holdOpen(tx, made, 'within', form[from] as string) : [undefined]
  for (const left of taken) {
    const origin = (left ? await hold(tx, register, left.subject) : subject) as Subject
    const values = making.row(origin as never, { form, subject: subject as never })
    if (counts) {
      const among = Object.fromEntries(counts.among.map((name) => [name, values[name]]))
      values[counts.field] = await nextCount(tx, register, counts.field, among)
    }
    await openCase(tx, made, await create(tx, register, values as never, by), by)
    if (left && leaves) {
      const title = made.states[leaves]?.title ?? leaves
      await moveTo(tx, made, left, origin, leaves, { action: 'carry', title, form: {} }, by)
    }
  }
}

/** The cases over a row that an act names keep the act in their trail. */
async function mark(tx: Tx, declared: AnyCase, row: CaseRow, subject: string, title: string, by: By) {
  for (const marked of await holdOpen(tx, declared, 'subject', subject))
    leaveStep(
      tx,
      marked,
      { action: 'mark', from: marked.state, form: { title: `${title}：${row.title}`, case: row.id } },
      by,
    )
}
