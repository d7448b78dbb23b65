import type { ActionFace, CaseDetail } from '../../../platform/manifest.ts'

/** What a form starts with: the present month, and the record's values that it corrects. */
export function startOf(
  { fields, starts }: ActionFace,
  { record }: CaseDetail,
  month: string,
): Record<string, unknown> {
  const months = Object.entries(fields).filter(([, field]) => field.widget === 'month')
  return Object.fromEntries([
    ...months.map(([name]) => [name, month]),
    ...Object.entries(starts).map(([name, of]) => [name, record[of]]),
  ])
}
