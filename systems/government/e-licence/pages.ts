import { licence, licenceType } from '#commons/licence'
import { casesPage, listPage } from '#platform'
import { licenceRun, loanRun, requestRun, typeRun } from './cases.ts'
import { licenceLoan } from './registers.ts'

export const pages = [
  listPage(licence),
  listPage(licenceType),
  listPage(licenceLoan),
  casesPage(requestRun, { columns: ['number', 'what'] }),
  casesPage(licenceRun, { columns: ['number', 'until'] }),
  casesPage(loanRun, { columns: ['to', 'purpose', 'until'] }),
  casesPage(typeRun, { columns: ['lead', 'whom'] }),
]
