import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { once, type Database } from '#kernel/database'
import { Fault } from '#kernel/fault'
import { noteOf } from '#kernel/field'
import { broughtBy, noteUpload, type FileStore } from '#kernel/file'
import { defineJob, type Work } from '#kernel/job'
import { readSheet, writeSheet, type SheetColumn, type SheetRow } from '#kernel/sheet'
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

/** Rows of a sheet told of while they are written. */
export async function* counting<T>(pages: AsyncIterable<T[]>, work: Work, each: (rows: T[]) => Promise<SheetRow[]>) {
  let written = 0
  for await (const page of pages) {
    yield* await each(page)
    written += page.length
    await work.progress(Math.min(95, 5 + Math.round(written / 1000)), `已写 ${written.toLocaleString('zh-CN')} 行`)
  }
}

/** Keeps a sheet as a file of whoever asked for it. @returns where it is downloaded */
export async function keepSheet(
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
      const database = desk.database()
      const fields = Object.entries(register.fields)
      let count = 0
      const rows = counting(listWhole(database, register, actor, asked), work, async (page) => {
        const titles = await titlesFor(database, register.fields, page)
        count += page.length
        return page.map((row) => ({
          cells: Object.fromEntries(
            fields.map(([key, field]) => [key, cellOf(field, row[key as never], desk.directory(), titles)]),
          ),
        }))
      })
      const columns = fields.map(([key, field]) => columnOfField(key, field))
      const path = await keepSheet(
        desk,
        `${register.title}-${dayOf(desk.now())}`,
        { title: register.title, columns, rows },
        actor.person,
      )
      return { says: `${register.title}：导出 ${count.toLocaleString('zh-CN')} 行`, path }
    },
  })

/** Whether new rows of a register can be told in a sheet: every field that must be filled can be typed. */
export const takesSheet = (register: Register) =>
  Object.values(register.fields).every((field) => canBeTyped(field) || noteOf(field).optional)

const typedFields = (register: Register) => Object.entries(register.fields).filter(([, field]) => canBeTyped(field))

/** The columns of the sheet on which new rows of a register are told. */
export const sheetOf = (register: Register): SheetColumn[] =>
  typedFields(register).map(([key, field]) => columnOfField(key, field))

/** What a filled-in row came to: taken, left empty, or refused with what is wrong, cell by cell. */
export interface Taking {
  taken: number
  refused: SheetRow[]
}

/** The end of a filled-in sheet: a sentence, and the rows that were refused as a sheet of their own. */
export async function endOfSheet(
  desk: Desk,
  { taken, refused }: Taking,
  sheet: { title: string; columns: SheetColumn[]; person: string; path: string },
): Promise<{ says: string; path: string }> {
  if (refused.length === 0) return { says: `${sheet.title}：办成 ${taken} 行`, path: sheet.path }
  const { title, columns, person } = sheet
  const path = await keepSheet(desk, `${title}-退回`, { title, columns, rows: refused, problems: true }, person)
  return { says: `${title}：办成 ${taken} 行，退回 ${refused.length} 行。退回的行连同原因在文件里，改好后可再交`, path }
}

/** A refusal as it stands in a sheet; anything else is a bug and ends the work. */
export function refusalOf(error: unknown): string {
  if (error instanceof Fault) return error.message
  throw error
}

interface Brought {
  register: string
  file: { id: string; name: string }
  actor: Actor & { person: string }
}

/** New rows out of a filled-in sheet, each by itself: what is right is taken, the rest comes back with its reasons. */
export const importRows = (desk: Desk, registers: () => ReadonlyMap<string, Register>) =>
  defineJob<Brought>({
    name: 'import-rows',
    title: '批量登记',
    run: async (tx, { register: name, file, actor }, work) => {
      const register = registers().get(name)
      if (!register) throw faults['no-such-register']({ name })
      await broughtBy(tx, file, actor.person)
      const columns = sheetOf(register)
      const read = await readSheet(desk.files.pathOf(file.id), file.name, columns)
      const taking: Taking = { taken: 0, refused: [] }
      for (const [i, row] of read.rows.entries()) {
        if (i % 50 === 0) await work.progress(Math.round((95 * i) / read.rows.length), `已看 ${i} 行`)
        const cells = typedFields(register).map(
          ([key, field]) => [key, valueOf(key, field, row.cells[key] ?? { kind: 'empty' }, desk.directory())] as const,
        )
        const wrong = Object.fromEntries(
          cells.flatMap(([key, cell]) => ('wrong' in cell ? [[key, `${row.at(key)} ${cell.wrong}`]] : [])),
        )
        const values = Object.fromEntries(cells.flatMap(([key, cell]) => ('value' in cell ? [[key, cell.value]] : [])))
        if (Object.keys(wrong).length === 0) {
          const by: By = { actor, at: desk.now(), directory: desk.directory() }
          const refused = await desk
            .database()
            .write({ all: 'on' }, (own) =>
              once(
                own,
                actor.person,
                `sheet:${file.id.slice(0, 32)}:${row.number}`,
                register.name,
                async () => (await createAs(own, register, values as never, by)).id,
              ),
            )
            .then(() => null, refusalOf)
          if (refused === null) taking.taken += 1
          else wrong[''] = refused
        }
        if (Object.keys(wrong).length > 0) taking.refused.push({ cells: textsOf(row.cells), wrong })
      }
      return endOfSheet(desk, taking, {
        title: register.title,
        columns,
        person: actor.person,
        path: `/lists/${register.name}`,
      })
    },
  })

/** What stood in the cells, to be shown again. */
export const textsOf = (cells: Awaited<ReturnType<typeof readSheet>>['rows'][number]['cells']): SheetRow['cells'] =>
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
