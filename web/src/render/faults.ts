import { china } from '../../../kernel/field/china.ts'
import { inYuan } from '../../../kernel/field/yuan.ts'
import type { FieldFace, FileFace, Problem } from '../../../platform/manifest.ts'
import { keysTyped } from './public-keys.ts'
import { faultOfShape, finished, isShape } from './shape/typed.ts'

type Rows = Record<string, string>[]

/** A place as it is being typed: either number may still be missing. */
export interface TypedPoint {
  lat: number | null
  lon: number | null
}

/** What is wrong with one answer, in words that say what to do; null when nothing is. */
export function faultOf(field: FieldFace, value: unknown): string | null {
  if (isBlank(value)) return isNeeded(field) ? (asks[field.widget] ?? `请填写${field.label}`) : null
  if (isShape(field)) return faultOfShape(field, value)
  if (typeof value === 'string') return faultOfWords(field, value)
  if (typeof value === 'number') return faultOfNumber(field, value)
  if (field.widget === 'point') return faultOfPoint(value as TypedPoint)
  if (field.widget === 'lines') return faultOfLines(field, value as string[])
  if (field.widget === 'choices' || field.widget === 'agencies') return faultOfChoices(field, value as string[])
  if (field.widget === 'files') return faultOfFiles(field, value as FileFace[])
  if (field.widget === 'table') return faultOfRows(field, value as Rows)
  return null
}

const asks: Partial<Record<FieldFace['widget'], string>> = {
  ...{ choice: '请选择', yesNo: '请选择', agency: '请选择', agencies: '请选择', region: '请选择', record: '请选择' },
  ...{ choices: '请至少选一项', instant: '请选日期和时间', timeOfDay: '请选时间', point: '请填写位置' },
  ...{ area: '请画出范围，或写下各角的坐标', line: '请画出线路，或写下各点的坐标' },
  ...{ indicator: '请选择', files: '请上传', date: '请选日期', month: '请选月份' },
}

/** Lists may be empty unless their declaration says how many there must be. */
const isList = ({ widget }: FieldFace) => ['files', 'agencies', 'table', 'choices', 'lines'].includes(widget)

/** Whether an answer must be given. */
export function isNeeded(field: FieldFace): boolean {
  return field.required && (!isList(field) || (field.min ?? 0) > 0)
}

function faultOfWords({ widget, maxLength }: FieldFace, value: string): string | null {
  if (widget === 'publicKeys') {
    const keys = keysTyped(value)
    return typeof keys === 'string' ? keys : null
  }
  if (widget === 'money') return '金额写作 1200.00 的样子，最多两位小数'
  if (widget === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())) return '邮箱写作 name@example.org 的样子'
  if (widget === 'url' && !/^https?:\/\/\S+$/i.test(value.trim())) return '网址以 http:// 或 https:// 开头'
  if (maxLength && ['text', 'longText', 'email', 'url'].includes(widget) && value.length > maxLength)
    return `最多 ${maxLength} 字，现在 ${value.length} 字`
  return widget === 'month' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? '月份写作 2024-11 的样子' : null
}

function faultOfNumber({ widget, min, max, places, unit = '' }: FieldFace, value: number): string | null {
  const said = (limit: number) => (widget === 'money' ? `${inYuan(limit)} 元` : `${limit}${unit}`)
  if (places !== undefined && Number(value.toFixed(places)) !== value) return `最多 ${places} 位小数`
  if (widget === 'percent' && !Number.isInteger(value)) return '请填整数'
  if (min !== undefined && value < min) return `不小于 ${said(min)}`
  return max !== undefined && value > max ? `不大于 ${said(max)}` : null
}

function faultOfPoint({ lat, lon }: TypedPoint): string | null {
  if (lat === null || lon === null) return '纬度和经度都要填'
  const within = (value: number, [from, to]: readonly [number, number]) => value >= from && value <= to
  if (!within(lat, china.lat)) return `纬度在 ${china.lat.join(' 至 ')} 度之间`
  return within(lon, china.lon) ? null : `经度在 ${china.lon.join(' 至 ')} 度之间`
}

function faultOfLines({ maxLength }: FieldFace, lines: string[]): string | null {
  return maxLength && lines.length > maxLength ? `最多 ${maxLength} 行，现在 ${lines.length} 行` : null
}

function faultOfChoices({ min = 0, maxLength }: FieldFace, chosen: string[]): string | null {
  if (chosen.length < min) return `至少选 ${min} 项，现在 ${chosen.length} 项`
  return maxLength && chosen.length > maxLength ? `最多选 ${maxLength} 项，现在 ${chosen.length} 项` : null
}

function faultOfFiles({ min = 0, maxLength }: FieldFace, files: FileFace[]): string | null {
  if (files.length < min) return `至少 ${min} 件，现在 ${files.length} 件`
  return maxLength && files.length > maxLength ? `最多 ${maxLength} 件` : null
}

/** Characters that a cell of a table holds at the most. */
const mostInCell = 500

function faultOfRows({ columns = {}, maxLength }: FieldFace, rows: Rows): string | null {
  if (maxLength && rows.length > maxLength) return `最多 ${maxLength} 行，现在 ${rows.length} 行`
  for (const [at, row] of rows.entries())
    for (const [name, title] of Object.entries(columns))
      if ((row[name] ?? '').length > mostInCell) return `第 ${at + 1} 行的“${title}”最多 ${mostInCell} 字`
  return null
}

/** An answer as the server takes it: nothing is null, or an empty list; rows that say nothing are left out. */
export function answerOf(field: FieldFace, value: unknown): unknown {
  if (field.widget === 'table')
    return ((value as Rows | null) ?? []).filter((row) => !Object.values(row).every(isBlank))
  if (field.widget === 'lines')
    return ((value as string[] | null) ?? []).map((line) => line.trim()).filter((line) => line !== '')
  if (field.widget === 'publicKeys' && typeof value === 'string' && !isBlank(value)) {
    const keys = keysTyped(value)
    return typeof keys === 'string' ? value : keys
  }
  if (!isBlank(value)) return isShape(field) ? finished(field, value) : value
  return isList(field) ? [] : null
}

/** True for an answer that was not given. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.length === 0
  if (typeof value !== 'object') return false
  return 'lat' in value && 'lon' in value && value.lat === null && value.lon === null
}

/** Faults that the server laid at single fields. */
export function faultsAtFields(problem: Problem, fields: Record<string, FieldFace>): Record<string, string> {
  const found: Record<string, string> = {}
  const about = problem.about ?? {}
  const one = about['field']
  if (typeof one === 'string' && fields[one]) found[one] = problem.detail
  const many = about['fields']
  if (many && typeof many === 'object' && !Array.isArray(many)) {
    for (const [name, says] of Object.entries(many)) if (fields[name] && typeof says === 'string') found[name] = says
  }
  return found
}
