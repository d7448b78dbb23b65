import type { FieldFace } from '../../../platform/manifest.ts'

/** Whether a column holds figures, which stand one under the other by their last digit. */
export const isNumeric = (field: FieldFace | undefined): boolean =>
  field !== undefined && ['integer', 'percent', 'money', 'bytes', 'area', 'line'].includes(field.widget)
