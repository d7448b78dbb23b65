import type * as z from 'zod'
import { once, type Database, type Tx } from '#kernel/database'
import { houseOf, type House } from '#kernel/engine'
import { noteOf } from '#kernel/field'
import { defineJob } from '#kernel/job'
import type { ReadRow, SheetColumn } from '#kernel/sheet'
import { refusedBy, takeIn, writeOut, type Filled } from '#engines/front/run'
import type { Actor } from '#engines/identity'
import { directoryOf, entitled, type Directory } from '#engines/identity/run'
import { canBeTyped, cellOf, columnOfField, valueOf, type Titles } from './cells.ts'
import { createAs } from './create.ts'
import { askedOf } from './filing.ts'
import { faults } from './faults.ts'
import type { Register } from './index.ts'
import { listWhole } from './list.ts'
import type { By } from './store.ts'

/** A register by its name. @throws register/no-such-register */
export function registerNamed(house: House, name: string): Register {
  const register = house.parts<Register>('register').get(name)
  if (!register) throw faults['no-such-register']({ name })
  return register
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
export const exportRegister = defineJob<Exported>({
  name: 'export-register',
  title: '导出登记册',
  run: async (tx, { register: name, actor, ...asked }, work) => {
    const house = houseOf(tx)
    const { database } = house
    const register = registerNamed(house, name)
    const fields = Object.entries(register.fields)
    return writeOut(house, work, {
      ...{ title: register.title, name: register.title, unit: '行' },
      columns: fields.map(([key, field]) => columnOfField(key, field)),
      pages: listWhole(database, register, entitled(tx, actor), asked),
      each: async (page) => {
        const titles = await titlesFor(database, register.fields, page)
        const cell = (row: object, key: string, field: z.ZodType) =>
          cellOf(field, row[key as never], directoryOf(tx), titles)
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

const typedFields = (register: Register, actor: Actor) =>
  askedOf(actor, register).flatMap((name) => {
    const field = register.fields[name] as z.ZodType
    return canBeTyped(field) ? [[name, field] as const] : []
  })

/** The columns of the sheet on which new rows of a register are told. */
export const sheetOf = (register: Register, actor: Actor): SheetColumn[] =>
  typedFields(register, actor).map(([key, field]) => columnOfField(key, field))

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

interface Brought extends Filled {
  register: string
}

/** New rows out of a filled-in sheet, each by itself: what is right is taken, the rest comes back with its reasons. */
export const importRows = defineJob<Brought>({
  name: 'import-rows',
  title: '批量登记',
  run: async (tx, { register: name, ...filled }, work) => {
    const house = houseOf(tx)
    const register = registerNamed(house, name)
    return takeIn(tx, work, filled, {
      title: register.title,
      columns: sheetOf(register, entitled(tx, filled.actor)),
      path: `/lists/${register.name}`,
      take: async (row, key, actor) => {
        const { values, wrong } = saidIn(row, typedFields(register, actor), directoryOf(tx))
        if (Object.keys(wrong).length > 0) return wrong
        const by: By = { actor, at: house.clock.now() }
        const made = async (own: Tx) => (await createAs(own, register, values as never, by)).id
        return refusedBy(
          house.database.write({ all: 'on' }, (own) => once(own, actor.person, key, register.name, () => made(own))),
        )
      },
    })
  },
})
