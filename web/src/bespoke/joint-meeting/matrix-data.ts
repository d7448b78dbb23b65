import { queryOptions } from '@tanstack/react-query'
import type { LineFace, SignalFace } from '../../../../platform/manifest.ts'
import { get } from '../../shell/api.ts'

/** The lines by which work that falls behind climbs, and the duties in the order in which they hear. */
interface Lines {
  duties: LineFace['duty'][]
  rows: LineFace[]
}

export const dutyLines = queryOptions({
  queryKey: ['duties', 'lines'],
  queryFn: ({ signal }) => get<Lines>('/duties/lines', signal),
})

/** One row of the matrix: an agency in a domain, with its line for each duty. */
export interface MatrixRow {
  domain: string
  agency: string
  lines: LineFace[]
}

/** Lines by domain and agency; within a domain those with something wrong come first. @param domains in their order */
export function matrixOf(lines: readonly LineFace[], domains: readonly string[]): MatrixRow[] {
  const groups = Map.groupBy(lines, ({ per, agency }) => `${per} ${agency}`)
  const rows = [...groups.values()].flatMap((group): MatrixRow[] =>
    group[0] ? [{ domain: group[0].per ?? '', agency: group[0].agency, lines: group }] : [],
  )
  const wrong = ({ lines: of }: MatrixRow) => of.some(({ faults }) => faults.length > 0)
  return rows.toSorted(
    (a, b) =>
      domains.indexOf(a.domain) - domains.indexOf(b.domain) ||
      Number(wrong(b)) - Number(wrong(a)) ||
      a.agency.localeCompare(b.agency),
  )
}

/** What is wrong with a line, as a light: colour, shape and word. */
export const faultLights: Record<LineFace['faults'][number]['fault'], SignalFace> = {
  vacant: { title: '空缺', shape: 'late' },
  away: { title: '外出', shape: 'near' },
  ends: { title: '将届满', shape: 'near' },
  alone: { title: '不成对', shape: 'wait' },
}
