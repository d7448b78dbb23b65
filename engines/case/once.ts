import type { Action } from './index.ts'
import type { TrailStep } from './row.ts'

/** Whether an action that is taken once in the life of a case was taken. */
export const wasTaken = (action: Action, name: string, trail: readonly Pick<TrailStep, 'action'>[]): boolean =>
  action.once === true && trail.some((step) => step.action === name)
