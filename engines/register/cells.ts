import type { z } from 'zod'
import { issueSays, noteOf } from '#kernel/field'
import type { CellRead, CellValue, SheetColumn } from '#kernel/sheet'
import type { Directory } from '#engines/identity/run'

/** Titles of the rows that `record` fields point at, by id. */
export type Titles = ReadonlyMap<string, string>

const joined = (values: unknown, each: (one: never) => string) =>
  Array.isArray(values) ? values.map(each as never).join('、') : ''

/** The column of a field in a sheet. */
export function columnOfField(key: string, field: z.ZodType): SheetColumn {
  const note = noteOf(field)
  const title = note.unit && note.unit !== '%' ? `${note.label}（${note.unit}）` : note.label
  const column = { key, title }
  switch (note.widget) {
    case 'integer':
      return { ...column, kind: note.column === 'numeric' ? 'number' : 'integer', width: 12 }
    case 'percent':
      return { ...column, kind: 'percent', width: 10 }
    case 'date':
      return { ...column, kind: 'date', width: 12 }
    case 'choice':
      return { ...column, kind: 'text', options: Object.values(note.options ?? {}), width: 14 }
    case 'yesNo':
      return { ...column, kind: 'text', options: ['是', '否'], width: 8 }
    case 'longText':
      return { ...column, kind: 'longText', width: 50 }
    default:
      return { ...column, kind: 'text', width: note.widget === 'month' ? 10 : 22 }
  }
}

/** A field's value as a cell shows it. */
export function cellOf(field: z.ZodType, value: unknown, directory: Directory, titles: Titles): CellValue {
  if (value === null || value === undefined) return null
  const { widget, options } = noteOf(field)
  const agency = (id: string) => directory.agencies.get(id)?.name ?? id
  switch (widget) {
    case 'choice':
      return options?.[value as string] ?? String(value)
    case 'yesNo':
      return value ? '是' : '否'
    case 'agency':
      return agency(value as string)
    case 'agencies':
      return joined(value, agency)
    case 'region':
      return directory.regions.get(value as string)?.name ?? String(value)
    case 'record':
      return titles.get(value as string) ?? String(value)
    case 'files':
      return joined(value, ({ name }: { name: string }) => name)
    case 'table':
      return joined(value, (row: Record<string, string>) => Object.values(row).join(' '))
    case 'integer':
    case 'percent':
      return Number(value)
    default:
      return String(value)
  }
}

/** Whether a filled-in sheet can say a field at all: files, tables and rows of other registers are not typed into cells. */
export const canBeTyped = (field: z.ZodType) => !['files', 'table', 'record'].includes(noteOf(field).widget)

/** What a filled-in cell says of a field, or what is wrong with it. */
export function valueOf(
  name: string,
  field: z.ZodType,
  cell: CellRead,
  directory: Directory,
): { value: unknown } | { wrong: string } {
  if (cell.kind === 'wrong') return { wrong: cell.says }
  const note = noteOf(field)
  const typed = cell.kind === 'empty' ? empty(note) : said(note, cell.value, directory)
  if (typeof typed === 'object' && typed !== null && 'wrong' in typed) return typed as { wrong: string }
  const checked = field.safeParse(typed, { reportInput: true })
  if (checked.success) return { value: checked.data }
  const [issue] = checked.error.issues
  return {
    wrong: issue ? issueSays({ [name]: field }, { ...issue, path: [name] }).replace(/^[^：]*：/, '') : '填写有误',
  }
}

const empty = ({ widget, optional }: { widget: string; optional?: true }) =>
  widget === 'files' || widget === 'agencies' || widget === 'table' ? [] : optional ? null : undefined

function said(
  note: { widget: string; options?: Record<string, string> },
  value: string | number | Date,
  directory: Directory,
) {
  const words = String(value).trim()
  const agency = (called: string) =>
    [...directory.agencies.values()].find(({ name, fullName, aliases }) =>
      [name, fullName, ...aliases].includes(called),
    )?.id
  switch (note.widget) {
    case 'choice':
      return Object.entries(note.options ?? {}).find(([, label]) => label === words)?.[0] ?? words
    case 'yesNo':
      return words === '是' ? true : words === '否' ? false : words
    case 'agency':
      return agency(words) ?? { wrong: `没有叫“${words.slice(0, 40)}”的单位` }
    case 'agencies': {
      const called = words.split(/[、,，;；\s]+/).filter(Boolean)
      const unknown = called.find((one) => !agency(one))
      return unknown ? { wrong: `没有叫“${unknown.slice(0, 40)}”的单位` } : called.map(agency)
    }
    case 'region':
      return (
        [...directory.regions.values()].find(({ name, code }) => [name, code].includes(words))?.code ?? {
          wrong: `没有叫“${words.slice(0, 40)}”的地区`,
        }
      )
    case 'integer':
    case 'percent':
      return value
    default:
      return typeof value === 'string' ? value : words
  }
}
