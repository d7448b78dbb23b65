import { inputOf, leavesOf, namesIn, type Inputs, type Scheme } from './scheme.ts'
import type { Score } from './score.ts'

/** One cell: what a spreadsheet would take for a formula is words. @source RFC 4180 2 */
const cell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Lines of a table, UTF-8 with a mark so that spreadsheets read Chinese. */
const table = (rows: readonly (readonly string[])[]) =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

/** Every value that the scores are made of; empty where there is none. */
export const inputsCsv = (scheme: Scheme, inputs: Inputs): string =>
  table([
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
  return table([
    ['agency', 'name', 'group', 'total', 'rank', 'grade'],
    ...scores.map(({ agency, group, total, rank, grade }) => [
      ...[agency, named.get(agency) ?? agency, scheme.groups[group] ?? group, total, String(rank), grade],
    ]),
  ])
}
