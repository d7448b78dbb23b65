import type { FastifyRequest } from 'fastify'
import { eventWords } from '#kernel/event'
import { builtOf, type House, type Right, type Shows } from '#kernel/engine'
import type { Part } from '#kernel/system'
import { clientDesk, type Actable, type Actor } from '#engines/identity'
import { reachOf } from '#engines/identity/run'
import type { Page } from './index.ts'
import { cityFace } from './points.ts'

const isActable = (part: Part): part is Actable => 'actions' in part

/** What the frame of every page is told: the city, its systems, what happens here, and what the reader may do with what. */
export function frameFace(house: House, actor: Actor) {
  const { name, chapters, directory } = house.rooms.get(cityFace)
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
  return {
    product: '数字盐城',
    city: name,
    chapters,
    systems: directory.map((system) => ({ ...system, runs: running.has(system.id) })),
    /** What happens on the platform, by the event's kind. */
    events: Object.assign({}, ...words.map(({ kinds }) => kinds)) as Record<string, string>,
    /** What events happen to beside records and cases, by the word before the subject's colon. */
    things: Object.assign({}, ...words.map(({ subjects }) => subjects)) as Record<string, string>,
    pages: house.systems.flatMap((system) =>
      (system.pages as Page[])
        .filter(({ shows }) => !shows || reachOf(actor, shows, 'read').size > 0)
        .map((page) => pageFace(system.name, page)),
    ),
    /** The pages that routes are, of those that let the reader in. */
    shown: house.rooms
      .get(builtOf)
      .flatMap(({ routes }) => routes.filter(({ shows, right }) => shows && letsIn(right, house, actor)))
      .map(({ at, shows }) => shownFace(at, shows as Shows)),
    /** What the reader may do at all with each part, by `kind:name`; each row still decides for itself. */
    may: Object.fromEntries(may.filter(([, actions]) => actions.length > 0)),
    /** The parts of which the reader reads no row but their own, by `kind:name`. */
    own: [...granted].flatMap(([key, part]) => {
      const reach = [...reachOf(actor, part, 'read')]
      return reach.length > 0 && reach.every((scope) => scope === 'own') ? [key] : []
    }),
  }
}

/** Whether a right that asks for nothing but the actor lets one in. */
function letsIn(right: Right<unknown>, house: House, actor: Actor): boolean {
  try {
    right.admits({ actor } as FastifyRequest, house)
    return true
  } catch {
    return false
  }
}

const shownFace = (at: string, { title, columns, acts = [] }: Shows) => ({
  ...{ title, path: pathOf(at) },
  columns: Object.entries(columns).map(([name, called]) => ({ name, title: called })),
  acts: acts.map((act) => ({ title: act.title, path: pathOf(act.at) })),
})

/** The path of an address as the web asks for it. */
const pathOf = (at: string) => at.replace(/^\w+ \/api\//, '')

const pageFace = (system: string, { draws, title, path, of, columns, filters }: Page) => ({
  ...{ kind: draws, system, title, path, of },
  ...(columns && { columns: [...columns] }),
  ...(filters && { filters: [...filters] }),
})
