import { bespokePage, casesPage, listPage } from '#platform'
import { bulletinIssue, countySupervision, deferral, planAdoption, taskSupervision } from './cases.ts'
import { bulletin, plan, planDoubt, planItem, planTarget, planTask, rosterMember } from './registers.ts'

export const pages = [
  bespokePage('plan', '计划', 'plan'),
  bespokePage('board', '看板', 'board'),
  bespokePage('indicators', '指标', 'indicators'),
  casesPage(taskSupervision, { columns: ['number', 'content'] }),
  casesPage(countySupervision, { columns: ['number', 'content'] }),
  casesPage(deferral, { columns: ['number', 'content'] }),
  casesPage(planAdoption),
  casesPage(bulletinIssue, { columns: ['month'] }),
  listPage(plan),
  listPage(planItem),
  listPage(planTask),
  listPage(planTarget),
  listPage(planDoubt),
  listPage(rosterMember),
  listPage(bulletin),
]
