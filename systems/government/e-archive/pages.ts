import { archivalItem, fonds } from '#commons/archive'
import { casesPage, listPage } from '#platform'
import { copyRun, disposalRun, rescue } from './cases.ts'

export const pages = [
  listPage(archivalItem),
  listPage(fonds),
  casesPage(disposalRun, { columns: ['number', 'what', 'expiresOn'] }),
  casesPage(rescue, { columns: ['number', 'checked'] }),
  casesPage(copyRun, { columns: ['number', 'purpose'] }),
]
