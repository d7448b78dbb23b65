import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { once, type Database, type Tx } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { noteOf } from '#kernel/field'
import { broughtBy, noteUpload, type FileStore } from '#kernel/file'
import { defineJob, type Work } from '#kernel/job'
import { readSheet, writeSheet, type ReadRow, type SheetColumn, type SheetRow } from '#kernel/sheet'
import type { Actor } from '#engines/identity'
import type { Directory } from '#engines/identity/run'
import { canBeTyped, cellOf, columnOfField, valueOf, type Titles } from './cells.ts'
import { faults } from './faults.ts'
import type { Register } from './index.ts'
import { createAs, listWhole, type By } from './rows.ts'

/** What sheets are made and read with. */
export interface Desk {
  database: () => Database
  directory: () => Directory
  files: FileStore
  now: () => Date
}

/** A list that is written out whole: its pages, and each page as rows of the sheet. */
interface Outgoing<T> {
  title: string
  /** The file's name, without the day. */
  name: string
  /** What one row is counted as: 行, 件. */
  unit: string
  columns: SheetColumn[]
  pages: AsyncIterable<T[]>
  each: (page: T[]) => Promise<SheetRow[]>
}

/** Writes a list as a workbook of whoever asked, told of while it is written. @returns how the work ends */
export async function writeOut<T>(desk: Desk, work: Work, { title, name, unit, columns, pages, each }: Outgoing<T>) {
  let written = 0
  const rows = async function* () {
    for await (const page of pages) {
      yield* await each(page)
      written += page.length
      await work.progress(Math.min(95, 5 + Math.round(written / 1000)), `已写 ${written.toLocaleString('zh-CN')} 行`)
    }
  }
  const path = await keepSheet(desk, `${name}-${dayOf(desk.now())}`, { title, columns, rows: rows() }, work.person)
  return { says: `${title}：导出 ${written.toLocaleString('zh-CN')} ${unit}`, path }
}

/** Keeps a sheet as a file of whoever asked for it. @returns where it is downloaded */
async function keepSheet(
  { database, files, now }: Desk,
  name: string,
  sheet: Parameters<typeof writeSheet>[0],
  person: string,
): Promise<string> {
  const file = await files.take(`${name}.xlsx`, writeSheet(sheet))
  await database().write({}, (tx) => noteUpload(tx, file, person, now()))
  return `/api/files/${file.id}/${encodeURIComponent(file.name)}`
}

/** The names of the rows that `record` fields of these rows point at. */
export async function titlesFor(
  database: Database,
  fields: Register['fields'],
  rows: readonly object[],
): Promise<Titles> {
  const titles = new Map<string, string>()
  for (const [name, field] of Object.entries(fields)) {
    const { register } = noteOf(field as z.ZodType)
    const ids = register ? [...new Set(rows.map((row) => (row as Record<string, unknown>)[name]))].filter(Boolean) : []
    if (!register || ids.length === 0) continue
    const found = await database.read<{ what: string; id: string; title: string }>(
      { all: 'on' },
      "select subject as id, title from search.entry where what = $1 and subject = any($2::uuid[]) and part = ''",
      [`register:${register}`, ids],
    )
    for (const { id, title } of found) titles.set(id, title)
  }
  return titles
}

interface Exported {
  register: string
  filters: Record<string, string>
  sort?: string | undefined
  actor: Actor & { person: string }
}

/** A list as it stands, as a workbook that ends in the inbox of whoever asked. */
export const exportRegister = (desk: Desk, registers: () => ReadonlyMap<string, Register>) =>
  defineJob<Exported>({
    name: 'export-register',
    title: '导出登记册',
    run: async (_tx, { register: name, actor, ...asked }, work) => {
      const register = registers().get(name)
      if (!register) throw faults['no-such-register']({ name })
      const fields = Object.entries(register.fields)
      return writeOut(desk, work, {
        ...{ title: register.title, name: register.title, unit: '行' },
        columns: fields.map(([key, field]) => columnOfField(key, field)),
        pages: listWhole(desk.database(), register, actor, asked),
        each: async (page) => {
          const titles = await titlesFor(desk.database(), register.fields, page)
          const cell = (row: object, key: string, field: z.ZodType) =>
            cellOf(field, row[key as never], desk.directory(), titles)
          return page.map((row) => ({
            cells: Object.fromEntries(fields.map(([key, field]) => [key, cell(row, key, field)])),
          }))
        },
      })
    },
  })

/** Whether new rows of a register can be told in a sheet: every field that must be filled can be typed. */
export const takesSheet = (register: Register) =>
  Object.values(register.fields).every((field) => canBeTyped(field) || noteOf(field).optional)

const typedFields = (register: Register) => Object.entries(register.fields).filter(([, field]) => canBeTyped(field))

/** The columns of the sheet on which new rows of a register are told. */
export const sheetOf = (register: Register): SheetColumn[] =>
  typedFields(register).map(([key, field]) => columnOfField(key, field))

