import type { Appointing, Ending, Mandating, Naming } from './asked.ts'
import { aMandateEndsWithinThreeYears } from './rules/a-mandate-ends-within-three-years.ts'
import { aMandateNamesActsThatAreThere } from './rules/a-mandate-names-acts-that-are-there.ts'
import { aNameIsOneAgencysAlone } from './rules/a-name-is-one-agencys-alone.ts'
import { aNameIsSaidOfNewPeopleAlone } from './rules/a-name-is-said-of-new-people-alone.ts'
import { aSuccessorStaysAtTheAgency } from './rules/a-successor-stays-at-the-agency.ts'
import { anActingPostIsTheAgencysAndEnds } from './rules/an-acting-post-is-the-agencys-and-ends.ts'
import { anAgencyAndAPlaceAreKnownAndInReach } from './rules/an-agency-and-a-place-are-known-and-in-reach.ts'
import { nobodyAppointsThemselves } from './rules/nobody-appoints-themselves.ts'
import { nobodyGivesFurtherThanTheyReach } from './rules/nobody-gives-further-than-they-reach.ts'
import { somebodyIsLeftWhoAppoints } from './rules/somebody-is-left-who-appoints.ts'
import { whoActsForAnotherGrantsNothingInTheirName } from './rules/who-acts-for-another-grants-nothing-in-their-name.ts'

/**
 *                                              appoint    end        mandate    name
 * the desk reaches the agency                  appointments.ts
 * the agency and the place are known, in reach ●
 * an acting post is the agency's, and ends     ●
 * nobody gives further than they reach         ●
 * nobody appoints themselves                   ●
 * a name is said of new people alone           ●
 * the post is there, and the desk reaches it              appointments.ts
 * somebody is left who appoints                           ●
 * a successor stays at the agency                         ●
 * who acts for another grants nothing                                ●
 * a mandate names acts that are there                                ●
 * a mandate ends within three years                                  ●
 * a party is spoken for by its own                                   mandates.ts
 * an agent is somebody else                                          mandates.ts
 * a name is one agency's alone                                                  ●
 *
 * A mandate is taken back by whom it binds, and papers are checked of somebody else whose number is nobody's yet: the
 * statements of mandates.ts and appointments.ts change no other row.
 */
const guards = {
  appoint: [
    anAgencyAndAPlaceAreKnownAndInReach,
    anActingPostIsTheAgencysAndEnds,
    nobodyGivesFurtherThanTheyReach,
    nobodyAppointsThemselves,
    aNameIsSaidOfNewPeopleAlone,
  ],
  end: [somebodyIsLeftWhoAppoints, aSuccessorStaysAtTheAgency],
  mandate: [whoActsForAnotherGrantsNothingInTheirName, aMandateNamesActsThatAreThere, aMandateEndsWithinThreeYears],
  name: [aNameIsOneAgencysAlone],
} as const

/**
 * Every rule that guards a verb of the desks, in the order it is asked.
 * @throws identity/no-such-agency identity/no-such-position identity/acting-until identity/role-beyond-reach identity/not-oneself identity/account-taken identity/no-such-person
 * @throws identity/last-administrator identity/not-representative identity/mandate-acts identity/mandate-days identity/agency-known
 */
export async function guard(verb: 'appoint', asked: Appointing): Promise<void>
export async function guard(verb: 'end', asked: Ending): Promise<void>
export async function guard(verb: 'mandate', asked: Mandating): Promise<void>
export async function guard(verb: 'name', asked: Naming): Promise<void>
export async function guard(verb: keyof typeof guards, asked: Appointing | Ending | Mandating | Naming) {
  for (const rule of guards[verb]) await rule(asked as never)
}
