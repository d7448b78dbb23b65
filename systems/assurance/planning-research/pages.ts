import { casesPage, listPage } from '#platform'
import { milestoneYear, multiYearRun, research, study } from './cases.ts'
import { milestone, multiYearPlan, topic } from './registers.ts'

export const pages = [
  listPage(multiYearPlan, { meets: [{ for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 68 }] }),
  listPage(milestone),
  listPage(topic, {
    meets: [{ for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 69, title: '课题征集' }],
  }),
  casesPage(multiYearRun, { columns: ['fromYear', 'toYear', 'standing'] }),
  casesPage(milestoneYear, { columns: ['year', 'startsOn', 'dueOn'] }),
  casesPage(research, { columns: ['callUntil', 'standing'] }),
  casesPage(study, { columns: ['researcher', 'price', 'until'] }),
]
