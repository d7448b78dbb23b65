import { casesPage, listPage } from '#platform'
import { appRun, enquiryRun } from './cases.ts'
import { answered, enquiry, mobileApp } from './registers.ts'

export const pages = [
  listPage(mobileApp),
  listPage(enquiry),
  listPage(answered),
  casesPage(appRun, { columns: ['lead', 'tested'] }),
  casesPage(enquiryRun, { columns: ['sort', 'at'] }),
]
