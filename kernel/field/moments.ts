import * as z from 'zod'
import { fieldOf, type Options } from './note.ts'

/** An instant written in one way, in universal time to the millisecond; what is none stays as it is. */
function asUniversal(text: string): string {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}

/**
 * A point in time: ISO 8601 with its offset on the wire, answered in universal time to the millisecond; people see and type
 * it in the city's time. @source GB/T 7408.1 (ISO 8601-1) 5.4.2
 */
export const instant = (label: string, o: Options = {}) =>
  fieldOf(
    z.iso
      .datetime({ offset: true, error: '应为带时区的日期和时间，如 2024-11-20T09:30:00+08:00', abort: true })
      .overwrite(asUniversal)
      .refine((text) => text >= '1900' && text < '2200', '应在 1900 年至 2199 年之间')
      .brand<'instant'>(),
    { label, widget: 'instant', column: 'timestamptz', standard: 'GB/T 7408.1', ...o },
  )

/** A time of day, HH:MM. @source GB/T 7408.1 (ISO 8601-1) 5.3.1 */
export const timeOfDay = (label: string, o: Options = {}) =>
  fieldOf(
    z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 时:分，如 09:30')
      .brand<'time'>(),
    { label, widget: 'timeOfDay', column: 'text', standard: 'GB/T 7408.1', example: '09:30', ...o },
  )
