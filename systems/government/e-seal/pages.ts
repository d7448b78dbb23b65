import { electronicSeal } from '#commons/electronic-seal'
import { casesPage, listPage } from '#platform'
import { sealing, sealRun } from './cases.ts'
import { sealedLetter } from './registers.ts'

export const pages = [
  listPage(electronicSeal),
  casesPage(sealRun, { columns: ['holder', 'use', 'until'] }),
  listPage(sealedLetter),
  casesPage(sealing, { columns: ['sort', 'number'] }),
]
