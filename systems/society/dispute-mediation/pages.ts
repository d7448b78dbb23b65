import { casesPage, listPage } from '#platform'
import { assistance, mediation } from './cases.ts'
import { dispute } from './registers.ts'

export const pages = [
  casesPage(mediation, { columns: ['sort', 'happenedAt', 'door'] }),
  casesPage(assistance, { columns: ['sort', 'happenedAt'] }),
  listPage(dispute),
]
