import { agencyDuty, dataItem, dataResource, dataSystem } from '#commons/data-resource'
import { casesPage, listPage } from '#platform'
import { gradingRun, itemReview, resourceRun } from './cases.ts'
import { dataGrading } from './registers.ts'

export const pages = [
  listPage(dataResource),
  listPage(dataItem),
  listPage(dataGrading),
  listPage(dataSystem),
  listPage(agencyDuty),
  casesPage(resourceRun, { columns: ['provider', 'sharing', 'grade'] }),
  casesPage(gradingRun, { columns: ['grade', 'before'] }),
  casesPage(itemReview, { columns: ['type', 'tier'] }),
]
