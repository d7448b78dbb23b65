import { eventWords } from '#kernel/event'
import type { House } from '#kernel/engine'
import type { Part } from '#kernel/system'
import { clientDesk, type Actable, type Actor } from '#engines/identity'
import { reachOf } from '#engines/identity/run'
import type { Page } from './index.ts'
import { cityFace } from './points.ts'
import { shownFaces } from './shown.ts'

const isActable = (part: Part): part is Actable => 'actions' in part

/** What the frame of every page is told: the city, its systems, what happens here, and what the reader may do with what. */
export async function frameFace(house: House, actor: Actor) {
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
  return {
    product: '数字盐城',
    city: name,
    chapters,
    /** The title of the document whose items the systems tell by number. */
    named,
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
    shown: await shownFaces(house, actor),
    /** What the reader may do at all with each part, by `kind:name`; each row still decides for itself. */
    may: Object.fromEntries(may.filter(([, actions]) => actions.length > 0)),
    /** The parts of which the reader reads no row but their own, by `kind:name`. */
    own: [...granted].flatMap(([key, part]) => {
      const reach = [...reachOf(actor, part, 'read')]
      return reach.length > 0 && reach.every((scope) => scope === 'own') ? [key] : []
    }),
  }
}

const pageFace = (system: string, { draws, title, path, of, columns, filters }: Page) => ({
  ...{ kind: draws, system, title, path, of },
  ...(columns && { columns: [...columns] }),
  ...(filters && { filters: [...filters] }),
})
