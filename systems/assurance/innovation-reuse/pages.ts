import { adoption, edition, kit, practice } from '#commons/capability'
import { casesPage, listPage } from '#platform'
import { adopting, consenting, looking } from './cases.ts'

export const pages = [
  listPage(practice, { title: '做法和能力' }),
  listPage(edition),
  listPage(kit),
  listPage(adoption),
  casesPage(looking, { columns: ['number', 'standing'] }),
  casesPage(consenting, { columns: ['adopter', 'standing'] }),
  casesPage(adopting, { columns: ['publisher', 'usedDays', 'usedOn', 'standing'] }),
]
