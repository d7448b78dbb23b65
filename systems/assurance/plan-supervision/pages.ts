import { bespokePage, casesPage, listPage } from '#platform'
import { countySupervision, planAdoption, taskSupervision } from './cases.ts'
import { plan, planDoubt, planItem, planTarget, planTask, rosterMember } from './registers.ts'

export const pages = [
  bespokePage('plan', '计划', 'plan'),
  casesPage(taskSupervision, { columns: ['number', 'content'] }),
  casesPage(countySupervision, { columns: ['number', 'content'] }),
  casesPage(planAdoption),
  listPage(plan),
  listPage(planItem),
  listPage(planTask),
  listPage(planTarget),
  listPage(planDoubt),
  listPage(rosterMember),
]
