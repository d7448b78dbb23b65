import * as z from 'zod'
import type { Part } from '#kernel/system'

/** A city's map as it is drawn: counties as SVG paths (their borders shared point by point), zones as points. */
export const outlinesFace = z.object({
  source: z.string(),
  /** x, y, width, height. */
  viewBox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Where its edges lie, in degrees: west, south, east, north. */
  degrees: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  counties: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      path: z.string(),
      label: z.tuple([z.number(), z.number()]),
    }),
  ),
  /** By eye: no outline of a zone is published. */
  zones: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      point: z.tuple([z.number(), z.number()]),
      approximate: z.literal(true),
    }),
  ),
})

/** What the frame of every page needs to know of the city. */
export const cityShape = z.object({
  name: z.string(),
  chapters: z.array(z.object({ id: z.string(), title: z.string(), items: z.string() })).readonly(),
  /** The title of the document that names the systems; they tell its items by number. */
  named: z.string(),
  /** Every system that it names. */
  directory: z
    .array(
      z.object({
        ...{ id: z.string(), chapter: z.string(), title: z.string(), number: z.int() },
        items: z.array(z.int()).readonly(),
        proves: z.string(),
      }),
    )
    .readonly(),
  /** The outlines of its counties, as its map draws them; null where none are known. */
  outlines: outlinesFace.nullable(),
})
export type CityFace = z.infer<typeof cityShape>

/** A file by its content, as an answer names it. */
export const fileFace = z.object({
  /** Hex SHA-256 of the content. */
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
})

/** A page of the web, drawn from declarations; a bespoke one is drawn by hand under its name. */
export interface Page extends Part {
  readonly kind: 'page'
  readonly draws: string
  readonly path: string
  /** The name of what it shows, or of the component that draws it. */
  readonly of: string
  /** What it shows: whoever may not read that, does not meet the page. */
  readonly shows?: { readonly kind: string; readonly name: string }
  readonly columns?: readonly string[]
  readonly filters?: readonly string[]
}
