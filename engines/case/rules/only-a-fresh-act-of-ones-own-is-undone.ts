import type { Actor } from '#engines/identity'
import { faults } from '../faults.ts'
import type { Before } from '../row.ts'

/** Minutes within which an act may be taken back. */
const fresh = 10

/** The newest step of a case; `before` is there when its act is reversible. */
export interface LastStep {
  actor: string | null
  at: Date
  before: Before | null
}
export interface Undoing {
  held: { version: number }
  version: number | undefined
  last: LastStep | undefined
  actor: Actor
  now: Date
}

/** Whether a person may take the last step back now. */
export const mayUndo = (last: LastStep, actor: Actor, now: Date): boolean =>
  last.before !== null && last.actor === actor.person && now.getTime() - last.at.getTime() <= fresh * 60_000

/** An act is taken back by its own actor, within ten minutes, while nothing has followed. @throws case/not-undone */
export function onlyAFreshActOfOnesOwnIsUndone({ last, actor, now }: Undoing) {
  if (!last || !mayUndo(last, actor, now)) throw faults['not-undone']()
}
