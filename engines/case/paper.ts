import type { House } from '#kernel/engine'
import { dayOf } from '#kernel/clock'
import type { Agency } from '#engines/identity'
import { documentFaults, writeOut } from '#engines/document/run'
import { directoryOf, identityFaults } from '#engines/identity/run'
import { actionOf, type AnyCase, type OnPaper, type Paper, type Signature } from './index.ts'
import type { Party } from './party.ts'
import type { SeenOnPaper, Whole } from './read.ts'
import type { TrailStep } from './row.ts'
import { whoHolds } from './who-holds.ts'

/** The papers of a kind of case. */
export const papersOf = (house: House, declared: Pick<AnyCase, 'name'>): Paper[] =>
  [...house.parts<Paper>('paper').values()].filter(({ of }) => of.name === declared.name)

/** Who of the parties has taken an action in the round that was last begun, and when. */
function signaturesOf(declared: AnyCase, action: string, parties: readonly Party[], trail: readonly TrailStep[]) {
  const asked = actionOf(declared, action)
  // A paper that was written anew is signed anew: only what follows the last other act that led here counts.
  const round = trail.slice(
    0,
    Math.max(
      0,
      trail.findIndex((step) => leadsTo(declared, step, action)),
    ),
  )
  return (asked?.takenBy ?? []).map((role): Signature => {
    const person = parties.find((party) => party.role === role)?.person
    const step = person && round.find((one) => one.action === action && (one.behalf ?? one.actor) === person)
    const title = declared.parties[role]?.title ?? role
    return step
      ? { title, name: step.behalfName ?? step.actorName, on: dayOf(step.at) }
      : { title, name: null, on: null }
  })
}

/** Whether a step brought the case into a state in which an action is taken. */
const leadsTo = (declared: AnyCase, { from, to }: TrailStep, action: string): boolean =>
  from !== to && declared.states[to]?.actions?.[action] !== undefined

/**
 * A case on paper, in Word, for its parties and for those who see all of what it is about.
 * @param seen what it may show its reader
 * @throws document/not-printed identity/not-granted
 */
export async function onPaper(
  house: House,
  declared: AnyCase,
  name: string,
  { row, subject, trail, parties }: Pick<Whole, 'row' | 'subject' | 'trail' | 'parties'>,
  { nested, sees }: SeenOnPaper,
): Promise<{ title: string; file: Buffer }> {
  const paper = papersOf(house, declared).find((one) => one.name === name)
  if (!paper?.in.includes(row.state)) throw documentFaults['not-printed']({ register: declared.title })
  if (!sees) throw identityFaults['not-granted']({ action: `看${paper.title}`, on: declared.title })
  const found: OnPaper = {
    ...{ record: subject, facts: row.facts, handler: row.handlerName },
    agency: directoryOf(house).agencies.get(row.agency) as Agency,
    called: whoHolds(row, directoryOf(house)).called,
    under: ({ name: register }) => (nested[register]?.rows ?? []) as never,
    signed: (action) => signaturesOf(declared, action, parties, trail),
    today: dayOf(house.clock.now()),
  }
  return { title: `${paper.title}（${row.title}）`, file: await writeOut(paper.writes(found as never)) }
}
