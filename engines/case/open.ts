import { newId, type Row, type Tx } from '#kernel/database'
import type { RecordOf, Register } from '#engines/register'
import { hold, referring, type By } from '#engines/register/run'
import { directoryOf } from '#engines/identity/run'
import { faults } from './faults.ts'
import { standsAs } from './evidence.ts'
import type { AnyCase, Opening } from './index.ts'
import { leaveRows } from './leave-rows.ts'
import { call, escalate, tellParties } from './notify.ts'
import { joinParties } from './party.ts'
import { happened } from './publish.ts'
import { rolledUp } from './roll-up.ts'
import { insert, leaveStep, type CaseRow } from './row.ts'
import { caseIsFound } from './search-entry.ts'
import { assign, resemble, time, type Subject } from './stand.ts'

/** What a case stands under, and what is left on it from the beginning. */
interface Under {
  parent?: string
  agency?: string
  region?: string
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
    handler: null,
    handlerName: null,
    clocks: {},
    cameBy: [],
    stateDueAt: null,
    nextAt: null,
    lastStep: null,
    lastStepAt: null,
    closedAt: null,
    version: 1,
  }
  resemble(tx, declared, row, record)
  time(declared, row, record, by.at)
  insert(tx, row)
  tx.holds([row.id])
  await joinParties(tx, declared, row, by.actor)
  const assigned = await assign(tx, declared, row, record, [])
  const step = leaveStep(tx, row, { action: 'open', from: null, form: row.facts }, by).id
  caseIsFound(tx, declared, row, assigned, [row.facts])
  await happened(
    tx,
    'opened',
    row,
    record,
    { state: row.state, step, stands: standsAs(row, rolledUp(tx, declared, row)) },
    by,
  )
  await leaveRows(tx, declared, row, record, by)
  await call(tx, declared, row, by, true)
  await tellParties(tx, declared, row, by)
  await escalate(tx, declared, row, by)
  return row
}

/**
 * Opens what an action opens: one for each row that refers to the subject, for each unit or agency named, or one beside.
 * @throws case/not-now where an agency is asked that has not answered yet
 */
export async function openAll(tx: Tx, opening: Opening, row: CaseRow, form: Row, by: By) {
  const { each, case: opened } = opening
  const facts = Object.fromEntries(
    Object.keys(opened.facts).flatMap((name) => (name in form ? [[name, form[name]]] : [])),
  )
  if ('by' in each) {
    const under = each.part && { parent: row.id, agency: row.agency, region: row.region, facts }
    for (const subject of await referring(tx, each.register, each.by as never, row.subject))
      await openCase(tx, opened, subject, by, under && { ...under, facts: { ...facts } })
    return
  }
  const subject = await hold(tx, opened.subject as Register, row.subject)
  if (!subject) throw new Error(`case ${row.id} has no subject`)
  if ('units' in each && each.where?.(subject as never) === false) return
  const parent = row.id
  if ('beside' in each) {
    await openCase(tx, opened, subject, by, { parent, agency: row.agency, region: row.region, facts })
    return
  }
  const there = await tx.query<{ agency: string; open: boolean }>(
    'select agency, closed_at is null as open from casework.case where parent = $1 and kind = $2',
    [row.id, opened.name],
  )
  const asked = agenciesOf(tx, each, form)
  const busy = asked.filter((one) => there.some((child) => child.open && child.agency === one.id))
  if ('agencies' in each && busy.length > 0)
    throw faults['not-now']({
      action: opened.title,
      why: `${busy.map(({ name }) => name).join('、')}上一次还没有答复，等答复以后再问`,
    })
  for (const unit of asked)
    if ('agencies' in each || !there.some((child) => child.agency === unit.id))
      await openCase(tx, opened, subject, by, { parent, agency: unit.id, region: unit.region, facts })
}

/** The agencies for each of which a case is opened: those that the form names, or every county-level unit. */
function agenciesOf(tx: Tx, each: { units: true } | { agencies: string }, form: Row) {
  const { agencies, units } = directoryOf(tx)
  if ('units' in each) return units
  const named = new Set((form[each.agencies] as readonly string[] | null) ?? [])
  return [...named].flatMap((id) => agencies.get(id) ?? [])
}
