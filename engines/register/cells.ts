import type { z } from 'zod'
import { issueSays, noteOf } from '#kernel/field'
import { onceEach } from '#kernel/memo'
import { shapeIn, wktOf, type Shape } from '#kernel/geometry'
import type { CellRead, CellValue, SheetColumn } from '#kernel/sheet'
import type { Directory } from '#engines/identity/run'
import type { Answer } from './answers.ts'

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
    case 'money':
      return { ...column, kind: 'money', width: 16 }
    case 'percent':
      return { ...column, kind: 'percent', width: 10 }
    case 'date':
      return { ...column, kind: 'date', width: 12 }
    case 'instant':
      return { ...column, kind: 'instant', width: 18 }
    case 'choice':
      return { ...column, kind: 'text', options: Object.values(note.options ?? {}), width: 14 }
    case 'yesNo':
      return { ...column, kind: 'text', options: ['是', '否'], width: 8 }
    case 'longText':
      return { ...column, kind: 'longText', width: 50 }
    case 'url':
      return { ...column, kind: 'text', width: 40 }
    case 'point':
      return { ...column, title: `${title}（纬度 经度）`, kind: 'text', width: 22 }
    case 'area':
    case 'line':
      return { ...column, title: `${title}（WKT）`, kind: 'text', width: 40 }
    case 'timeOfDay':
      return { ...column, kind: 'text', width: 10 }
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
    case 'choices':
      return joined(value, (one: string) => options?.[one] ?? one)
    case 'money':
      return Number(value) / 100
    case 'instant':
      return new Date(String(value))
    case 'point': {
      const { lat, lon } = value as { lat: number; lon: number }
      return `${lat} ${lon}`
    }
    case 'area':
    case 'line':
      return wktOf(value as Shape)
    case 'colleague':
      return (value as { name: string }).name
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
    case 'answers':
      return joined(value, (one: Answer) => `${one.label}：${answerWords(one)}`)
    case 'integer':
    case 'percent':
      return Number(value)
    default:
      return String(value)
  }
}

/** An answer in words; of papers what they are called. */
const answerWords = ({ says }: Answer) =>
  Array.isArray(says)
    ? says.map(({ name }) => name).join('、')
    : typeof says === 'boolean'
      ? says
        ? '是'
        : '否'
      : String(says)

/** Whether a filled-in sheet can say a field at all: files, tables, answers and rows of other registers are not typed into cells. */
export const canBeTyped = (field: z.ZodType) => !['files', 'table', 'record', 'answers'].includes(noteOf(field).widget)

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
  ['files', 'agencies', 'table', 'choices', 'answers'].includes(widget) ? [] : optional ? null : undefined

const parts = (words: string) => words.split(/[、,，;；\s]+/).filter(Boolean)

/** The options whose labels stand in a row; a label may itself hold what parts them, so that the longest is taken first. */
function chosenIn(words: string, options: Record<string, string>): string[] {
  const longest = Object.entries(options).toSorted(([, a], [, b]) => b.length - a.length)
  const chosen: string[] = []
  for (let rest = words; rest !== '';) {
    const found = longest.find(
      ([, label]) => rest.startsWith(label) && /^([、,，;；\s]|$)/.test(rest.slice(label.length)),
    )
    if (!found) return parts(words)
    chosen.push(found[0])
    rest = rest.slice(found[1].length).replace(/^[、,，;；\s]+/, '')
  }
  return chosen
}

/** A time of day as people and spreadsheets write it: 9:30, 09:30:00, 9：30, or a day's fraction. */
function timeIn(words: string): string {
  const [, hours = '', minutes = ''] = /(?:^|\s)(\d{1,2})[:：](\d\d)(?::00)?$/.exec(words) ?? []
  if (hours !== '') return `${hours.padStart(2, '0')}:${minutes}`
  if (!/^0(\.\d+)?$/.test(words)) return words
  const minute = Math.round(Number(words) * 1440)
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

/** Two numbers of degrees, latitude first. */
function pointIn(words: string): { lat: number; lon: number } | { wrong: string } {
  const [lat, lon, more] = parts(words).map(Number)
  if (lat === undefined || lon === undefined || more !== undefined || Number.isNaN(lat + lon))
    return { wrong: '应为纬度和经度两个数，中间空一格，如 33.3477 120.1614' }
  return { lat, lon }
}

/** Agencies by whatever they are called; of two of one name, which a city has not, the first. */
const idsByName = onceEach((directory: Directory) => {
  const ids = new Map<string, string>()
  for (const { id, name, fullName, aliases } of directory.agencies.values())
    for (const called of [name, fullName, ...aliases]) if (!ids.has(called)) ids.set(called, id)
  return ids
})

function said(
  note: { widget: string; options?: Record<string, string> },
  value: string | number | Date,
  directory: Directory,
) {
  const words = String(value).trim()
  const agency = (called: string) => idsByName(directory).get(called)
  switch (note.widget) {
    case 'choice':
      return Object.entries(note.options ?? {}).find(([, label]) => label === words)?.[0] ?? words
    case 'choices':
      return chosenIn(words, note.options ?? {})
    case 'money':
      return typeof value === 'number' ? Math.round(value * 100) : value
    case 'instant':
      return value instanceof Date ? value.toISOString() : value
    case 'timeOfDay':
      return timeIn(words)
    case 'point':
      return pointIn(words)
    case 'area':
      return shapeIn(words, 'Polygon')
    case 'line':
      return shapeIn(words, 'LineString')
    case 'yesNo':
      return words === '是' ? true : words === '否' ? false : words
    case 'agency':
      return agency(words) ?? { wrong: `没有叫“${words.slice(0, 40)}”的单位` }
    case 'agencies': {
      const called = parts(words)
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
