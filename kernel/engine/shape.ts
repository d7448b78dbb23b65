import * as z from 'zod'
import { fieldOf } from '#kernel/field'

/** An instant in an answer: a Date here, an ISO text on the wire. @source RFC 3339 5.6 */
export const instant = z.date()

/** Texts, one a line where they are typed and read: what a route takes and answers beside fields of registers. */
export const lines = (label: string, of: z.ZodString, { max, help }: { max: number; help?: string }) =>
  fieldOf(z.array(of).max(max), { label, widget: 'lines', column: 'text[]', maxLength: max, ...(help && { help }) })

/** A number of bytes, which people read and type in larger units. */
export const bytes = (label: string, of: z.ZodNumber, { help }: { help?: string } = {}) =>
  fieldOf(of, { label, widget: 'bytes', column: 'bigint', ...(help && { help }) })

/** A page of a list: its rows, where the next one begins, and how many there are. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({
    rows: z.array(row),
    /** Hand back as `after`; null at the end. */
    next: z.string().nullable(),
    total: z.object({ count: z.int(), exact: z.boolean() }),
  })

/** Every row there is, where there are few. */
export const rowsOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row) })

/** Some rows and where the next ones begin. */
export const nextOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() })

/** What was made, by its id. */
export const made = z.object({ id: z.string() })

/** What a shape is on the wire: as JSON tells it. A branded text is text; lists stay lists, each place of one that has fixed places. */
export type Wire<T> = T extends Date | (string & z.core.$brand)
  ? string
  : T extends object
    ? { [K in keyof T]: Wire<T[K]> }
    : T
