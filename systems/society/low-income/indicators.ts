import { defineIndicator } from '#platform'
import { verifyWarning } from './cases.ts'

/** How many warnings wait to be looked into. */
export const openWarnings = defineIndicator('open-warnings', {
  title: '在办预警',
  unit: '件',
  says: '还没有认定的低收入人口预警件数。',
  of: verifyWarning,
  formula: 'count',
  gives: ({ closedAt }) => closedAt === null,
  counted: 'at-once',
})
