import * as z from 'zod'
import { onceEach } from '#kernel/memo'
import type { SealedName } from './numbers.ts'

/** How a form asks for a field and a list shows it. */
export type Widget =
  | 'text'
  | 'longText'
  | 'integer'
  | 'percent'
  | 'choice'
  | 'yesNo'
  | 'date'
  | 'month'
  | 'agency'
  | 'agencies'
  | 'colleague'
  | 'region'
  | 'files'
  | 'record'
  | 'indicator'
  | 'table'
  | 'money'
  | 'instant'
  | 'choices'
  | 'email'
  | 'url'
  | 'timeOfDay'
  | 'point'
  | 'area'
  | 'line'
  | 'lines'
  | 'bytes'
  | 'publicKeys'

/** The PostgreSQL type that keeps a field. */
export type Column =
  'text' | 'integer' | 'bigint' | 'numeric' | 'boolean' | 'date' | 'timestamptz' | 'uuid' | 'text[]' | 'jsonb'

export type Sensitivity = 'public' | 'internal' | 'personal'

/** What the platform must know about a field beyond its type; every face of the field is derived from it. */
export interface FieldNote {
  label: string
  widget: Widget
  column: Column
  sensitivity: Sensitivity
  unit?: string
  standard?: string
  help?: string
  options?: Record<string, string>
  min?: number
  max?: number
  /** Digits after the point that a decimal number may have. */
  places?: number
  maxLength?: number
  /** Files that are photographs, and may say when and where they were taken. */
  images?: true
  /** The register that a `record` field points at, by name. */
  register?: string
  /** Of a `record` field, which rows it takes: those whose fields have one of these values. */
  where?: Readonly<Record<string, readonly string[]>>
  /** Of a field that names agencies, which kinds of them it takes. */
  kinds?: readonly string[]
  /** The columns of a `table` field: name → title, in order. */
  columns?: Record<string, string>
  optional?: true
  /** A value that it takes, where its type and its widget do not show one. */
  example?: unknown
  /** Kept enciphered; shown masked, and read by those alone who may, with a purpose that is kept. */
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
