import type { Row } from '#kernel/database'
import { issueSays, shapeOf } from '#kernel/field'
import { faults } from '../faults.ts'
import type { Dataset } from '../index.ts'

/** Every row that is told has each field of the dataset, within its limits, and nothing else. @returns the rows as they are kept @throws exchange/not-told */
export function everyRowFitsItsDataset({ fields, title }: Dataset, rows: readonly Row[]): Row[] {
  const told = rows.map((row) => shapeOf(fields).safeParse(row, { reportInput: true }))
  const wrong = told.flatMap((one, at) =>
    one.success ? [] : one.error.issues.map((issue) => `第 ${at + 1} 行 ${issueSays(fields, issue)}`),
  )
  if (wrong.length > 0) throw faults['not-told']({ title, wrong })
  return told.map(({ data }) => data as Row)
}
