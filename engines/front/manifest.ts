import * as z from 'zod'
import { eventWords } from '#kernel/event'
import type { House } from '#kernel/engine'
import { called } from '#kernel/openapi'
import type { Part } from '#kernel/system'
import { clientDesk, type Actable } from '#engines/identity'
import { reachOf } from '#engines/identity/run'
import { cityShape, comerShape, placeShape, type Page } from './index.ts'
import { comerOf, placesOf } from './places.ts'
import { cityFace, defineFace, faces } from './points.ts'
import { shownFaces, shownShape } from './shown.ts'

const isActable = (part: Part): part is Actable => 'actions' in part

const pageShape = called(
  'page',
  z.object({
    /** How it is drawn, or `bespoke`. */
    kind: z.string(),
    system: z.string(),
    title: z.string(),
    path: z.string(),
    of: z.string(),
    columns: z.array(z.string()).optional(),
    filters: z.array(z.string()).optional(),
  }),
)

const { name: city, chapters, named, directory } = cityShape.shape
const frameShape = z.object({
  product: z.string(),
  city,
  chapters,
  named,
  systems: z.array(directory.unwrap().element.extend({ runs: z.boolean() })),
  /** What happens on the platform, by the event's kind. */
  events: z.record(z.string(), z.string()),
  /** What events happen to beside records and cases, by the word before the subject's colon. */
  things: z.record(z.string(), z.string()),
  pages: z.array(pageShape),
  /** Who reads, and where they meet pages without looking for them. */
  comer: comerShape,
  places: z.array(called('place', placeShape)),
  /** The pages that routes are, of those that let the reader in. */
  shown: z.array(shownShape),
  /** What the reader may do at all with each part, by `kind:name`; each row still decides for itself. */
  may: z.record(z.string(), z.array(z.string())),
  /** The parts of which the reader reads no row but their own, by `kind:name`. */
  own: z.array(z.string()),
})

/** The manifest as the engines of a house give it, part by part. */
export const manifestShape = (house: House) =>
  called(
    'manifest',
    z.object(Object.assign({}, ...house.given(faces).map(({ shape }) => shape.shape)) as z.ZodRawShape),
  )

/** What the frame of every page is told: the city, its systems, what happens here, and what the reader may do with what. */
export const frameFace = defineFace(frameShape, async (house, actor) => {
  const { name, chapters, named, directory } = house.rooms.get(cityFace)
  const running = new Set(house.systems.map((system) => system.name))
  const words = eventWords(house.rooms)
  const granted = new Map<string, Actable>(
    [...house.systems.flatMap(({ parts }) => parts.filter(isActable)), clientDesk].map((part) => [
      `${part.kind}:${part.name}`,
      part,
    ]),
  )
  const may = [...granted].map(
    ([key, part]) => [key, part.actions.filter((action) => reachOf(actor, part, action).size > 0)] as const,
  )
  const pages = house.systems.flatMap((system) =>
    (system.pages as Page[])
      .filter(({ shows }) => !shows || reachOf(actor, shows, 'read').size > 0)
      .map((page) => ({ system: system.name, page })),
  )
  const comer = comerOf(house, actor)
  return {
    product: '数字盐城',
    city: name,
    chapters,
    named,
    systems: directory.map((system) => ({ ...system, runs: running.has(system.id) })),
    events: Object.assign({}, ...words.map(({ kinds }) => kinds)) as Record<string, string>,
    things: Object.assign({}, ...words.map(({ subjects }) => subjects)) as Record<string, string>,
    pages: pages.map(({ system, page }) => pageFace(system, page)),
    comer,
    places: placesOf(
      pages.map(({ page }) => page),
      comer,
      actor,
    ),
    shown: await shownFaces(house, actor),
    may: Object.fromEntries(may.filter(([, actions]) => actions.length > 0)),
    own: [...granted].flatMap(([key, part]) => {
      const reach = [...reachOf(actor, part, 'read')]
      return reach.length > 0 && reach.every((scope) => scope === 'own') ? [key] : []
    }),
  }
})

const pageFace = (system: string, { draws, title, path, of, columns, filters }: Page) => ({
  ...{ kind: draws, system, title, path, of },
  ...(columns && { columns: [...columns] }),
  ...(filters && { filters: [...filters] }),
})
