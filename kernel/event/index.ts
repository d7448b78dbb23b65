import type { Tx } from '#kernel/database'
import { newId } from '#kernel/database'

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
interface Words {
  /** The kind of part by which a system of the plan has these events; nothing for what every system has. */
  of: string | null
  /** What they happen to beside records and cases: the name before the colon, and its title. */
  subjects: Record<string, string>
  /** What happened, by the event's kind. */
  kinds: Record<string, string>
}

/** Every engine's words, for whoever lists events. */
export const eventWords: Words[] = []

/** Declares an engine's events; one that nobody declared is not published. */
export const defineEvents = (words: Words) => void eventWords.push(words)

/** The title of a kind of event, or nothing for one that nobody declared. */
export const eventTitle = (kind: string): string | undefined =>
  eventWords.find(({ kinds }) => kind in kinds)?.kinds[kind]

type Handler = (tx: Tx, event: Event) => Promise<void>
const handlers = new Map<string, Map<string, Handler>>()

/**
 * Registers what an upper floor does when a lower one publishes. It runs inside the publisher's transaction: it is
 * done when the event is durable, and undone with it. A name has one handler; a later one takes its place.
 */
export function on(kind: string, name: string, handler: Handler) {
  handlers.set(kind, (handlers.get(kind) ?? new Map<string, Handler>()).set(name, handler))
}

/** Writes an event in the transaction that made it, then tells those who wait for its kind, in order. */
export async function publish(tx: Tx, event: Event): Promise<void> {
  const { kind, actor, subject, at, about } = event
  if (!eventTitle(kind)) throw new Error(`no engine has declared the event ${kind}`)
  tx.add('kernel.event', { id: newId(at), kind, actor, subject, at, about })
  for (const handle of handlers.get(event.kind)?.values() ?? []) await handle(tx, event)
}
