import { csvOf } from '#kernel/sheet'
import { inputOf, leavesOf, namesIn, type Inputs, type Scheme } from './scheme.ts'
import type { Score } from './score.ts'

/** Every value that the scores are made of; empty where there is none. */
export const inputsCsv = (scheme: Scheme, inputs: Inputs): string =>
  csvOf([
    ['group', 'agency', 'name', 'code', 'leaf', 'value'],
    ...scheme.objects.flatMap(({ agency, name, group }) =>
      leavesOf(scheme, group).map(({ code, title }) => [
        ...[group, agency, name, code, title, inputs.get(inputOf(agency, code)) ?? ''],
      ]),
    ),
  ])

/** Every total, rank and grade. */
export function scoresCsv(scheme: Scheme, scores: readonly Score[]): string {
  const named = namesIn(scheme)
  return csvOf([
    ['agency', 'name', 'group', 'total', 'rank', 'grade'],
    ...scores.map(({ agency, group, total, rank, grade }) => [
      ...[agency, named.get(agency) ?? agency, scheme.groups[group] ?? group, total, String(rank), grade],
    ]),
  ])
}
