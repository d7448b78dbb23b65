import { definePoint, type House } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import type { EvidenceSource } from './attested.ts'
import type { RecordCheck } from './audit.ts'

/** What each engine attests of its events. */
export const evidence = definePoint<EvidenceSource>('evidence')

/** How each engine holds its records against the events that tell of them. */
export const recordChecks = definePoint<(house: Pick<House, 'parts'>) => RecordCheck>('record checks')

/** What someone sees of what an event happened to; an outline is without what is personal in it. */
export type Seen = 'nothing' | 'outline' | 'everything'

/** How an engine tells what somebody sees of a row of a kind of part. */
export interface Sight {
  kind: string
  sees: (house: House, name: string, id: string, actor: Actor) => Promise<Seen>
  /** What an event says it did, in words; nothing where the event's own title says it. */
  says?: (house: House, name: string, about: Record<string, unknown>) => string | undefined
}
export const sights = definePoint<Sight>('sights')

/** What someone sees of a thing, named `<part>:<id>`; nothing of what no part is called. */
export async function seesOf(house: House, actor: Actor, subject: string): Promise<Seen> {
  const [name = '', id = ''] = subject.split(':')
  if (!/^[0-9a-f-]{36}$/.test(id)) return 'nothing'
  const sight = house.given(sights).find(({ kind }) => house.parts(kind).has(name))
  return sight ? sight.sees(house, name, id, actor) : 'nothing'
}
