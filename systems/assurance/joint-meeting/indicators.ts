import { defineIndicator } from '#platform'
import { followUp } from './cases.ts'
import { chiefDataOfficer } from './registers.ts'

/** How many resolutions were carried out by the day that the meeting set, of those that were carried out or are past it. */
export const resolutionsOnTime = defineIndicator('joint-resolutions-on-time', {
  title: '决议按期落实率',
  unit: '%',
  says: '会议定的日期以内落实的决议，占已落实和已过期的决议的比率；没到期的还不算。',
  of: followUp,
  formula: 'share',
  gives: ({ signal, state }) => (state === 'merged' || signal === 'ok' ? null : signal === 'done'),
  counted: 'at-once',
})

/** How many agencies have a chief data officer. */
export const agenciesWithOfficer = defineIndicator('agencies-with-chief-data-officer', {
  title: '有首席数据官的单位数',
  unit: '家',
  says: '有首席数据官在任的单位家数，正在交接的也算。',
  of: chiefDataOfficer,
  formula: 'count',
  gives: ({ standing }) => standing === 'serving',
  counted: 'at-once',
})
