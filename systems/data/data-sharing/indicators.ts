import { defineIndicator } from '#platform'
import { agreementRun } from './cases.ts'
import { agreement } from './registers.ts'

/** Contracts that may be called. */
export const agreementsLive = defineIndicator('sharing-agreements-live', {
  title: '生效的数据共享协议',
  unit: '个',
  says: '提供单位同意、没有终止的数据共享协议；异常暂停的不算。',
  of: agreement,
  formula: 'count',
  gives: ({ standing, stopped }) => standing === 'live' && stopped === null,
  counted: 'at-once',
})

/** How many requests were answered in their ten days. */
export const answeredInTime = defineIndicator('sharing-answered-in-time', {
  title: '数据共享按期答复率',
  unit: '%',
  says: '已经答复和逾期没有答复的共享申请里，没有逾期过的比率。',
  of: agreementRun,
  formula: 'share',
  gives: ({ state, record: { late } }) => (late ? false : state === 'asked' ? null : true),
  counted: 'at-once',
})
