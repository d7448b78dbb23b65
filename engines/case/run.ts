import { dayOf, daysBetween, workingDaysLeft } from '#kernel/clock'
import { newId, type Database, type Row, type Tx } from '#kernel/database'
import { on, publish } from '#kernel/event'
import { noteOf } from '#kernel/field'
import { filesFollow, useFiles, type StoredFile } from '#kernel/file'
import type { Actor } from '#engines/identity'
import {
  branchesOf,
  covers,
  holdersOf,
  identityFaults,
  officersOf,
  reachOf,
  rolesThatMay,
  scopeOf,
  type Directory,
  type Reach,
} from '#engines/identity/run'
import { settle, tell } from '#engines/notice/run'
import type { RecordOf, Register } from '#engines/register'
import { byIds, change, heldByIds, hold, pageOf, referring, type By } from '#engines/register/run'
import { guard } from './act.ts'
import { nextLook, remindersSince, stateDue } from './deadline.ts'
import { faults } from './faults.ts'
import type { AnyCase, Opening } from './index.ts'

export { faults as caseFaults } from './faults.ts'

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

const columns = `t.id, t.kind, t.subject, t.within, t.parent, t.title, t.agency, t.region, t.state, t.facts, t.signal, t.opened_at as "openedAt",
  t.state_since as "stateSince", t.due_on as "dueOn", t.due_provisional as "dueProvisional", t.state_due_at as "stateDueAt", t.next_at as "nextAt",
  t.last_step as "lastStep", t.last_step_at as "lastStepAt", t.closed_at as "closedAt", t.version`

const scopeColumns = {
  agency: 't.agency',
  region: 't.region',
  assigned: (agency: string) => `t.id in (select p.case_id from casework.participant p where p.agency = ${agency})`,
}

const pathOf = (row: { kind: string; id: string }) => `/cases/${row.kind}/${row.id}`
const aboutOf = (row: { kind: string; id: string }) => `${row.kind}:${row.id}`

/** The agency that holds a case over a row: the declared field's, or whoever owns the row while that is empty. */
function holderOf(declared: AnyCase, record: Row & RecordOf<Register>): string {
  const named = declared.holder ? (record[declared.holder] as string | null) : null
  const agency = named ?? record.agency
  if (!agency) throw new Error(`${declared.name} over ${record.id}: neither a holder nor an owner`)
  return agency
}

/** Opens a case over a subject in the transaction of whatever gives rise to it. */
export async function openCase(
  tx: Tx,
  declared: AnyCase,
  subject: RecordOf<Register>,
  by: By,
  under?: { parent: string; unit: { id: string; region: string } },
): Promise<CaseRow> {
  const record = subject as unknown as Row & RecordOf<Register>
  const agency = under?.unit.id ?? holderOf(declared, record)
  const dueOn = declared.due ? (record[declared.due] as string | null) : null
  const row: CaseRow = {
    id: newId(by.at),
    kind: declared.name,
    subject: record.id,
    within: declared.within ? (record[declared.within] as string) : null,
    parent: under?.parent ?? null,
    title: record[declared.subject.naming] as string,
    agency,
    region: under?.unit.region ?? by.directory.agencies.get(agency)?.region ?? '',
    state: declared.initial,
    facts: {},
    signal: null,
    openedAt: by.at,
    stateSince: by.at,
    dueOn,
    dueProvisional: false,
    stateDueAt: null,
    nextAt: null,
    lastStep: null,
    lastStepAt: null,
    closedAt: null,
    version: 1,
  }
  time(declared, row, subject, by.at)
  await tx.query(
    `insert into casework.case (id, kind, subject, within, parent, title, agency, region, state, facts, signal, opened_at, state_since, due_on, due_provisional, state_due_at, next_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      row.id,
      row.kind,
      row.subject,
      row.within,
      row.parent,
      row.title,
      row.agency,
      row.region,
      row.state,
      '{}',
      row.signal,
      row.openedAt,
      row.stateSince,
      row.dueOn,
      row.dueProvisional,
      row.stateDueAt,
      row.nextAt,
      1,
    ],
  )
  const assigned = under || !declared.assigned ? [] : ((record[declared.assigned] as string[] | null) ?? [])
  for (const other of assigned)
    await tx.query('insert into casework.participant (case_id, agency) values ($1, $2) on conflict do nothing', [
      row.id,
      other,
    ])
  await leaveStep(tx, row, { action: 'open', from: null, form: {} }, by)
  await publish(tx, {
    kind: 'case.opened',
    actor: by.actor.person ?? 'platform',
    subject: aboutOf(row),
    at: by.at,
    about: { state: row.state },
    by,
  })
  await call(tx, declared, row, by)
  return row
}

/** Brings what time decides into step: the due instant of the state, the light, the next look. */
function time(declared: AnyCase, row: CaseRow, subject: RecordOf<Register>, now: Date) {
  const due = stateDue(declared, row)
  row.stateDueAt = due.at
  row.dueProvisional = due.provisional
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
  row.nextAt = nextLook(declared, row, now)
}

const leaveStep = (tx: Tx, row: CaseRow, step: { action: string; from: string | null; form: Row }, by: By) =>
  tx.query(
    `insert into casework.step (id, case_id, at, action, from_state, to_state, actor, actor_name, agency, form) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      newId(by.at),
      row.id,
      by.at,
      step.action,
      step.from,
      row.state,
      by.actor.person,
      by.actor.name,
      by.actor.agency,
      JSON.stringify(step.form),
    ],
  )

