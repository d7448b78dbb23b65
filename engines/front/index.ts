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

/** Who comes: nobody signed in, somebody for themselves or another person, for an organisation, in a post, in one that leads. */
const comers = ['visitor', 'citizen', 'enterprise', 'officer', 'leader'] as const
export type Comer = (typeof comers)[number]

/**
 * Where a page is met without being looked for: as the one page before everyone, in the menu, at the thumb, under the reader's
 * name, first at home, or at home among what may be read. The page before everyone takes `?item=` with an item of the document
 * that names the systems.
 */
const spots = ['front', 'menu', 'thumb', 'own', 'home', 'reading'] as const
export type Spot = (typeof spots)[number]

/** Who comes, as the manifest tells it. */
export const comerShape = z.enum(comers)

/** A page where it is met. */
export const placeShape = z.object({
  in: z.enum(spots),
  title: z.string(),
  /** A sentence beside it at home. */
  says: z.string().optional(),
  /** The drawing beside its word at the thumb. */
  icon: z.enum(['plan', 'desk', 'parts', 'list', 'board', 'code', 'person']).optional(),
  path: z.string(),
  /** Where it stands among the others: from 0, the first, up. */
  rank: z.int(),
})
type Place = z.infer<typeof placeShape>

/** How a page is met by those who do not look for it. */
export interface Meeting {
  /** Who meets it so. */
  readonly for: readonly Comer[]
  /** Where they meet it. */
  readonly in: readonly Spot[]
  /** Where it stands among the others: from 0, the first, up. */
  readonly rank: number
  /** What it is called there; without it, the page's title. */
  readonly title?: string
  /** A sentence beside it at home. */
  readonly says?: string
  /** The drawing beside its word at the thumb. */
  readonly icon?: Place['icon']
  /** Where in the page it leads; without it, the page's own path. */
  readonly path?: string
  /** The part and the action that it is for: whoever is not granted that does not meet it. */
  readonly needs?: readonly [on: Pick<Part, 'kind' | 'name'>, does: string]
}

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
  /** How it is met by those who do not look for it. */
  readonly meets?: readonly Meeting[]
}
