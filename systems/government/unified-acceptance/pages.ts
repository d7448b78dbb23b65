import { itemNeed, serviceItem } from '#commons/service-item'
import { casesPage, listPage } from '#platform'
import { handling } from '#commons/service-handling'
import { itemChanging, itemRun, redress } from './cases.ts'
import { application } from '#commons/service-application'
import { rating } from '#commons/service-rating'

export const pages = [
  listPage(serviceItem, {
    title: '办事指南',
    meets: [{ for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 5 }],
  }),
  listPage(itemNeed),
  listPage(application),
  listPage(rating),
  casesPage(handling, { columns: ['number', 'handledBy'] }),
  casesPage(itemRun, { columns: ['lead', 'level', 'promisedDays'] }),
  casesPage(itemChanging, { columns: ['item', 'becomes'] }),
  casesPage(redress, { columns: ['handledBy', 'score', 'words'] }),
]
