import { absence, responsibility } from '#commons/escalation-path'
import { bespokePage, casesPage, listPage } from '#platform'
import { attendance, followUp, session, signature, term } from './cases.ts'
import { chiefDataOfficer, meeting, resolution } from './registers.ts'

export const pages = [
  bespokePage('matrix', '责任矩阵', 'matrix', {
    meets: [
      { for: ['officer', 'leader'], in: ['menu'], rank: 41, needs: [responsibility, 'read'] },
      {
        for: ['leader'],
        in: ['home'],
        rank: 41,
        says: '每个单位归谁分管、哪个岗位空着',
        needs: [responsibility, 'read'],
      },
    ],
  }),
  casesPage(session, { title: '联席会议', columns: ['heldOn', 'place', 'number'] }),
  casesPage(attendance, { columns: ['heldOn', 'place'] }),
  casesPage(signature, { columns: ['heldOn'] }),
  casesPage(followUp, { columns: ['number'] }),
  casesPage(term, { columns: ['post', 'termEndsOn'] }),
  listPage(meeting, { title: '会议登记' }),
  listPage(resolution),
  listPage(chiefDataOfficer),
  listPage(responsibility, { title: '责任矩阵登记' }),
  listPage(absence),
]
