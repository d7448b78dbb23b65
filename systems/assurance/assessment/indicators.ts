import { defineIndicator } from '#platform'
import { reviewing, telling } from './cases.ts'

/** How much of what was told stood at the first look. */
export const acceptedAtOnce = defineIndicator('assessment-accepted-at-once', {
  title: '自评一次认可率',
  unit: '%',
  says: '没有退回过就认可的自评，占已初审自评的比率。',
  of: reviewing,
  formula: 'share',
  gives: ({ state, facts }) => (state === 'reviewed' ? facts.returned !== true : null),
  counted: 'at-once',
})

/** How many of those who were asked have told all. */
export const toldShare = defineIndicator('assessment-told-share', {
  title: '自评完成率',
  unit: '%',
  says: '确认自评完成的单位，占收到自评任务单位的比率。',
  of: telling,
  formula: 'share',
  gives: ({ state }) => (state === 'over' ? null : state === 'told'),
  counted: 'at-once',
})