/** Puts the work that a state awaits into the inboxes of those who may do it. */
async function call(tx: Tx, declared: AnyCase, row: CaseRow, by: By) {
  await settle(tx, aboutOf(row), by.at)
  const state = declared.states[row.state]
  if (!state?.awaits || state.final) return
  const action = state.actions?.[state.awaits]
  const people = await whoMay(tx, declared, row, state.awaits, by.at)
  await tell(
    tx,
    people,
    {
      kind: 'todo',
      title: row.title,
      says: `${declared.title} · ${state.title} · 待${action?.title ?? ''}`,
      path: pathOf(row),
      about: aboutOf(row),
      dueAt: row.stateDueAt ?? null,
    },
    by.at,
  )
}

/** The people whose grant on an action covers a case, by agency or anywhere. */
async function whoMay(tx: Tx, declared: AnyCase, row: CaseRow, action: string, at: Date): Promise<string[]> {
  const granted = rolesThatMay(declared, action)
  const near = granted.filter((grant) => ['own-agency', 'own-area'].includes(grant.scope)).map((grant) => grant.role)
  const wide = granted.filter((grant) => grant.scope === 'all').map((grant) => grant.role)
  const [holders, anywhere] = [
    near.length > 0 ? await officersOf(tx, row.agency, near, dayOf(at)) : [],
    wide.length > 0 && near.length === 0 ? await holdersOf(tx, wide, dayOf(at)) : [],
  ]
  return [...holders, ...anywhere]
}

export interface Act {
  action: string
  /** The version the person saw; the clock sees the present. */
  version?: number | undefined
  form: Row
}

/**
 * Takes an action on a case on a person's behalf: the step, the new state, what it opens and whom it tells, together.
 * @throws case/not-found identity/not-granted, and what the rules in act.ts refuse
 */
export async function act(
  database: Database,
  declared: AnyCase,
  id: string,
  asked: Act,
  by: By,
  within?: (tx: Tx, act: () => Promise<CaseRow>) => Promise<unknown>,
): Promise<void> {
  const reach = reachOf(by.actor, declared, asked.action)
  await database.write(scopeOf(by.actor, reach), async (tx) => {
    const doing = async () => {
      const row = await holdCase(tx, declared, id)
      if (!row || !(await isCovered(tx, by.actor, reach, row)))
        throw await refusal(tx, declared, id, asked.action, by.actor)
      const request = { declared, held: row, action: asked.action, version: asked.version, form: asked.form }
      guard('person', request)
      await tx.as({ all: 'on' })
      return step(tx, declared, row, { action: asked.action, form: request.form }, by)
    }
    return within ? within(tx, doing) : doing()
  })
}