/** A file that someone brought, as work is asked to take it. */
export interface Filled {
  file: { id: string; name: string }
  actor: Actor & { person: string }
}

/** A filled-in sheet that is taken row by row. */
interface Incoming {
  title: string
  columns: SheetColumn[]
  /** Where to look when every row was taken. */
  path: string
  /** Rows that say anything. */
  isFilled?: (row: ReadRow) => boolean
  /** Takes one row, under a key that is the same when the sheet comes again. @returns what is wrong with it, by column */
  take: (row: ReadRow, key: string) => Promise<Record<string, string>>
}

/** Takes a filled-in sheet: what is right is done, the rest comes back with its reasons as a sheet of its own. */
export async function takeIn(
  desk: Desk,
  tx: Tx,
  work: Work,
  { file, actor }: Filled,
  { title, columns, path, isFilled = () => true, take }: Incoming,
): Promise<{ says: string; path: string }> {
  await broughtBy(tx, file, actor.person)
  const read = await readSheet(desk.files.pathOf(file.id), file.name, columns)
  const rows = read.rows.filter(isFilled)
  const refused: SheetRow[] = []
  for (const [i, row] of rows.entries()) {
    if (i % 20 === 0) await work.progress(Math.round((95 * i) / rows.length), `已办 ${i} 行，共 ${rows.length} 行`)
    const wrong = await take(row, `sheet:${file.id.slice(0, 32)}:${row.number}`)
    if (Object.keys(wrong).length > 0) refused.push({ cells: textsOf(row.cells), wrong })
  }
  const taken = rows.length - refused.length
  if (refused.length === 0) return { says: `${title}：办成 ${taken} 行`, path }
  const back = { title, columns, rows: refused, problems: true as const }
  return {
    says: `${title}：办成 ${taken} 行，退回 ${refused.length} 行。退回的行连同原因在文件里，改好后可再交`,
    path: await keepSheet(desk, `${title}-退回`, back, actor.person),
  }
}

/** The fields of a filled-in row, each in the column of its name after a prefix: what they say, and what is wrong. */
export function saidIn(
  row: ReadRow,
  fields: Iterable<readonly [string, z.ZodType]>,
  directory: Directory,
  prefix = '',
) {
  const values: Record<string, unknown> = {}
  const wrong: Record<string, string> = {}
  for (const [name, field] of fields) {
    const key = `${prefix}${name}`
    const said = valueOf(name, field, row.cells[key] ?? { kind: 'empty' }, directory)
    if ('wrong' in said) wrong[key] = `${row.at(key)} ${said.wrong}`
    else values[name] = said.value
  }
  return { values, wrong }
}

/** What a row's act was refused for, as the row's own fault; nothing when it was done. Anything else is a bug and ends the work. */
export async function refusedBy(act: Promise<unknown>): Promise<Record<string, string>> {
  try {
    await act
    return {}
  } catch (error) {
    if (error instanceof Fault) return { '': error.message }
    throw error
  }
}

interface Brought extends Filled {
  register: string
}

/** New rows out of a filled-in sheet, each by itself: what is right is taken, the rest comes back with its reasons. */
export const importRows = (desk: Desk, registers: () => ReadonlyMap<string, Register>) =>
  defineJob<Brought>({
    name: 'import-rows',
    title: '批量登记',
    run: async (tx, { register: name, ...filled }, work) => {
      const register = registers().get(name)
      if (!register) throw faults['no-such-register']({ name })
      const { actor } = filled
      return takeIn(desk, tx, work, filled, {
        title: register.title,
        columns: sheetOf(register),
        path: `/lists/${register.name}`,
        take: async (row, key) => {
          const { values, wrong } = saidIn(row, typedFields(register), desk.directory())
          if (Object.keys(wrong).length > 0) return wrong
          const by: By = { actor, at: desk.now(), directory: desk.directory() }
          const made = async (own: Tx) => (await createAs(own, register, values as never, by)).id
          return refusedBy(
            desk.database().write({ all: 'on' }, (own) => once(own, actor.person, key, register.name, () => made(own))),
          )
        },
      })
    },
  })

/** What stood in the cells, to be shown again. */
const textsOf = (cells: ReadRow['cells']): SheetRow['cells'] =>
  Object.fromEntries(
    Object.entries(cells).map(([key, cell]) => [
      key,
      cell.kind === 'value' ? cell.value : cell.kind === 'wrong' ? cell.text : null,
    ]),
  )

/** A file that was uploaded before, as a request names it. */
export const broughtFile = z.strictObject({
  file: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(200),
})

/** Answers a request with a sheet, written while it is sent. */
export const sendSheet = (reply: FastifyReply, sheet: Parameters<typeof writeSheet>[0]) =>
  reply
    .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${sheet.title}.xlsx`)}`)
    .header('cache-control', 'no-store')
    .send(writeSheet(sheet))
