import { rosterMember } from '#commons/joint-meeting'
import { plan, planItem, planTask } from '#commons/plan'
import { bespokePage, casesPage, listPage } from '#platform'
import { bulletinIssue, countySupervision, deferral, planAdoption, taskSupervision } from './cases.ts'
import { bulletin, planDoubt, planTarget } from './registers.ts'

const inPost = ['officer', 'leader'] as const
const atHome = ['visitor', 'citizen', 'enterprise'] as const
const everyone = [...atHome, ...inPost] as const

export const pages = [
  bespokePage('plan', '计划', 'plan', {
    meets: [
      { for: everyone, in: ['front'], rank: 10 },
      { for: inPost, in: ['menu', 'thumb'], rank: 10, icon: 'plan' },
      { for: ['visitor'], in: ['thumb'], rank: 10, icon: 'plan' },
      { for: atHome, in: ['reading'], rank: 10, title: '年度计划' },
      { for: ['leader'], in: ['home'], rank: 30, says: '逐句看：谁牵头、到哪一步、凭什么' },
    ],
  }),
  bespokePage('board', '看板', 'board', {
    meets: [
      { for: inPost, in: ['menu', 'thumb'], rank: 30, icon: 'board' },
      { for: atHome, in: ['reading'], rank: 30 },
      { for: ['leader'], in: ['home'], rank: 10, says: '各条各县区亮什么灯，哪里在拖' },
    ],
  }),
  bespokePage('indicators', '指标', 'indicators', {
    meets: [{ for: ['leader'], in: ['home'], rank: 20, says: '答应的数，今天数出来是多少' }],
  }),
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