async function holdCase(tx: Tx, declared: AnyCase, id: string): Promise<CaseRow | undefined> {
  const [row] = await tx.query<CaseRow>(
    `select ${columns} from casework.case t where t.id = $1 and t.kind = $2 for update`,
    [id, declared.name],
  )
  return row
}

async function isCovered(tx: Tx, actor: Actor, reach: Reach, row: CaseRow): Promise<boolean> {
  const assigned = reach.has('assigned')
    ? (await tx.query<{ agency: string }>('select agency from casework.participant where case_id = $1', [row.id])).map(
        (other) => other.agency,
      )
    : []
  return covers(actor, reach, { agency: row.agency, region: row.region, assigned })
}

/** Whoever may see a case hears that they may not act; whoever may not, hears that there is none. */
async function refusal(tx: Tx, declared: AnyCase, id: string, action: string, actor: Actor) {
  const reach = reachOf(actor, declared, 'read')
  await tx.as(scopeOf(actor, reach))
  const [row] = await tx.query<CaseRow>(`select ${columns} from casework.case t where t.id = $1 and t.kind = $2`, [
    id,
    declared.name,
  ])
  if (!row || !(await isCovered(tx, actor, reach, row))) return faults['not-found']({ title: declared.title })
  const title = Object.values(declared.states).find((state) => state.actions?.[action])?.actions?.[action]?.title
  return title
    ? identityFaults['not-granted']({ action: title, on: declared.title })
    : faults['no-such-action']({ action, title: declared.title })
}

/** Moves a held case by an action: the one place where a case changes. */
async function step(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  done: { action: string; form: Row },
  by: By,
): Promise<CaseRow> {
  const from = row.state
  const action = declared.states[from]?.actions?.[done.action]
  const to = !action || action.to === 'stays' ? from : action.to
  let subject = await hold(tx, declared.subject as Register, row.subject)
  if (!subject) throw new Error(`case ${row.id} has no subject`)
  for (const [name, field] of Object.entries(action?.form ?? {})) {
    if (noteOf(field).widget === 'files')
      await useFiles(tx, (done.form[name] as StoredFile[] | null) ?? [], by.actor.person ?? '', {
        kind: 'case',
        id: row.id,
      })
  }
  const amended = {
    ...action?.sets,
    ...Object.fromEntries(Object.entries(action?.amends ?? {}).map(([field, of]) => [field, done.form[of]])),
  }
  if (Object.keys(amended).length > 0)
    subject = await change(tx, declared.subject as Register, subject, amended as never, by)
  await moveTo(tx, declared, row, subject, to, { ...done, title: action?.title ?? done.action }, by)
  if (action?.opens) await openAll(tx, action.opens, row, by)
  if (action?.tells) await inform(tx, declared, row, action.tells, action.title, by)
  return row
}

async function moveTo(
  tx: Tx,
  declared: AnyCase,
  row: CaseRow,
  subject: RecordOf<Register>,
  to: string,
  done: { action: string; title: string; form: Row },
  by: By,
) {
  const from = row.state
  const left = Object.keys(declared.facts).filter((name) => done.form[name] !== undefined && done.form[name] !== null)
  for (const name of left) row.facts[name] = done.form[name]
  if (from !== to)
    Object.assign(row, { state: to, stateSince: by.at, closedAt: declared.states[to]?.final ? by.at : null })
  Object.assign(row, {
    agency: row.parent ? row.agency : holderOf(declared, subject as unknown as Row & RecordOf<Register>),
    lastStep: done.title,
    lastStepAt: by.at,
    version: row.version + 1,
  })
  if (declared.due) row.dueOn = (subject as unknown as Row)[declared.due] as string | null
  time(declared, row, subject, by.at)
  await save(tx, row)
  await leaveStep(tx, row, { action: done.action, from, form: done.form }, by)
  await publish(tx, {
    kind: 'case.acted',
    actor: by.actor.person ?? 'platform',
    subject: aboutOf(row),
    at: by.at,
    about: { action: done.action, from, to, version: row.version },
    by,
  })
  if (from !== to) await call(tx, declared, row, by)
}

