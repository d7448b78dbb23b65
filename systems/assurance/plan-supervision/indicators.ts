import { plan } from '#commons/plan'
import { defineBulletin, defineIndicator } from '#platform'
import { countySupervision, taskSupervision } from './cases.ts'
import { bulletin, planDoubt } from './registers.ts'
import { draftBulletin } from './rules.ts'

const open = (row: { closedAt: Date | null }) => row.closedAt === null
/** What was merged into another, carried on or ended with its task counts there, not here. */
const gone = (row: { signal: string | null }) => row.signal === 'gone'

const progressOf = ({ state, facts }: { state: string; facts: { percent?: number } }) =>
  state === 'completed' ? 100 : (facts.percent ?? 0)

/** How much of the work that is under way keeps its pace. */
export const onTrackShare = defineIndicator('on-track-share', {
  title: '任务按期率',
  unit: '%',
  says: '灯为“按期”“持续”“待认定”或“完成”的任务，占全部任务的比率。',
  of: taskSupervision,
  formula: 'share',
  gives: (task) => (gone(task) ? null : ['ok', 'on', 'review', 'done'].includes(task.signal ?? '')),
  counted: 'at-once',
})

/** How many tasks are past their day. */
export const overdueTasks = defineIndicator('overdue-tasks', {
  title: '逾期任务数',
  unit: '件',
  says: '过了完成日期还没有办结的任务件数。',
  of: taskSupervision,
  formula: 'count',
  gives: (task) => open(task) && task.signal === 'late',
  counted: 'at-once',
})

/** How far the tasks are on the whole; what was never reported counts as nothing done. */
export const meanProgress = defineIndicator('mean-progress', {
  title: '任务平均进度',
  unit: '%',
  says: '全部任务最近一次所报进度的平均数，没有报过的按 0 计，办结的按 100 计。',
  of: taskSupervision,
  formula: 'mean',
  gives: (task) => (gone(task) ? null : progressOf(task)),
  counted: 'at-once',
})

/** How many tasks were found complete, month by month. */
export const completedTasks = defineIndicator('completed-tasks', {
  title: '办结任务数',
  unit: '件',
  says: '当月认定办结的任务件数。',
  of: taskSupervision,
  formula: 'count',
  gives: ({ state }) => state === 'completed',
  on: ({ closedAt, state }) => (state === 'completed' && closedAt ? closedAt.toISOString().slice(0, 10) : null),
  counted: 'at-once',
})

/** How far each county-level unit is with what it was given. */
export const countyProgress = defineIndicator('county-progress', {
  title: '县区平均进度',
  unit: '%',
  says: '各县（市、区）和功能区承担的任务最近一次所报进度的平均数，没有报过的按 0 计。',
  of: countySupervision,
  formula: 'mean',
  gives: (task) => (gone(task) ? null : progressOf(task)),
  counted: 'by-job',
})

/** How much of what the reader could not decide has been settled by a person. */
export const settledDoubts = defineIndicator('settled-doubts', {
  title: '存疑处理率',
  unit: '%',
  says: '已处理的存疑占全部存疑的比率。',
  of: planDoubt,
  formula: 'share',
  gives: ({ standing }) => standing === 'settled',
  counted: 'by-job',
})

/** The month's bulletin on how the plan stands. */
export const monthlyBulletin = defineBulletin('monthly-bulletin', {
  title: '起草督办通报',
  about: plan,
  boards: {
    agencies: { of: taskSupervision, by: 'agency' },
    counties: { of: countySupervision, by: 'agency' },
  },
  late: taskSupervision,
  indicators: { onTrack: onTrackShare, progress: meanProgress },
  into: bulletin,
  compose: draftBulletin,
})
