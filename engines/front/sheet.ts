import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import { Fault } from '#kernel/fault'
import { broughtBy, noteUpload } from '#kernel/file'
import { attachment } from '#kernel/http'
import type { Work } from '#kernel/job'
import { readSheet, writeSheet, type ReadRow, type SheetColumn, type SheetRow } from '#kernel/sheet'
import { entitled } from '#engines/identity/run'
import type { Actor } from '#engines/identity'

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
export async function writeOut<T>(house: House, work: Work, { title, name, unit, columns, pages, each }: Outgoing<T>) {
  let written = 0
  const rows = async function* () {
    for await (const page of pages) {
      yield* await each(page)
      written += page.length
      await work.progress(Math.min(95, 5 + Math.round(written / 1000)), `已写 ${written.toLocaleString('zh-CN')} 行`)
    }
  }
  const called = `${name}-${dayOf(house.clock.now())}`
  const path = await keepSheet(house, called, { title, columns, rows: rows() }, work.person)
  return { says: `${title}：导出 ${written.toLocaleString('zh-CN')} ${unit}`, path }
}

/** Keeps a sheet as a file of whoever asked for it. @returns where it is downloaded */
async function keepSheet(
  { database, files, clock }: House,
  name: string,
  sheet: Parameters<typeof writeSheet>[0],
  person: string,
): Promise<string> {
  const file = await files.take(`${name}.xlsx`, writeSheet(sheet))
  await database.write({}, (tx) => noteUpload(tx, file, person, clock.now()))
  return `/api/files/${file.id}/${encodeURIComponent(file.name)}`
}

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
  /**
   * Takes one row for an actor as entitled now, under a key that is the same when the sheet comes again.
   * @returns what is wrong with it, by column
   */
  take: (row: ReadRow, key: string, actor: Actor & { person: string }) => Promise<Record<string, string>>
}

/** Takes a filled-in sheet: what is right is done, the rest comes back with its reasons as a sheet of its own. */
export async function takeIn(
  tx: Tx,
  work: Work,
  { file, actor }: Filled,
  { title, columns, path, isFilled = () => true, take }: Incoming,
): Promise<{ says: string; path: string }> {
  await broughtBy(tx, file, actor.person)
  const house = houseOf(tx)
  const able = entitled(tx, actor)
  const read = await readSheet(house.files.pathOf(file.id), file.name, columns)
  const rows = read.rows.filter(isFilled)
  const refused: SheetRow[] = []
  for (const [i, row] of rows.entries()) {
    if (i % 20 === 0) await work.progress(Math.round((95 * i) / rows.length), `已办 ${i} 行，共 ${rows.length} 行`)
    const wrong = await take(row, `sheet:${file.id.slice(0, 32)}:${row.number}`, able)
    if (Object.keys(wrong).length > 0) refused.push({ cells: textsOf(row.cells), wrong })
  }
  const taken = rows.length - refused.length
  if (refused.length === 0) return { says: `${title}：办成 ${taken} 行`, path }
  const back = { title, columns, rows: refused, problems: true as const }
  return {
    says: `${title}：办成 ${taken} 行，退回 ${refused.length} 行。退回的行连同原因在文件里，改好后可再交`,
    path: await keepSheet(house, `${title}-退回`, back, actor.person),
  }
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
  file: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description: '上传（POST /api/files）答复的 id', examples: ['0'.repeat(64)] }),
  name: z.string().min(1).max(200).describe('文件名'),
})

/** The media type of a sheet. @source ISO/IEC 29500 */
export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Answers a request with a sheet, written while it is sent. */
export const sendSheet = (reply: FastifyReply, sheet: Parameters<typeof writeSheet>[0]) =>
  reply
    .header('content-type', sheetType)
    .header('content-disposition', attachment(`${sheet.title}.xlsx`))
    .header('cache-control', 'no-store')
    .send(writeSheet(sheet))
