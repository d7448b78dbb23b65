import { bespokePage, casesPage, listPage } from '#platform'
import { assessing, deciding, issuing, reviewing, telling } from './cases.ts'
import { entry, mark, notice, objection, scheme, yearly } from './registers.ts'

export const pages = [
  bespokePage('assessments', '考评', `assessments/${yearly.name}`, {
    meets: [
      { for: ['officer', 'leader'], in: ['menu'], rank: 40, icon: 'board' },
      { for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 40, title: '考评结果' },
      { for: ['leader'], in: ['home'], rank: 40, says: '谁做得好，失分在哪一项，凭什么' },
    ],
  }),
  casesPage(assessing, { columns: ['year', 'edition', 'standing'] }),
  casesPage(telling),
  casesPage(reviewing, { columns: ['assessed', 'value'] }),
  casesPage(deciding, { columns: ['assessed', 'claims', 'decided'] }),
  casesPage(issuing, { columns: ['number', 'issuedOn'] }),
  listPage(scheme),
  listPage(entry),
  listPage(mark),
  listPage(objection),
  listPage(notice),
]
