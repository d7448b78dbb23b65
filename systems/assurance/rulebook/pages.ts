import { article, instrument } from '#commons/rulebook'
import { bespokePage, casesPage, listPage } from '#platform'
import { answering, consulting, enacting, enactment, evaluation, reading } from './cases.ts'
import { citation, comment, edition, publication, training } from './registers.ts'

export const pages = [
  bespokePage('rules', '制度规范', 'rules', {
    meets: [{ for: ['visitor', 'citizen', 'enterprise'], in: ['reading'], rank: 40 }],
  }),
  casesPage(enacting, {
    columns: ['issuer', 'sort', 'plannedOn', 'standing'],
    meets: [{ for: ['leader'], in: ['home'], rank: 50, title: '看制度', says: '计划里的制度出了几项，哪几项逾期' }],
  }),
  casesPage(enactment, { columns: ['number', 'standing', 'commentUntil'] }),
  casesPage(consulting, { columns: ['until', 'standing'] }),
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
