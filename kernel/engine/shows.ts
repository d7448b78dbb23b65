import * as z from 'zod'
import type { House } from './house.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
/** A method and a path, its places in braces as OpenAPI has them: `POST /api/cases/{kind}/{id}`. */
export type Address = `${Method} /${string}`

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** How fields of a row must stand, all of them: each a value, or one of several; where a row holds a list, one that is in it. */
const stands = z.record(z.string(), z.union([plain, z.array(plain).readonly()])).readonly()

/** What the web is told of an act as it is declared. */
export const actShape = z.object({
  /** The act as a verb of two characters or a short phrase. */
  title: z.string(),
  /** What it does, told before it is done: it is asked once more in place. What deletes is asked once more in any case. */
  says: z.string().optional(),
  /** The word that agrees, where “确定” before the title reads badly. */
  sure: z.string().optional(),
  /** Offered only where the row stands so. */
  when: stands.optional(),
  /** Not offered where the row stands so. */
  unless: stands.optional(),
  /** Fields that are asked only where others are answered so. */
  only: z.record(z.string(), stands).readonly().optional(),
  /** What a form begins with, a day perhaps with `today`; what changes a row begins with what the row holds. */
  starts: z.record(z.string(), z.unknown()).readonly().optional(),
  /** Fields of the body that the row says; above a list, what the list was asked by, or answers beside its rows. */
  sends: z.array(z.string()).readonly().optional(),
  /** Fields of the body that are one of the rows beside it, by its id. */
  among: z.array(z.string()).readonly().optional(),
  /** What of the answer is shown this one time: the field, a title that may name fields in braces, and what it is good for. */
  once: z.object({ field: z.string(), title: z.string(), says: z.string() }).readonly().optional(),
})

/**
 * What may be done to a row, or above a list: told to whoever the route's right lets in. Its places are filled by the row's
 * fields, or by what the row stands in. What the route's body asks for is a form; where nothing is asked, it is done at the
 * press of a button, or asked once more in place. A route that answers no JSON is a download.
 */
export interface ShownAct extends z.infer<typeof actShape> {
  at: Address
  /** The fields of the body that are asked, in this order; without it every one that the row does not send. */
  asks?: readonly string[]
  /** Fields that may be left out of the body, but not of this form where they are asked. */
  needs?: readonly string[]
}

/** A list on a page: its columns, and what may be done. Values are drawn as the answer's shape says of them. */
export interface Listed {
  title: string
  /** Sentences under the title. */
  says?: string
  /** What is said where there is no row. */
  empty?: string
  /** Of each row, the fields that are columns, with their titles; the first names the row. */
  columns: Readonly<Record<string, string>>
  /** What values of columns and of forms' fields are called, where the house alone knows. */
  names?: Readonly<Record<string, (house: House) => Readonly<Record<string, string>>>>
  /** What may be done to a row. */
  acts?: readonly ShownAct[]
  /** What may be done above the list: begin a new row, take the list along. */
  begins?: readonly ShownAct[]
  /** Fields of each row that are lists of their own, drawn below it. */
  lists?: Readonly<Record<string, Listed>>
}

/** How an answer is a page of its own: what the web draws where no page is drawn by hand. */
export interface Shows extends Listed {
  /**
   * Where a row opens: a route that shows its answer; the column that leads there, without it the first; and the row's fields
   * that fill places of the address which are called otherwise.
   */
  opens?: { readonly at: Address; readonly by?: string; readonly fills?: Readonly<Record<string, string>> }
  /** Pages that are named beside the title. */
  beside?: readonly Address[]
}
