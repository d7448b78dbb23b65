import { defineIndicator } from '#platform'
import { packageRun } from './cases.ts'
import { servicePackage } from './registers.ts'

/** How many packages are offered. */
export const packagesOffered = defineIndicator('one-thing-packages', {
  title: '高效办成一件事',
  unit: '件',
  says: '现在可以办的一件事的件数。',
  of: servicePackage,
  formula: 'count',
  gives: ({ standing }) => standing === 'in-force',
  counted: 'at-once',
})

/** How many of those that have ended were done whole. */
export const doneWhole = defineIndicator('one-thing-done-share', {
  title: '一件事全部办结率',
  unit: '%',
  says: '已经结束的一件事里，每一项都办结的比率。',
  of: packageRun,
  formula: 'share',
  gives: ({ closedAt, state }) => (closedAt === null ? null : state === 'done'),
  counted: 'at-once',
})
