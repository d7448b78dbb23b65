import { casesPage, listPage } from '#platform'
import { packageRun } from './cases.ts'
import { packageApplication, packageItem, packageNeed, servicePackage } from './registers.ts'

export const pages = [
  listPage(servicePackage, {
    meets: [{ for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 4 }],
  }),
  listPage(packageItem),
  listPage(packageNeed),
  listPage(packageApplication),
  casesPage(packageRun, { columns: ['livesAt'] }),
]
