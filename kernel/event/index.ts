import type { Tx } from '#kernel/database'
import { newId } from '#kernel/database'
import { defineRoom, type Rooms } from '#kernel/room'

/** Something that happened, said in the past: `case.acted`, `register.amended`. */
export interface Event {
  kind: string
  /** Who did it: a person's id, or `platform` for what the clock and the house do. */
  actor: string
  /** What it happened to: `<kind>:<id>`. */
  subject: string
  at: Date
  about: Record<string, unknown>
  /** Who acts and when, as the publisher holds them, for those who act on in the same transaction; not kept. */
  by?: unknown
  /** What it happened to, as the publisher holds it, for the same; not kept. */
  held?: unknown
}

/** What an engine's events say. */
export interface EventWords {
  /** The kind of part by which a system of the plan has these events; nothing for what every system has. */
  of: string | null
  /** What they happen to beside records and cases: the name before the colon, and its title. */
  subjects: Record<string, string>
  /** What happened, by the event's kind. */
  kinds: Record<string, string>
}

/**
 * What an upper floor does when a lower one publishes. It runs inside the publisher's transaction: it is done when the
 * event is durable, and undone with it.
 */
export interface Hearer {
  /** The kinds of event that it hears of. */
  hears: readonly string[]
  does: (tx: Tx, event: Event) => Promise<void>
}

interface Bus {
  words: readonly EventWords[]
  titles: ReadonlyMap<string, string>
  hearers: ReadonlyMap<string, readonly Hearer[]>
}

const bus = defineRoom<Bus>('events')

/** Opens a house's events: which there are, and who hears of them, in order. */
export function openEvents(rooms: Rooms, words: readonly EventWords[], hearers: readonly Hearer[]) {
  const byKind = Map.groupBy(
    hearers.flatMap((hearer) => hearer.hears.map((kind) => ({ kind, hearer }))),
    ({ kind }) => kind,
  )
  rooms.put(bus, {
    words,
    titles: new Map(words.flatMap(({ kinds }) => Object.entries(kinds))),
    hearers: new Map([...byKind].map(([kind, found]) => [kind, found.map(({ hearer }) => hearer)])),
  })
}

/** Every engine's words, for whoever lists events. */
export const eventWords = (rooms: Rooms): readonly EventWords[] => rooms.get(bus).words

/** The title of a kind of event, or nothing for one that nobody declared. */
export const eventTitle = (rooms: Rooms, kind: string): string | undefined => rooms.get(bus).titles.get(kind)

/** Writes an event in the transaction that made it, then tells those who hear of its kind, in order. */
export async function publish(tx: Tx, event: Event): Promise<void> {
  const { kind, actor, subject, at, about } = event
  const { titles, hearers } = tx.rooms.get(bus)
  if (!titles.has(kind)) throw new Error(`no engine has declared the event ${kind}`)
  tx.add('kernel.event', { id: newId(at), kind, actor, subject, at, about })
  for (const { does } of hearers.get(kind) ?? []) await does(tx, event)
}
