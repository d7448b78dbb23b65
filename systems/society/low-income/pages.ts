import { casesPage, listPage } from '#platform'
import { verifyWarning } from './cases.ts'
import { household } from './registers.ts'

export const pages = [
  casesPage(verifyWarning, { columns: ['village', 'declaredIncome', 'standing'] }),
  listPage(household),
]
