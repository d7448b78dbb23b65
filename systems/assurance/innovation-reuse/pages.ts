import { adoption, capability, edition, kit, practice } from '#commons/capability'
import { bespokePage, casesPage, listPage } from '#platform'
import { adopting, consenting, looking } from './cases.ts'

export const pages = [
  bespokePage('reused', '做法复用', `reuse/${capability.name}`, {
    meets: [
      { for: ['officer'], in: ['menu'], rank: 70, icon: 'board', needs: [capability, 'read'] },
      {
        ...{ for: ['officer', 'leader'], in: ['home'], rank: 80, title: '看做法', needs: [capability, 'read'] },
        says: '哪里做成了什么，谁拿去用了，真用了几天',
      },
    ],
  }),
  listPage(practice),
  listPage(edition),
  listPage(kit),
  listPage(adoption),
  casesPage(looking, { columns: ['number'] }),
  casesPage(consenting, { columns: ['adopter'] }),
  casesPage(adopting, { columns: ['publisher', 'usedOn'] }),
]
