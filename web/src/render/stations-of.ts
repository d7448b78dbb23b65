import type { CaseDetail, CaseFace } from '../../../platform/manifest.ts'
import { shortInstant } from '../look/dates.ts'
import type { Station } from '../look/stations.tsx'

/** The way of a case: states it has been in, where it stands, and those it may still reach. */
export function stationsOf(face: CaseFace, detail: CaseDetail, now: string): Station[] {
  const entered = new Map<string, string>()
  for (const step of detail.trail.toReversed()) if (!entered.has(step.to)) entered.set(step.to, step.at)
  const over = face.states[detail.state]?.final === true
  return Object.entries(face.states).flatMap(([name, state]): Station[] => {
    if (name === detail.state) {
      const due = detail.stateDueAt && !over ? `，须在 ${shortInstant(detail.stateDueAt, now)} 前` : ''
      return [{ name, title: state.title, standing: 'current', note: `${shortInstant(detail.stateSince, now)} 起${due}` }]
    }
    const at = entered.get(name)
    if (at) return [{ name, title: state.title, standing: 'past', note: shortInstant(at, now) }]
    return over ? [] : [{ name, title: state.title, standing: 'ahead' }]
  })
}
