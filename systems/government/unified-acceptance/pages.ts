import { itemNeed, serviceItem } from '#commons/service-item'
import { casesPage, listPage } from '#platform'
import { handling, itemChanging, itemRun, redress } from './cases.ts'
import { application, rating } from './registers.ts'

export const pages = [
  listPage(serviceItem, {
    title: '办事指南',
    meets: [
      {
        ...{ for: ['visitor', 'citizen', 'enterprise'], in: ['home', 'reading'], rank: 5 },
        ...{ title: '找一件要办的事', says: '用自己的话找：开饭店、给娃上户口、领高龄补贴……' },
      },
    ],
  }),
  listPage(itemNeed),
  listPage(application),
  listPage(rating),
  casesPage(handling, { columns: ['number', 'applicant', 'handledBy'] }),
  casesPage(itemRun, { columns: ['lead', 'level', 'promisedDays'] }),
  casesPage(itemChanging, { columns: ['item', 'becomes'] }),
  casesPage(redress, { columns: ['handledBy', 'score', 'words'] }),
]
