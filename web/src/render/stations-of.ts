import type { CaseDetail, CaseFace } from '../../../platform/manifest.ts'
import { shortInstant } from '../look/dates.ts'
import type { Station } from '../look/stations.tsx'

/** Most states that are still drawn one by one ahead; a case with a longer way shows only where it ends. */
const fewAhead = 4

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
  return over ? [...past, current] : [...past, current, ...ahead(face, detail.state)]
}

/** The states that still lie ahead when all goes well, and how else it may end. */
function ahead(face: CaseFace, state: string): Station[] {
  const way: string[] = []
  for (let at = next(face, state); at && at !== state && !way.includes(at); at = next(face, at)) way.push(at)
  const end = way.find((name) => face.states[name]?.final)
  const between = way.filter((name) => name !== end)
  const others = [...reachable(face, state)].filter((name) => name !== end && face.states[name]?.final)
  const titled = (name: string, note?: string): Station => ({
    name: `ahead:${name}`,
    title: face.states[name]?.title ?? name,
    standing: 'ahead',
    ...(note && { note }),
  })
  return [
    ...(between.length <= fewAhead ? between : []).map((name) => titled(name)),
    ...(end ? [titled(end, others.length > 0 ? `或${others.map((name) => titled(name).title).join('、')}` : '')] : []),
  ]
}

/** What comes after a state; nothing after an end, though something may be done in it yet. */
const next = (face: CaseFace, state: string) => (face.states[state]?.final ? undefined : face.states[state]?.leadsTo[0])

function reachable(face: CaseFace, from: string): Set<string> {
  const seen = new Set([from])
  for (const name of seen)
    if (!face.states[name]?.final) for (const to of face.states[name]?.leadsTo ?? []) seen.add(to)
  return seen
}
