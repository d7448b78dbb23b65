import type { z } from 'zod'
import { once, type Bind } from '#kernel/database'
import { defineJob } from '#kernel/job'
import type { ReadRow, SheetColumn, SheetRow } from '#kernel/sheet'
import { houseOf, type House } from '#kernel/engine'
import { refusedBy, takeIn, writeOut, type Filled } from '#engines/front/run'
import type { Actor } from '#engines/identity'
import { branchesOf, directoryOf, eitherOf, entitled, reachOf } from '#engines/identity/run'
import { canBeTyped, cellOf, columnOfField, saidIn, titlesFor } from '#engines/register/run'
import { faults } from './faults.ts'
import { hasHandler } from './handler.ts'
import { actionOf, type Action, type AnyCase } from './index.ts'
import { listingOf, type Filters } from './listing.ts'
import { listCasesWhole } from './read.ts'
import { act } from './acting.ts'
import { scopeColumns, type shown } from './row.ts'

type Shown = ReturnType<typeof shown<Record<string, unknown>>>

/** A kind of case by its name. @throws case/no-such-case */
export function caseNamed(house: House, name: string): AnyCase {
  const declared = house.parts<AnyCase>('case').get(name)
  if (!declared) throw faults['no-such-case']({ name })
  return declared
}

const fieldsOf = (declared: AnyCase) =>
  (declared.subject.columns as string[]).map((name) => [name, declared.subject.fields[name] as z.ZodType] as const)

/** The ledger of a kind of case: what the subject says, who holds it, how it stands. */
function ledgerColumns(declared: AnyCase): SheetColumn[] {
  return [
    ...fieldsOf(declared).map(([name, field]) => columnOfField(`record.${name}`, field)),
    { key: 'agency', title: '承办单位', kind: 'text', width: 18 },
    ...(hasHandler(declared) ? [{ key: 'handler', title: '承办人', kind: 'text' as const, width: 10 }] : []),
    { key: 'region', title: '承办地区', kind: 'text', width: 14 },
    { key: 'state', title: '办理状态', kind: 'text', width: 12 },
    ...(declared.judge ? [{ key: 'signal', title: '灯', kind: 'text' as const, width: 8 }] : []),
    { key: 'due', title: '到期日', kind: 'date', width: 12 },
    { key: 'left', title: '余工作日', kind: 'integer', width: 10 },
    ...Object.entries(declared.facts).map(([name, field]) => columnOfField(`fact.${name}`, field)),
    { key: 'step', title: '最近一步', kind: 'text', width: 14 },
    { key: 'stepAt', title: '最近一步时间', kind: 'instant', width: 18 },
    { key: 'openedAt', title: '建立时间', kind: 'instant', width: 18 },
    { key: 'closedAt', title: '办结时间', kind: 'instant', width: 18 },
  ]
}

