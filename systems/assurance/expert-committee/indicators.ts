import { defineIndicator } from '#platform'
import { reviewing } from './cases.ts'

/** How many reviews came to a result. */
export const reviewsHeld = defineIndicator('expert-reviews-held', {
  title: '完成专家评审',
  unit: '件',
  says: '已经形成结论的评审事项件数。',
  of: reviewing,
  formula: 'count',
  gives: ({ state }) => state === 'concluded',
  counted: 'at-once',
})
