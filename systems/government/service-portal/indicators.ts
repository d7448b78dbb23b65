import { application } from '#commons/service-application'
import { defineIndicator } from '#platform'
import { enquiryRun } from './cases.ts'
import { mobileApp } from './registers.ts'

/** How many standard apps the province's application has and can open. */
export const appsSupplied = defineIndicator('mobile-apps-supplied', {
  title: '接入苏服办的标准应用',
  unit: '个',
  says: '同意接入、每一步联调都通过，而且“苏服办”已经装上的标准应用；登记了但没有通过的不算。',
  of: mobileApp,
  formula: 'count',
  gives: ({ standing, tested, installed }) => standing === 'agreed' && tested === 'passed' && installed !== null,
  counted: 'at-once',
})

/** How many applications came through them, by month. */
export const applicationsInApps = defineIndicator('applications-in-apps', {
  title: '标准应用办件',
  unit: '件',
  says: '群众从“苏服办”里的盐城应用交上来的办件，按申请日期归月。',
  of: application,
  formula: 'count',
  gives: ({ door }) => door === 'app',
  on: ({ on }) => on,
  counted: 'at-once',
})

/** How many questions were answered in their time. */
export const enquiriesInTime = defineIndicator('enquiries-in-time', {
  title: '咨询按期答复率',
  unit: '%',
  says: '已经答复和逾期没有答复的咨询里，没有逾期过的比率。',
  of: enquiryRun,
  formula: 'share',
  gives: ({ state, record: { late } }) => (late ? false : ['answered', 'closed'].includes(state) ? true : null),
  counted: 'at-once',
})
