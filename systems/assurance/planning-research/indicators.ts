import { defineIndicator } from '#platform'
import { milestoneYear, research } from './cases.ts'

/** How many of the milestones whose year has begun are met. */
export const milestonesMet = defineIndicator('milestones-met-share', {
  title: '里程碑完成率',
  unit: '%',
  says: '已完成的里程碑，占已转为任务的里程碑的比率。',
  of: milestoneYear,
  formula: 'share',
  gives: ({ state }) => (['waiting', 'dropped', 'merged'].includes(state) ? null : state === 'met'),
  counted: 'at-once',
})

/** How many topics came into a plan. */
export const topicsAdopted = defineIndicator('research-topics-adopted', {
  title: '写入计划的课题',
  unit: '项',
  says: '结论写入年度计划条目的研究课题数。',
  of: research,
  formula: 'count',
  gives: ({ state }) => state === 'adopted',
  counted: 'at-once',
})
