import { article, instrument } from '#commons/rulebook'
import { bespokePage, casesPage, listPage } from '#platform'
import { answering, consulting, enacting, enactment, evaluation, reading } from './cases.ts'
import { citation, comment, edition, publication, training } from './registers.ts'

export const pages = [
  bespokePage('rules', '制度规范', 'rules', {
    meets: [
      { for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 40 },
      {
        ...{ for: ['officer', 'leader'], in: ['home'], rank: 60 },
        says: '现行的、起草中的，逐条看、逐字对照',
        needs: [enactment, 'read'],
      },
    ],
  }),
  casesPage(enacting, {
    columns: ['issuer', 'sort', 'plannedOn'],
    meets: [{ for: ['leader'], in: ['home'], rank: 50, title: '看制度', says: '计划里的制度出了几项，哪几项逾期' }],
  }),
  casesPage(enactment, { columns: ['number', 'commentUntil', 'inForceOn'] }),
  casesPage(consulting, { columns: ['on', 'until'] }),
  casesPage(answering, { columns: ['text', 'label', 'result'] }),
  casesPage(reading, { columns: ['docNumber', 'inForceOn'] }),
  casesPage(evaluation, { columns: ['issuer', 'inForceOn'] }),
  listPage(instrument),
  listPage(article),
  listPage(edition),
  listPage(publication),
  listPage(comment),
  listPage(citation),
  listPage(training),
]
