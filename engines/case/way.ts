import type { State } from './index.ts'

/**
 * The states that one may lead to, first the one it leads to when all goes well: by the action offered first, by what it
 * awaits, by the cases under it, by a day of its subject, by what its subject has come to say, or by the first of its other actions. What the clock does with
 * one that is late comes last.
 */
export function leadsTo(state: State): string[] {
  const moving = Object.entries(state.actions ?? {}).filter(([, { to }]) => to !== 'stays')
  const inOrder = [
    ...moving.filter(([, { primary }]) => primary),
    ...moving.filter(([name]) => name === state.awaits),
  ].map(([, { to }]) => to)
  const parts = state.parts ? [state.parts.done, ...Object.values(state.parts.ends ?? {})] : []
  return [
    ...new Set([
      ...inOrder,
      ...parts,
      ...Object.values(state.until ?? {}),
      ...Object.keys(state.follows ?? {}),
      ...moving.map(([, { to }]) => to),
      ...(state.overdue ? [state.overdue] : []),
    ]),
  ] as string[]
}
