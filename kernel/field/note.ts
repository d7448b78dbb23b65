import * as z from 'zod'
import { onceEach } from '#kernel/memo'
import type { SealedName } from './numbers.ts'

/** How a form asks for a field and a list shows it. */
const widgets = [
  ...(['text', 'longText', 'integer', 'percent', 'choice', 'yesNo', 'date', 'month', 'agency', 'agencies'] as const),
  ...(['colleague', 'region', 'files', 'record', 'indicator', 'table', 'money', 'instant', 'choices'] as const),
  ...(['email', 'url', 'timeOfDay', 'point', 'area', 'line', 'lines', 'bytes', 'publicKeys', 'answers'] as const),
] as const

/** The PostgreSQL type that keeps a field. */
export type Column =
  'text' | 'integer' | 'bigint' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'uuid' | 'text[]' | 'jsonb'

const sensitivities = ['public', 'internal', 'personal'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** One field as a form, a list and a filter need it. */
export const fieldShape = z.object({
  label: z.string(),
  widget: z.enum(widgets),
  sensitivity: z.enum(sensitivities),
  unit: z.string().optional(),
  standard: z.string().optional(),
  help: z.string().optional(),
  options: z.record(z.string(), z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** What nought is called, where a number has a word for it. */
  zero: z.string().optional(),
  /** Digits after the point that a decimal number may have. */
  places: z.int().optional(),
  maxLength: z.int().optional(),
  /** Files that are photographs, and may say when and where they were taken. */
  images: z.literal(true).optional(),
  /** The register that a `record` field points at, by name. */
  register: z.string().optional(),
  /** Of a `record` field, which rows it takes: those whose fields have one of these values. */
  where: z.record(z.string(), z.array(z.string()).readonly()).readonly().optional(),
  /** Of an `answers` field, the register whose rows are its questions, and the field that names the row they belong to. */
  questions: z.string().optional(),
  of: z.string().optional(),
  /** Of a field that names agencies, which kinds of them it takes. */
  kinds: z.array(z.string()).readonly().optional(),
  /** The columns of a `table` field: name → title, in order. */
  columns: z.record(z.string(), z.string()).optional(),
  /** Kept enciphered; shown masked, and read by those alone who may, with a purpose that is kept. */
  sealed: z.string().optional(),
  /** A form that leaves it blank is refused. */
  required: z.boolean(),
})

/** What the platform must know about a field beyond its type; every face of the field is derived from it. */
export interface FieldNote extends Omit<z.infer<typeof fieldShape>, 'required'> {
  column: Column
  optional?: true
  /** A value that it takes, where its type and its widget do not show one. */
  example?: unknown
  sealed?: SealedName
}

export const notes = z.registry<FieldNote>()

/** What may be said of a field of any kind. */
export interface Options {
  sensitivity?: Sensitivity
  standard?: string
  help?: string
}

/**
 * Makes a field type: a Zod type and its note.
 * An engine that owns a noun (an agency, a register) publishes its field with this.
 */
export const fieldOf = <T extends z.ZodType>(
  type: T,
  note: Omit<FieldNote, 'sensitivity'> & { sensitivity?: Sensitivity },
): T => {
  notes.add(type, { sensitivity: 'internal', ...note })
  return type
}

/** The note of a field; every field made here has one. */
export const noteOf: (field: z.ZodType) => FieldNote = onceEach((field) => {
  const note = notes.get(field)
  if (!note) throw new Error('a field without a note: build it with field.*')
  return note
})

/** What is wrong with a text that says nothing. */
const blank = '必须填写'

/**
 * Words that somebody wrote, kept letter for letter, ends and all: what cannot be kept so is refused. PostgreSQL text cannot
 * hold NUL, and a control character in a name is never meant.
 */
export const written = (max: number, lines: boolean) =>
  words({ max })
    .refine((text) => !(lines ? /[^\P{Cc}\t\n\r]/u : /\p{Cc}/u).test(text), '含有不可见的控制字符')
    .refine((text) => text.isWellFormed(), '含有残缺的字符编码')

/** Words beside the fields of a register, such as a purpose, kept letter for letter. @param min letters between blank ends */
export const words = ({ min = 1, max }: { min?: number; max: number }) =>
  z
    .string()
    .min(min, min === 1 ? blank : undefined)
    .max(max)
    .refine((text) => text.trim().length >= min, min === 1 ? blank : `至少要有 ${min} 个字`)

/** A number, a code or an address that is one run of characters: blank ends are no part of it, and are not taken off unsaid. */
export const run = (max: number) =>
  z
    .string()
    .min(1)
    .max(max, { abort: true })
    .refine((text) => text === text.trim(), { error: '前后不能有空格', abort: true })