const save = (tx: Tx, row: CaseRow) =>
  tx.query(
    `update casework.case set agency = $2, state = $3, facts = $4, signal = $5, state_since = $6, due_on = $7, due_provisional = $8, state_due_at = $9, next_at = $10,
       last_step = $11, last_step_at = $12, closed_at = $13, version = $14 where id = $1`,
    [
      row.id,
      row.agency,
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

async function openAll(tx: Tx, opening: Opening, row: CaseRow, by: By) {
  if ('units' in opening.each) {
    const subject = await hold(tx, opening.case.subject as Register, row.subject)
    const there = await tx.query<{ agency: string }>(
      'select agency from casework.case where parent = $1 and kind = $2',
      [row.id, opening.case.name],
    )
    const missing = by.directory.units.filter((unit) => !there.some((child) => child.agency === unit.id))
    for (const unit of missing) if (subject) await openCase(tx, opening.case, subject, by, { parent: row.id, unit })
    return
  }
  for (const subject of await referring(tx, opening.each.register, opening.each.by as never, row.subject))
    await openCase(tx, opening.case, subject, by)
}

async function inform(tx: Tx, declared: AnyCase, row: CaseRow, whom: 'holder' | 'parent', title: string, by: By) {
  const [parent] =
    whom === 'parent' && row.parent
      ? await tx.query<{ agency: string }>('select agency from casework.case where id = $1', [row.parent])
      : []
  const agency = whom === 'holder' ? row.agency : parent?.agency
  if (!agency) return
  const roles = declared.actions.flatMap((action) =>
    rolesThatMay(declared, action)
      .filter((grant) => grant.scope !== 'all')
      .map((grant) => grant.role),
  )
  const people = await officersOf(tx, agency, [...new Set(roles)], dayOf(by.at))
  await tell(
    tx,
    people,
    {
      kind: 'note',
      title: row.title,
      says: `${by.actor.name} · ${title}`,
      path: pathOf(row),
      about: aboutOf(row),
      dueAt: null,
    },
    by.at,
  )
}

const platformActor: Actor = { person: null, name: '平台时钟', position: null, agency: null, areas: [], roles: [] }

/**
 * What the clock does: reminders that have come, states whose time has run out, lights that time has changed. A batch
 * is one transaction; most cases only move to their next look, all in one statement. Several processes may sweep at once.
 * @returns how many cases were looked at
 */
export async function sweep(
  database: Database,
  cases: ReadonlyMap<string, AnyCase>,
  directory: Directory,
  now: Date,
  most = 500,
): Promise<number> {
  const by = { actor: platformActor, at: now, directory }
  return database.write({ all: 'on' }, async (tx) => {
    const rows = await tx.query<CaseRow>(
      `select ${columns} from casework.case t where t.next_at <= $1 order by t.next_at limit $2 for update skip locked`,
      [now, most],
    )
    const moved: CaseRow[] = []
    for (const [kind, held] of Map.groupBy(rows, (row) => row.kind)) {
      const declared = cases.get(kind)
      if (!declared) throw new Error(`a case of a kind nobody declares: ${kind}`)
      const subjects = await heldByIds(
        tx,
        declared.subject as Register,
        held.map((row) => row.subject),
      )
      for (const row of held)
        if (await look(tx, declared, row, subjects.get(row.subject) as RecordOf<Register>, by)) moved.push(row)
    }
    await tx.query(
      `update casework.case c set signal = m.signal, next_at = m.next_at from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as m(id, signal, next_at) where c.id = m.id`,
      [moved.map((row) => row.id), moved.map((row) => row.signal), moved.map((row) => row.nextAt)],
    )
    return rows.length
  })
}

/** Looks at one case. @returns whether only its light and its next look have changed, for the caller to keep */
async function look(tx: Tx, declared: AnyCase, row: CaseRow, subject: RecordOf<Register>, by: By): Promise<boolean> {
  const since = dayOf(new Date((row.nextAt ?? by.at).getTime() - 1))
  if (row.dueOn && !row.closedAt)
    await remind(tx, declared, row, remindersSince(declared, row.dueOn, since, dayOf(by.at)), by)
  const overdue = declared.states[row.state]?.overdue
  if (overdue && row.stateDueAt && row.stateDueAt < by.at) {
    await moveTo(
      tx,
      declared,
      row,
      subject,
      overdue,
      { action: 'overdue', title: declared.states[overdue]?.title ?? '逾期', form: {} },
      by,
    )
    return false
  }
  time(declared, row, subject, by.at)
  return true
}

async function remind(tx: Tx, declared: AnyCase, row: CaseRow, days: readonly number[], by: By) {
  const [nearest] = days
  const action = declared.states[row.state]?.awaits
  if (nearest === undefined || !action || !row.dueOn) return
  const left = daysBetween(dayOf(by.at), row.dueOn)
  const says = `${declared.title} · 还有 ${left} 天到期(${row.dueOn})`
  await tell(
    tx,
    await whoMay(tx, declared, row, action, by.at),
    { kind: 'note', title: row.title, says, path: pathOf(row), about: aboutOf(row), dueAt: null },
    by.at,
  )
  await leaveStep(tx, row, { action: 'remind', from: row.state, form: { days: left } }, by)
}

/** A case in a list as a reader meets it. */
const shown = (row: CaseRow, today: string, record: Row) => ({
  ...row,
  nextAt: undefined,
  workingDaysLeft: row.dueOn && !row.closedAt ? workingDaysLeft(today, row.dueOn) : null,
  lastStep: row.lastStep && row.lastStepAt ? { title: row.lastStep, at: row.lastStepAt } : null,
  record,
})

export interface CaseListing {
  conditions: (bind: (value: unknown) => string) => string[]
  sort: { column: string; descending: boolean }
  after?: string | undefined
  limit: number
}

/** A page of cases as a person may see them, each with its subject's listed columns. */
export async function listCases(database: Database, declared: AnyCase, actor: Actor, now: Date, asked: CaseListing) {
  const values: unknown[] = [declared.name]
  const bind = (value: unknown) => `$${values.push(value)}`
  const reach = reachOf(actor, declared, 'read')
  const conditions = ['t.kind = $1', ...asked.conditions(bind)]
  const branches = branchesOf(actor, reach, scopeColumns, bind)
  const found = await pageOf<CaseRow>(
    database,
    scopeOf(actor, reach),
    'casework.case',
    columns,
    branches,
    { ...asked, conditions },
    values,
  )
  const subjects = await byIds(
    database,
    declared.subject as Register,
    found.rows.map((row) => row.subject),
  )
  const listed = (id: string) => {
    const subject = subjects.get(id) as unknown as Row
    return Object.fromEntries((declared.subject.columns as string[]).map((name) => [name, subject?.[name] ?? null]))
  }
  return {
    ...found,
    rows: found.rows.map(({ sorted_by: _, ...row }) => shown(row as CaseRow, dayOf(now), listed(row.subject))),
  }
}

/** How many cases stand under each light, as a person may see them. */
export async function tally(
  database: Database,
  declared: AnyCase,
  actor: Actor,
  conditionsOf: CaseListing['conditions'],
): Promise<{ signal: string | null; count: number }[]> {
  const values: unknown[] = [declared.name]
  const bind = (value: unknown) => `$${values.push(value)}`
  const reach = reachOf(actor, declared, 'read')
  const branches = branchesOf(actor, reach, scopeColumns, bind)
  if (branches.length === 0) return []
  const where = ['t.kind = $1', ...conditionsOf(bind)].join(' and ')
  const union = branches
    .map((branch) => `select t.id, t.signal from casework.case t where ${where} and (${branch})`)
    .join(' union ')
  return database.read(
    scopeOf(actor, reach),
    `select signal, count(*)::int as count from (${union}) c group by signal order by signal`,
    values,
  )
}

/** One case as a person may see it: its subject, its trail, what came of it, and what they may do now. @throws case/not-found */
export async function readCase(database: Database, declared: AnyCase, id: string, actor: Actor, now: Date) {
  const values: unknown[] = [id, declared.name]
  const reach = reachOf(actor, declared, 'read')
  const scope = scopeOf(actor, reach)
  const branches = branchesOf(actor, reach, scopeColumns, (value) => `$${values.push(value)}`)
  const where = branches.length > 0 ? branches.map((branch) => `(${branch})`).join(' or ') : 'false'
  const [row] = await database.read<CaseRow>(
    scope,
    `select ${columns} from casework.case t where t.id = $1 and t.kind = $2 and (${where})`,
    values,
  )
  if (!row) throw faults['not-found']({ title: declared.title })
  const [subjects, steps, participants, children] = await Promise.all([
    byIds(database, declared.subject as Register, [row.subject]),
    database.read<{
      id: string
      at: Date
      action: string
      from: string | null
      to: string
      actorName: string
      agency: string | null
      form: Row
    }>(
      scope,
      `select id, at, action, from_state as "from", to_state as "to", actor_name as "actorName", agency, form from casework.step where case_id = $1 order by id desc limit 500`,
      [id],
    ),
    database.read<{ agency: string }>(
      { all: 'on' },
      'select agency from casework.participant where case_id = $1 order by agency',
      [id],
    ),
    database.read<Row>(
      { all: 'on' },
      `select kind, id, title, agency, region, state, signal, facts from casework.case where parent = $1 order by region, id limit 200`,
      [id],
    ),
  ])
  const assigned = participants.map((other) => other.agency)
  const open = Object.keys(declared.states[row.state]?.actions ?? {})
  return {
    ...shown(row, dayOf(now), subjects.get(row.subject) as unknown as Row),
    participants: assigned,
    trail: steps.map(({ actorName, agency, ...step }) => ({
      ...step,
      title: titleOf(declared, step.action, step.to),
      actor: { name: actorName, agency },
    })),
    children,
    may: open.filter((action) =>
      covers(actor, reachOf(actor, declared, action), { agency: row.agency, region: row.region, assigned }),
    ),
  }
}

const clockActs: Record<string, string> = { open: '建立', remind: '到期提醒' }

function titleOf(declared: AnyCase, action: string, to: string): string {
  if (action === 'overdue') return `逾期转${declared.states[to]?.title ?? to}`
  return (
    clockActs[action] ??
    Object.values(declared.states).find((state) => state.actions?.[action])?.actions?.[action]?.title ??
    action
  )
}

/** Cases that open by themselves do so in the transaction that registers their subject. */
export function openOnCreation(cases: ReadonlyMap<string, AnyCase>) {
  const openers = [...cases.values()].filter((declared) => declared.opensOn === 'created')
  on('register.created', 'open-on-creation', async (tx, event) => {
    const [register, id] = event.subject.split(':') as [string, string]
    for (const declared of openers.filter((one) => one.subject.name === register)) {
      const subject = await hold(tx, declared.subject as Register, id)
      if (subject) await openCase(tx, declared, subject, event.by as By)
    }
  })
}

/** Files shown in a case may be read by whoever may read the case. */
export function caseFilesFollow(database: Database, cases: ReadonlyMap<string, AnyCase>) {
  filesFollow<Actor>('case', async (actor, id) => {
    const [found] = await database.read<{ kind: string }>(
      { all: 'on' },
      'select kind from casework.case where id = $1',
      [id],
    )
    const declared = found && cases.get(found.kind)
    if (!declared) return false
    return readCase(database, declared, id, actor, new Date(0)).then(
      () => true,
      () => false,
    )
  })
}
