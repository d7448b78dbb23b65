import * as z from 'zod'
import { fieldShape, noteOf, notes } from './note.ts'

/** One field as a form, a list and a filter need it. */
export type FieldFace = z.infer<typeof fieldShape>

/** A field as a form, a list and a filter need it. */
export function fieldFace(field: z.ZodType): FieldFace {
  const { column: _column, example: _example, optional, ...note } = noteOf(field)
  const mayBeEmpty = ['files', 'agencies', 'answers'].includes(note.widget) && !note.min
  return { ...note, required: !optional && !mayBeEmpty }
}

/** Fields by name. */
export const fieldFaces = (fields: Record<string, z.ZodType>): Record<string, FieldFace> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldFace(field)]))

/**
 * The same of anything that a route takes or answers: a field by its note, whatever may be left out or is null as what it
 * holds otherwise, and what is no field by its shape.
 * @param called what it is called in place of the field's own label, or where it has none
 */
export function faceOf(shape: z.ZodType, called?: string): FieldFace {
  if (notes.has(shape)) return { ...fieldFace(shape), ...(called && { label: called }) }
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable || shape instanceof z.ZodDefault)
    return { ...faceOf(shape.unwrap() as z.ZodType, called), required: false }
  return { label: called ?? '', widget: widgetOf(shape), sensitivity: 'internal', required: true }
}

function widgetOf(shape: z.ZodType): FieldFace['widget'] {
  if (shape instanceof z.ZodDate) return 'instant'
  if (shape instanceof z.ZodBoolean) return 'yesNo'
  if (shape instanceof z.ZodNumber || shape instanceof z.ZodNumberFormat) return 'integer'
  if (shape instanceof z.ZodISODate) return 'date'
  return shape instanceof z.ZodArray ? 'lines' : 'text'
}
