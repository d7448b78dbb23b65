import type { House } from '#kernel/engine'
import type { Actor } from '#engines/identity'
import { covers, directoryOf, reachOf } from '#engines/identity/run'
import type { Begun } from './begun.ts'
import type { Assessment, AssessmentAction } from './index.ts'

/** What somebody may see of a scheme that was begun. */
export interface Sight {
  /** Every object at every stage. */
  everything: boolean
  /** Totals, ranks and grades of all: what is final, for everybody. */
  ranking: boolean
  /** Whether an object's own sheet is theirs to see. */
  sheet: (agency: string) => boolean
  /** Whether the points on it may be seen too: from the day on which they are published. */
  points: boolean
}

export const reachFor = (actor: Actor, { name }: Pick<Assessment, 'name'>, action: AssessmentAction) =>
  reachOf(actor, { kind: 'assessment', name }, action)

/** How far somebody sees into a scheme; undefined where they see nothing of it. */
export function sightOf(house: House, assessment: Assessment, begun: Begun, actor: Actor): Sight | undefined {
  const reach = reachFor(actor, assessment, 'read')
  const { agencies } = directoryOf(house)
  const own = (agency: string) =>
    covers(actor, reach, { agency, region: agencies.get(agency)?.region ?? null, person: null })
  const everything = reach.has('all')
  const ranking = begun.finalAt !== null && reachFor(actor, assessment, 'rank').size > 0
  if (!everything && !ranking && !begun.scheme.objects.some(({ agency }) => own(agency))) return undefined
  return { everything, ranking: everything || ranking, sheet: own, points: everything || begun.publishedAt !== null }
}
