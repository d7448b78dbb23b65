import type { CaseDetail, CaseFace } from '../../../platform/manifest.ts'
import { shortInstant } from '../look/dates.ts'
import type { Station } from '../look/stations.tsx'

/** Most states that are still drawn one by one ahead; a case with more ways than that shows only where it ends. */
const fewAhead = 2

/** The way of a case: the states it has been in, where it stands, what may lie between, and its end. */
export function stationsOf(face: CaseFace, detail: CaseDetail, now: string): Station[] {
  const entered = new Map<string, string>()
  const stood = detail.trail.filter((_, at) => detail.trail[at - 1]?.action !== 'undo')
  for (const step of stood.toReversed()) if (!entered.has(step.to)) entered.set(step.to, step.at)
  entered.delete(detail.state)
  const over = face.states[detail.state]?.final === true
  const past = [...entered].flatMap(([name, at]): Station[] => {
    const state = face.states[name]
    return state ? [{ name, title: state.title, standing: 'past', note: shortInstant(at, now) }] : []
  })
  const due = detail.stateDueAt && !over ? `，须在 ${shortInstant(detail.stateDueAt, now)} 前` : ''
  const current: Station = {
    name: detail.state,
    title: face.states[detail.state]?.title ?? detail.state,
    standing: 'current',
    note: `${shortInstant(detail.stateSince, now)} 起${due}`,
  }
  return over ? [...past, current] : [...past, current, ...ahead(face, detail.state, entered)]
}

function ahead(face: CaseFace, state: string, entered: Map<string, string>): Station[] {
  const names = Object.keys(face.states)
  const later = Object.entries(face.states).slice(names.indexOf(state) + 1)
  const between = later.filter(([name, one]) => !one.final && !entered.has(name))
  const [end, ...others] = Object.values(face.states).filter((one) => one.final)
  return [
    ...(between.length <= fewAhead ? between : []).map(([name, one]): Station => ({
      name,
      title: one.title,
      standing: 'ahead',
    })),
    ...(end
      ? [
          {
            name: 'end',
            title: end.title,
            standing: 'ahead' as const,
            ...(others.length > 0 ? { note: `或${others.map((one) => one.title).join('、')}` } : {}),
          },
        ]
      : []),
  ]
}
