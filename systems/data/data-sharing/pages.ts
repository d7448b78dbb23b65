import { casesPage, listPage } from '#platform'
import { abuseReview, agreementRun } from './cases.ts'
import { agreedItem, agreement } from './registers.ts'

export const pages = [
  listPage(agreement),
  listPage(agreedItem),
  casesPage(agreementRun, { columns: ['consumer', 'resource', 'way'] }),
  casesPage(abuseReview, { columns: ['consumer', 'stopped'] }),
]