async function ledgerRows({ database }: House, declared: AnyCase, page: Shown[]): Promise<SheetRow[]> {
  const directory = directoryOf(database)
  const titles = await titlesFor(
    database,
    declared.subject.fields,
    page.map((row) => row.record),
  )
  return page.map((row) => ({
    cells: {
      ...Object.fromEntries(
        fieldsOf(declared).map(([name, field]) => [
          `record.${name}`,
          cellOf(field, row.record[name], directory, titles),
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(declared.facts).map(([name, field]) => [
          `fact.${name}`,
          cellOf(field, row.facts[name], directory, titles),
        ]),
      ),
      agency: directory.agencies.get(row.agency)?.name ?? row.agency,
      handler: row.handlerName,
      region: directory.regions.get(row.region)?.name ?? row.region,
      state: declared.states[row.state]?.title ?? row.state,
      signal: declared.signals[row.signal ?? '']?.title ?? null,
      due: row.dueOn,
      left: row.workingDaysLeft,
      step: row.lastStep?.title ?? null,
      stepAt: row.lastStep?.at ?? null,
      openedAt: row.openedAt,
      closedAt: row.closedAt,
    },
  }))
}

interface Exported {
  kind: string
  query: Filters & { sort?: string | undefined }
  actor: Actor & { person: string }
}

/** A list of cases as it stands, as a ledger in a workbook that ends in the inbox of whoever asked. */
export const exportCases = defineJob<Exported>({
  name: 'export-cases',
  title: '导出台账',
  run: async (tx, { kind, query, actor }, work) => {
    const house = houseOf(tx)
    const declared = caseNamed(house, kind)
    const listing = listingOf(declared, query, actor.agency)
    return writeOut(house, work, {
      ...{ title: declared.title, name: `${declared.title}台账`, unit: '件' },
      columns: ledgerColumns(declared),
      pages: listCasesWhole(house.database, declared, entitled(tx, actor), house.clock.now(), listing),
      each: (page) => ledgerRows(house, declared, page),
    })
  },
})

const typed = (action: Action) => Object.entries(action.form ?? {}).filter(([, field]) => canBeTyped(field))

/** The actions that can be taken on many cases by one filled-in sheet: nothing they need is a file, a table or another row. */
export const sheetActions = (declared: AnyCase): string[] =>
  (declared.actions as string[]).filter((name) => {
    const action = actionOf(declared, name)
    if (!action?.form || typed(action).length === 0) return false
    return Object.entries(action.form).every(
      ([, field]) => canBeTyped(field) || field.safeParse([]).success || field.safeParse(null).success,
    )
  })

const grey = (key: string, title: string, width: number): SheetColumn => ({
  key,
  title,
  kind: 'text',
  width,
  locked: true,
})

/** What must come back: which case, and what the action asks for. */
const answers = (action: Action): SheetColumn[] => [
  grey('case', '办件编号', 38),
  grey('title', '事项', 30),
  ...typed(action).map(([name, field]) => columnOfField(`form.${name}`, field)),
]

/** What goes out: what must come back, and between what is known of each case, in grey. */
function sheetColumns(declared: AnyCase, action: Action): SheetColumn[] {
  const [id, title, ...form] = answers(action) as [SheetColumn, SheetColumn, ...SheetColumn[]]
  const known = fieldsOf(declared).filter(([name]) => name !== declared.subject.naming)
  return [
    ...[id, title, grey('agency', '承办单位', 18)],
    ...known.map(([name, field]) => grey(`record.${name}`, `［${columnOfField(name, field).title}］`, 16)),
    ...form,
  ]
}

/** A sheet of the cases that a person may take an action on now, to be filled in. @throws case/no-such-action */
export function sheetOf(house: House, declared: AnyCase, name: string, actor: Actor) {
  const action = actionOf(declared, name)
  if (!action || !sheetActions(declared).includes(name))
    throw faults['no-such-action']({ action: name, title: declared.title })
  const states = Object.entries(declared.states).flatMap(([state, { actions }]) => (actions?.[name] ? [state] : []))
  const conditions = (bind: Bind) => {
    const may = eitherOf(branchesOf(actor, reachOf(actor, declared, name), scopeColumns, bind))
    return ['t.closed_at is null', `t.state = any(${bind(states)}::text[])`, may]
  }
  const pages = listCasesWhole(house.database, declared, actor, house.clock.now(), {
    conditions,
    sort: { column: 'due_on', descending: false, mayBeEmpty: true },
  })
  return {
    title: `${declared.title}-${action.title}`,
    says: [
      `${action.title}：只填白色的格，灰色的不要改；不办的整行留空。填好后在“${declared.title}”页上交。`,
      ...(action.says ? [action.says] : []),
    ],
    columns: sheetColumns(declared, action),
    rows: sheetRows(house, declared, pages),
  }
}

async function* sheetRows(house: House, declared: AnyCase, pages: AsyncIterable<Shown[]>): AsyncGenerator<SheetRow> {
  for await (const page of pages) {
    const known = await ledgerRows(house, declared, page)
    for (const [i, row] of page.entries()) {
      const cells = Object.entries(known[i]?.cells ?? {}).map(([key, value]) => [
        key,
        value === null ? null : String(value),
      ])
      const agency = known[i]?.cells['agency'] ?? null
      yield { cells: { ...Object.fromEntries(cells), case: row.id, title: row.title, agency } }
    }
  }
}

interface Brought extends Filled {
  kind: string
  action: string
}

/** An action on many cases out of a filled-in sheet, each by itself: what is right is done, the rest comes back with its reasons. */
export const importActs = defineJob<Brought>({
  name: 'import-acts',
  title: '批量办理',
  run: async (tx, brought, work) => {
    const house = houseOf(tx)
    const declared = caseNamed(house, brought.kind)
    const action = actionOf(declared, brought.action)
    if (!action) throw faults['no-such-action']({ action: brought.action, title: declared.title })
    return takeIn(tx, work, brought, {
      title: `${declared.title}-${action.title}`,
      columns: answers(action),
      path: `/cases/${declared.name}`,
      isFilled: (row) => typed(action).some(([name]) => row.cells[`form.${name}`]?.kind !== 'empty'),
      take: (row, key, actor) => actByRow(house, declared, action, { name: brought.action, actor }, row, key),
    })
  },
})

/** One row done, or what is wrong with it, by column. */
async function actByRow(
  { database, clock }: House,
  declared: AnyCase,
  action: Action,
  { name, actor }: { name: string; actor: Actor & { person: string } },
  row: ReadRow,
  key: string,
): Promise<Record<string, string>> {
  const { values: form, wrong } = saidIn(row, Object.entries(action.form ?? {}), directoryOf(database), 'form.')
  const cell = row.cells['case']
  const id = cell?.kind === 'value' ? String(cell.value) : ''
  if (!/^[0-9a-f-]{36}$/.test(id)) wrong['case'] = `${row.at('case')} 办件编号被改动或删掉了，请从新下载的表里填`
  if (Object.keys(wrong).length > 0) return wrong
  const by = { actor, at: clock.now() }
  return refusedBy(
    act(database, declared, id, { action: name, form }, by, (tx, doing) =>
      once(tx, actor.person, key, `${declared.name} ${name} ${id}`, async () => (await doing()).row.version),
    ),
  )
}
