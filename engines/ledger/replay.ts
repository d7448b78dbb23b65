import { type Ask } from '#kernel/database'
import { eventsAfter, type EvidenceSource, type Place } from './attested.ts'
import { leafOf, type Evidence, type Leaf } from './leaf.ts'

/** An event with the hashes of the leaf that it should be. */
export interface Replayed {
  event: Evidence
  hashes: Leaf['hashes']
}

/** Events that are read at a time. */
const stride = 4096

/**
 * The events between two places in the order of leaves, the second included, with their leaves' hashes: made from what
 * the database holds now, or kept where the event was forgotten.
 */
export async function* replay(
  { ask, sources, origin }: { ask: Ask; sources: readonly EvidenceSource[]; origin: string },
  from: Place,
  until: Place,
): AsyncGenerator<Replayed[]> {
  for (let at = from; ;) {
    const events = await eventsAfter(ask, sources, at, stride, until)
    const forgotten = await forgottenAmong(ask, events)
    yield events.map((event) => ({ event, hashes: forgotten.get(event.id) ?? leafOf(origin, event).hashes }))
    const end = events.at(-1)
    if (!end || events.length < stride) return
    at = { xid: end.xid, event: end.id }
  }
}

/** The leaves of events whose salt was erased. */
async function forgottenAmong(ask: Ask, events: readonly Evidence[]): Promise<Map<string, Leaf['hashes']>> {
  const ids = events.filter(({ salt }) => salt === null).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await ask<{ event: string; sha256: Buffer; sm3: Buffer }>(
    'select event, sha256, sm3 from ledger.forgotten where event = any($1::uuid[])',
    [ids],
  )
  return new Map(rows.map(({ event, sha256, sm3 }) => [event, { 'sha-256': sha256, sm3 }]))
}
