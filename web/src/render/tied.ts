import type { FieldFace } from '../../../platform/manifest.ts'
import { isNeeded } from './faults.ts'

export interface WidgetProps {
  name: string
  field: FieldFace
  value: unknown
  fault: string | null
  set: (value: unknown) => void
}

/** Attributes that tie an input to its label, help and fault. */
export function tied({ name, field, fault }: WidgetProps) {
  const described = [field.help ? `h-${name}` : '', fault ? `e-${name}` : ''].filter(Boolean).join(' ')
  return {
    id: `f-${name}`,
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? true : undefined,
    'aria-required': isNeeded(field) || undefined,
    status: fault ? ('error' as const) : ('' as const),
  }
}
