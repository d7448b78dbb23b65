import { definePaper } from '#platform'
import { mediation } from './cases.ts'

/** The agreement that both sides sign. @source 人民调解法 art. 29 */
export const agreement = definePaper('mediation-agreement', {
  title: '调解协议书',
  of: mediation,
  in: ['signing', 'agreed', 'checking', 'settled'],
  writes: ({ record, agency, signed, today }) => ({
    head: null,
    number: null,
    title: '调解协议书',
    recipients: null,
    body: [
      { kind: 'paragraph', text: `申请人：${record.applicantName}` },
      { kind: 'paragraph', text: `对方当事人：${record.respondentName}` },
      { kind: 'heading', level: 1, text: '一、纠纷' },
      { kind: 'paragraph', text: record.matter },
      { kind: 'heading', level: 1, text: '二、双方约定' },
      { kind: 'paragraph', text: record.agreement ?? '' },
      { kind: 'paragraph', text: `履行期限：${record.performBy ?? '未定'}` },
      { kind: 'paragraph', text: `调解员：${record.mediator ?? ''}` },
    ],
    signatures: signed('sign'),
    signer: agency.fullName,
    on: signed('sign').every(({ on }) => on !== null) ? (signed('sign')[0]?.on ?? today) : null,
  }),
})
