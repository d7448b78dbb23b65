import { casesPage, listPage } from '#platform'
import { kioskRepair, kioskRun } from './cases.ts'
import { kiosk, kioskService } from './registers.ts'

export const pages = [
  listPage(kiosk),
  listPage(kioskService),
  casesPage(kioskRun, { columns: ['livesAt', 'allDay'] }),
  casesPage(kioskRepair, { columns: ['livesAt', 'address'] }),
]
