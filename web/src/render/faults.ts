import type { FieldFace, FileFace, Problem } from '../../../platform/manifest.ts'

/** What is wrong with one answer, in words that say what to do; null when nothing is. */
export function faultOf(field: FieldFace, value: unknown): string | null {
  if (isBlank(value)) {
    if (!field.required) return null
    return { choice: '请选择', yesNo: '请选择', agency: '请选择', agencies: '请选择', region: '请选择', record: '请选择', files: '请上传', date: '请选日期', month: '请选月份' }[
      field.widget as string
    ] ?? `请填写${field.label}`
  }
  if (typeof value === 'string') {
    const longest = field.maxLength
    if (longest && (field.widget === 'text' || field.widget === 'longText') && value.length > longest)
      return `最多 ${longest} 字，现在 ${value.length} 字`
    if (field.widget === 'month' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return '月份写作 2024-11 的样子'
  }
  if (typeof value === 'number') {
    const unit = field.unit ?? ''
    if (field.widget === 'integer' && !Number.isInteger(value)) return '请填整数'
    if (field.min !== undefined && value < field.min) return `不小于 ${field.min}${unit}`
    if (field.max !== undefined && value > field.max) return `不大于 ${field.max}${unit}`
  }
  if (field.widget === 'files' && field.maxLength && (value as FileFace[]).length > field.maxLength)
    return `最多 ${field.maxLength} 件`
  return null
}

/** True for an answer that was not given. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0
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
