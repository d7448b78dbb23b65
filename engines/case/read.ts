import type { z } from 'zod'
import { dayOf } from '#kernel/clock'
import type { Bind, Database, Row, Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import type { FileReader } from '#engines/front/run'
import type { Actor } from '#engines/identity'
import { branchesOf, covers, directoryOf, eitherOf, reachedBy, reachOf, scopeOf } from '#engines/identity/run'
import { tableOf, type RecordOf, type Register } from '#engines/register'
import {
  byIds,
  columnsByIds,
  heldByIds,
  lookedAt,
  nestedShown,
  pageOf,
  personalOf,
  readNested,
  scroll,
  type Called,
} from '#engines/register/run'
import { faults } from './faults.ts'
import type { CaseListing } from './listing.ts'
import { countBySums, sumsKnow } from './tally.ts'
import { actionOf, type AnyCase } from './index.ts'
import { handlersOf, isSomebodyElses } from './handler.ts'
import { hasTaken } from './joint.ts'
import { bodyAbove } from './levels.ts'
import { wasTaken } from './once.ts'
import { hasParties, partiesOfCase, partyFor, rolesOf, type Party } from './party.ts'
import { formsOf } from './search-entry.ts'
import { factsAsSeen, formAsSeen } from './trail-sight.ts'
import { columns, participantsOf, scopeColumns, shown, trailOf, type CaseRow, type TrailStep } from './row.ts'
import { titleForParties } from './stand.ts'
import { mayUndo } from './rules/only-a-fresh-act-of-ones-own-is-undone.ts'

/** Cases by their ids with their subjects, within a transaction. */
export async function casesByIds(
  tx: Tx,
  declared: AnyCase,
  ids: readonly string[],
): Promise<{ row: CaseRow; record: RecordOf<Register> }[]> {
  const rows = await tx.query<CaseRow>(
    `select ${columns} from casework.case t where t.kind = $1 and t.id = any($2::uuid[])`,
    [declared.name, ids],
  )
  const subjects = await heldByIds(
    tx,
    declared.subject as Register,
    rows.map((row) => row.subject),
  )
  return rows.flatMap((row) => {
    const record = subjects.get(row.subject)
    return record ? [{ row, record }] : []
  })
}

/** A list of cases as a person may see it, for a page or for the whole. */
function walk(declared: AnyCase, actor: Actor, asked: Pick<CaseListing, 'conditions'>) {
  const reach = reachOf(actor, declared, 'read')
  return {
    scope: scopeOf(actor, reach),
    branches: reachedBy(actor, reach, scopeColumns),
    conditions: (bind: Bind, called: Called) => [
      `${called('kind')} = ${bind(declared.name)}`,
      ...asked.conditions(bind, called),
    ],
  }
}

/** Cases as a list shows them, each with its subject's listed columns. */
async function withSubjects(database: Database, declared: AnyCase, rows: readonly CaseRow[], now: Date) {
  const subjects = rows.map((row) => row.subject)
  const columnsOf = await columnsByIds(database, declared.subject as Register, subjects)
  const today = dayOf(now)
  return rows.map((row) => shown(row, today, columnsOf(row.subject)))
}

const bare = ({ sorted_by: _, ...row }: CaseRow & { sorted_by: unknown }): CaseRow => row

/** A page of cases as a person may see them, each with its subject's listed columns. */
export async function listCases(database: Database, declared: AnyCase, actor: Actor, now: Date, asked: CaseListing) {
  const { scope, branches, conditions } = walk(declared, actor, asked)
  const { filters } = asked
  const plain = filters !== undefined && Object.values(filters).every((value) => value === undefined)
  const page = { ...asked, conditions, plain, ...(filters && sumsKnow(filters) && { sums: countBySums }) }
  const found = await pageOf<CaseRow>(database, scope, 'casework.case', columns, branches, page)
  return { ...found, rows: await withSubjects(database, declared, found.rows.map(bare), now) }
}

/** Every case of a list as a person may see it, a thousand at a time. */
export async function* listCasesWhole(
  database: Database,
  declared: AnyCase,
  actor: Actor,
  now: Date,
  asked: Pick<CaseListing, 'conditions' | 'sort'>,
) {
  const { scope, branches, conditions } = walk(declared, actor, asked)
  const pages = scroll<CaseRow>(database, scope, 'casework.case', columns, branches, { ...asked, conditions })
  for await (const rows of pages) yield await withSubjects(database, declared, rows.map(bare), now)
}

/** A case's row as far as an actor's grants reach, and the scope that they reach by. */
async function seen(database: Database, declared: AnyCase, id: string, actor: Actor) {
  const values: unknown[] = [id, declared.name]
  const reach = reachOf(actor, declared, 'read')
  const scope = scopeOf(actor, reach)
  const branches = branchesOf(actor, reach, scopeColumns, (value) => `$${values.push(value)}`)
  const [row] = await database.read<CaseRow>(
    scope,
    `select ${columns} from casework.case t where t.id = $1 and t.kind = $2 and ${eitherOf(branches)}`,
    values,
  )
  return { row, scope }
}

/** Whether an actor may read a case. */
export const mayReadCase = async (database: Database, declared: AnyCase, id: string, actor: Actor): Promise<boolean> =>
  (await seen(database, declared, id, actor)).row !== undefined

/** A case under a case; `said` is the form that ended it. */
export type Child = Pick<CaseRow, 'kind' | 'id' | 'title' | 'agency' | 'region' | 'state' | 'signal' | 'facts'> & {
  said: Row | null
}
/** The cases under a case, those of the first regions first. */
export const childrenOf = `select kind, id, title, agency, region, state, signal, facts, case when closed_at is not null then
    (select s.form from casework.step s where s.case_id = c.id order by s.id desc limit 1) end as said
  from casework.case c where parent = $1 order by region, id limit 200`

/** One case as a person may see it: its subject, its trail, what came of it, and what they may do now. @throws case/not-found */
export async function readCase(database: Database, declared: AnyCase, id: string, actor: Actor, now: Date) {
  const whole = await wholeOf(database, declared, id, actor, now)
  if (!whole) throw faults['not-found']({ title: declared.title })
  return wholeAsSeen(database, declared, whole, actor, now)
}

/** A case that an actor may read, with all that is shown of it. */
export async function wholeOf(
  database: Database,
  declared: AnyCase,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Whole | undefined> {
  const { row, scope } = await seen(database, declared, id, actor)
  if (!row) return undefined
  const all = { all: 'on' } as const
  const ask: Tx['ask'] = (text, values) => database.read(all, text, values)
  const [subjects, trail, participants, handlers, parties, children] = await Promise.all([
    byIds(database, declared.subject as Register, [row.subject]),
    database.read<TrailStep>(scope, trailOf, [id]),
    database.read<{ agency: string }>(all, participantsOf, [id]),
    handlersOf({ ask }, row, now),
    hasParties(declared) ? database.read<Party>(all, partiesOfCase, [id]) : [],
    database.read<Child>(all, childrenOf, [id]),
  ])
  const subject = subjects.get(row.subject)
  if (!subject) throw new Error(`case ${id} has no subject`)
  return {
    row,
    subject,
    trail,
    assigned: participants.map((other) => other.agency),
    handlers,
    parties,
    children,
  }
}

/** A case with all that is shown of it, as the database has it. */
export interface Whole {
  row: CaseRow
  subject: RecordOf<Register>
  /** Newest first. */
  trail: readonly TrailStep[]
  assigned: readonly string[]
  /** Who has it now. */
  handlers: readonly string[]
  parties: readonly Party[]
  children: readonly Child[]
}

/**
 * What a paper may show its reader: the rows that belong to the subject, and whether they see all of what the case is about:
 * as one of its parties, or because nothing of it is hidden from them.
 */
export async function seenOnPaper(database: Database, declared: AnyCase, whole: Whole, actor: Actor, now: Date) {
  const { record, nested } = await wholeAsSeen(database, declared, whole, actor, now)
  const isWhole = ((record as { veiled?: string[] }).veiled ?? []).length === 0
  return { nested, sees: isWhole || rolesOf(actor, whole.parties).length > 0 }
}

export type SeenOnPaper = Awaited<ReturnType<typeof seenOnPaper>>

/** Whether an actor may take an action on a case as it stands, or read it. */
export const reaches = (
  actor: Actor,
  declared: AnyCase,
  action: string,
  { row, assigned, parties }: Pick<Whole, 'row' | 'assigned' | 'parties'>,
): boolean =>
  covers(actor, reachOf(actor, declared, action), {
    ...{ agency: row.agency, region: row.region, assigned },
    person: partyFor(actor, declared, action, parties),
  })

/** A case with all that is shown of it, as an actor who may read it sees it. */
export async function wholeAsSeen(database: Database, declared: AnyCase, whole: Whole, actor: Actor, now: Date) {
  const { row, trail, assigned, parties, children } = whole
  const [last] = trail
  const roles = rolesOf(actor, parties)
  const open = Object.entries(declared.states[row.state]?.actions ?? {})
  const together = { parties, trail, since: row.stateSince }
  const may = open.flatMap(([name, action]) =>
    !hasTaken(action, name, together, actor) &&
    !isSomebodyElses(action, whole.handlers, actor) &&
    !wasTaken(action, name, trail) &&
    !(action.returns && row.cameBy.length === 0) &&
    !(action.raises && !bodyAbove(declared, directoryOf(database), row.agency)) &&
    reaches(actor, declared, name, whole)
      ? [name]
      : [],
  )
  const asParty = !reaches(actor, declared, 'read', { ...whole, parties: [] })
  // Whoever handles a case looks at what it is about for that, also while it waits for others; whoever only reads it does not see what is personal.
  const handles = !asParty && (may.length > 0 || (!row.closedAt && isTheirs(actor, declared, whole)))
  const looking = { at: now, purpose: handles ? `办理“${declared.title}”` : undefined }
  const own = roles.includes(Object.keys(declared.parties)[0] ?? '')
  const seen = own
    ? whole.subject
    : await subjectAsSeen(database, declared.subject as Register, whole.subject, actor, looking)
  const subject = withWhatIsSigned(declared, roles, whole.subject, seen)
  const view = { declared, actor, asParty, own, handles }
  return {
    ...shown(
      { ...row, ...(asParty && { title: titleForParties(declared, row) }), facts: factsAsSeen(row.facts, view) },
      dayOf(now),
      subject,
    ),
    lost: row.clocks[row.state]?.lost ?? 0,
    participants: assigned.toSorted(),
    parties: parties.map(({ role, person }) => ({
      ...{ role, title: declared.parties[role]?.title ?? role },
      ...{ hasAccount: person !== null, isReader: roles.includes(role) },
    })),
    trail: trail.map(({ actorName, behalf: _behalf, behalfName, agency, before: _, ...step }) => ({
      ...step,
      ...formAsSeen({ ...step, behalf: _behalf }, view),
      title: titleOf(declared, step),
      actor: { name: actorName, agency, ...(behalfName && { behalf: behalfName }) },
    })),
    nested: await nestedAsSeen(database, declared, row.subject, actor, own, looking),
    children: asParty ? [] : children.map((child) => partAsSeen(houseOf(database), child, handles)),
    undo: last && mayUndo(last, actor, now) ? { title: titleOf(declared, last) } : null,
    may,
  }
}

/** Whether a case comes back to an actor: they may act on it in some other state, and nobody else has it. */
const isTheirs = (actor: Actor, declared: AnyCase, whole: Whole): boolean =>
  Object.values(declared.states).some(({ actions = {} }) =>
    Object.entries(actions).some(
      ([name, action]) => !isSomebodyElses(action, whole.handlers, actor) && reaches(actor, declared, name, whole),
    ),
  )

/** The rows of other registers that belong to the subject, by register: they are seen as it is. */
async function nestedAsSeen(
  database: Database,
  { subject }: AnyCase,
  id: string,
  actor: Actor,
  own: boolean,
  looking: { at: Date; purpose: string | undefined },
) {
  const nested: Record<string, { rows: RecordOf<Register>[]; more: boolean }> = {}
  for (const [register, found] of await readNested(houseOf(database), subject as Register, id)) {
    const rows: RecordOf<Register>[] = []
    for (const { row, owner } of found.slice(0, nestedShown))
      rows.push(own ? row : await lookedAt(database, register, row, owner, actor, looking))
    nested[register.name] = { rows, more: found.length > nestedShown }
  }
  return nested
}

/** A case under one that is read: what it is, where it stands, and in words what ended it, for whoever asked it. */
function partAsSeen(house: House, { said, ...child }: Child, handles: boolean) {
  const declared = house.parts<AnyCase>('case').get(child.kind)
  const fields = declared ? formsOf(declared) : {}
  const words = Object.entries(said ?? {}).flatMap(([name, value]) => {
    const note = Object.hasOwn(fields, name) ? noteOf(fields[name] as z.ZodType) : undefined
    if (!note || typeof value !== 'string' || (note.sensitivity === 'personal' && !handles)) return []
    return ['text', 'longText', 'choice', 'date'].includes(note.widget)
      ? [{ label: note.label, words: note.options?.[value] ?? value }]
      : []
  })
  const stands = declared?.states[child.state]?.title ?? child.state
  return { ...child, of: declared?.title ?? child.kind, stands, said: words }
}

/** What a party is asked to agree to is theirs to read, whoever else it is about. */
function withWhatIsSigned<R extends object>(declared: AnyCase, roles: readonly string[], whole: R, seen: R): R {
  const read = Object.values(declared.states)
    .flatMap((state) => Object.values(state.actions ?? {}))
    .flatMap(({ takenBy: of = [], reads = [] }) => (of.some((role) => roles.includes(role)) ? reads : []))
  if (seen === whole || read.length === 0) return seen
  const { veiled: hidden = [] } = seen as { veiled?: string[] }
  return {
    ...seen,
    ...Object.fromEntries(read.map((name) => [name, (whole as Row)[name]])),
    veiled: hidden.filter((name) => !(read as readonly string[]).includes(name)),
  }
}

/** What a case is about, as far as the reader may see what is personal in it. */
async function subjectAsSeen<R extends { id: string }>(
  database: Database,
  register: Register,
  about: R,
  actor: Actor,
  looking: { at: Date; purpose: string | undefined },
) {
  if (personalOf(register).length === 0) return about
  const [row] = await database.read<{ owner: string | null }>(
    { all: 'on' },
    `select created_by as owner from ${tableOf(register)} where id = $1`,
    [about.id],
  )
  return lookedAt(database, register, about, row?.owner ?? null, actor, looking)
}

const clockActs: Record<string, string> = { open: '建立', remind: '到期提醒', undo: '撤销' }

function titleOf(declared: AnyCase, step: { action: string; from: string | null; to: string; form: Row }): string {
  if (step.action === 'overdue') return `到期转${declared.states[step.to]?.title ?? step.to}`
  if (step.action === 'mark') return String(step.form['title'] ?? '关联')
  if (step.action === 'follow' && step.from === step.to) return '随任务调整'
  if (['carry', 'end', 'parts', 'follow'].includes(step.action)) return declared.states[step.to]?.title ?? step.to
  return clockActs[step.action] ?? actionOf(declared, step.action)?.title ?? step.action
}

/** Files shown in a case may be read by whoever may read the case. */
export const filesOfCases: FileReader = {
  kind: 'case',
  mayRead: async (house, actor, id) => {
    const [found] = await house.database.read<{ kind: string }>(
      { all: 'on' },
      'select kind from casework.case where id = $1',
      [id],
    )
    const declared = found && house.parts<AnyCase>('case').get(found.kind)
    if (!declared) return false
    return mayReadCase(house.database, declared, id, actor).catch(() => false)
  },
}

/** Files of the row that a case is about may be read by whoever may read the case. */
export const filesOfSubjects: FileReader = {
  kind: 'register',
  mayRead: async (house, actor, id) => {
    const over = await house.database.read<{ kind: string; id: string }>(
      { all: 'on' },
      'select kind, id from casework.case where subject = $1 order by id desc limit 20',
      [id],
    )
    for (const one of over) {
      const declared = house.parts<AnyCase>('case').get(one.kind)
      if (declared && (await mayReadCase(house.database, declared, one.id, actor))) return true
    }
    return false
  },
}
