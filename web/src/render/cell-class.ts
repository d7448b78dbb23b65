import type { FieldFace } from '../../../platform/manifest.ts'
import { isBlank } from './faults.ts'

/** How a cell stands in a dense table. @param names whether it names its row */
export function cellClass(field: FieldFace, names: boolean, value: unknown): string | undefined {
  if (names) return 'nm'
  if (isBlank(value)) return 'none'
  if (['longText', 'agencies', 'lines'].includes(field.widget)) return 'long'
  if (field.widget === 'text') return String(value).length <= 10 ? 'fix' : undefined
  return ['date', 'month', 'choice', 'yesNo', 'agency', 'instant', 'timeOfDay'].includes(field.widget)
    ? 'fix'
    : undefined
}
