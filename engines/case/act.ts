import type { AnyCase } from './index.ts'
import { actionMustLeaveThisState } from './rules/action-must-leave-this-state.ts'
import { formMustBeComplete } from './rules/form-must-be-complete.ts'
import { nobodyWasFaster } from './rules/nobody-was-faster.ts'

/** An act that is asked for; a rule refuses it by throwing, or brings its form into shape. */
export interface Asked {
  declared: AnyCase
  held: { state: string; version: number }
  action: string
  version: number | undefined
  form: Record<string, unknown>
}

/**
 *                                 act by a person   act by the clock
 * the case is found in scope      run.ts            run.ts
 */
const guards = {
  person: [nobodyWasFaster, actionMustLeaveThisState, formMustBeComplete],
  clock: [],
} as const

/** Every rule that guards an act, in the order it is asked. @throws case/stale-version case/out-of-order case/no-such-action case/form-incomplete */
export function guard(by: keyof typeof guards, asked: Asked) {
  for (const rule of guards[by]) rule(asked)
}
