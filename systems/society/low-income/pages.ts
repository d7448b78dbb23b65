import { casesPage, listPage } from '#platform'
import { verifyWarning } from './cases.ts'
import { household, member } from './registers.ts'

export const pages = [
  casesPage(verifyWarning, { columns: ['village', 'declaredIncome', 'standing'] }),
  listPage(household),
  listPage(member),
]
