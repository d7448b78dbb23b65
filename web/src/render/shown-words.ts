import type { FieldFace, ListedFace } from '../../../platform/manifest.ts'
import { isBlank } from './faults.ts'

export type Row = Readonly<Record<string, unknown>>

/** What a path or a sentence names in braces, of the first of several rows that has it. */
const named = (rows: readonly Row[], name: string) => String(rows.find((row) => !isBlank(row[name]))?.[name] ?? '')

/** A path with its places filled by a row, or by what the row stands in. */
export const pathFrom = (path: string, rows: readonly Row[]): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named(rows, name)))

/** A sentence with what it names filled in. */
export const sayOf = (words: string, rows: readonly Row[]): string =>
  words.replaceAll(/\{(\w+)\}/g, (_, name: string) => named(rows, name))

/** What a row is called: its first column, in words. */
export function calledOf({ columns }: Pick<ListedFace, 'columns'>, row: Row): string {
  const [name = '', field] = Object.entries(columns)[0] ?? []
  const value = String(row[name] ?? '')
  return wordsOf(field, value)
}

const wordsOf = (field: FieldFace | undefined, value: string): string =>
  field?.options?.[value] ?? (field?.unit ? `${value} ${field.unit}` : value)
