import type { Asked } from './asked.ts'
import { anotherHandTakesIt } from './rules/another-hand-takes-it.ts'
import { actionMustLeaveThisState } from './rules/action-must-leave-this-state.ts'
import { eachPartyActsOnce } from './rules/each-party-acts-once.ts'
import { formMustBeComplete } from './rules/form-must-be-complete.ts'
import { nobodyWasFaster } from './rules/nobody-was-faster.ts'
import { nothingStandsInTheWay } from './rules/nothing-stands-in-the-way.ts'
import { itGoesDownWithinTheArea } from './rules/it-goes-down-within-the-area.ts'
import { itGoesUpToWhoIsThere } from './rules/it-goes-up-to-who-is-there.ts'
import { itIsHandedBackToWhoeverHandedItOver } from './rules/it-is-handed-back-to-whoever-handed-it-over.ts'
import { theCityIsSureEnoughOfWhoActs } from './rules/the-city-is-sure-enough-of-who-acts.ts'
import { theSpanOfTheActionHasNotPassed } from './rules/the-span-of-the-action-has-not-passed.ts'
import { whatIsDoneOnceIsNotDoneAgain } from './rules/what-is-done-once-is-not-done-again.ts'
import { whoeverHasTheCaseActs } from './rules/whoever-has-the-case-acts.ts'
import { onlyAFreshActOfOnesOwnIsUndone, type Undoing } from './rules/only-a-fresh-act-of-ones-own-is-undone.ts'

/**
 *                                     act                        undo
 * the case is found in scope          acting.ts                  acting.ts
 * nobody was faster                   ●                          ●
 * the action leaves this state        ●
 * the span of the action has not passed ●
 * each party acts once                ●
 * whoever has the case acts           ●
 * another hand takes it               ●
 * what is done once is not done again ●
 * it is handed back to whoever handed it over ●
 * it goes up to who is there          ●
 * the city is sure of who acts        ●
 * the form is complete                ●
 * it goes down within the area        ●
 * nothing stands in the way           ●
 * nothing that it waits for is open   acting.ts
 * nothing in the rows beside stands in the way acting.ts
 * agencies and regions it names are known acting.ts
 * rows it names may be read           acting.ts
 * colleagues it names work here       acting.ts
 * the act is fresh and one's own                                 ●
 */
const guards = {
  act: [
    nobodyWasFaster,
    actionMustLeaveThisState,
    theSpanOfTheActionHasNotPassed,
    eachPartyActsOnce,
    whoeverHasTheCaseActs,
    anotherHandTakesIt,
    whatIsDoneOnceIsNotDoneAgain,
    itIsHandedBackToWhoeverHandedItOver,
    itGoesUpToWhoIsThere,
    theCityIsSureEnoughOfWhoActs,
    formMustBeComplete,
    itGoesDownWithinTheArea,
    nothingStandsInTheWay,
  ],
  undo: [nobodyWasFaster, onlyAFreshActOfOnesOwnIsUndone],
} as const

/** Every rule that guards an act, in the order it is asked. @throws case/stale-version case/out-of-order case/no-such-action identity/step-up-needed case/form-incomplete case/not-now case/not-undone */
export function guard(verb: 'act', asked: Asked): void
export function guard(verb: 'undo', asked: Undoing): void
export function guard(verb: keyof typeof guards, asked: Asked | Undoing) {
  for (const rule of guards[verb]) rule(asked as never)
}
