import type { CaseDetail, CaseFace } from '../../../platform/manifest.ts'

/** Whom a case waits for and for what, in a sentence: the parties whose act is awaited, or its agency. */
export function awaitedIn(face: CaseFace, detail: CaseDetail, names: { agency: (id: string) => string }): string {
  const state = face.states[detail.state]
  const stands = `当前状态“${state?.title ?? ''}”`
  const awaited = face.actions[state?.awaits ?? '']
  if (awaited && awaited.takenBy.length > 0)
    return `等${awaited.takenBy.map((party) => face.parties[party]).join('、')}${awaited.title}，${stands}。`
  return `现在由${names.agency(detail.agency)}${awaited ? awaited.title : '办理'}，${stands}。`
}
