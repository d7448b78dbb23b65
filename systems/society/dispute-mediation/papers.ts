import { heading, paragraph } from '#commons/official-document'
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
      paragraph(`申请人：${record.applicantName}`),
      paragraph(`对方当事人：${record.respondentName}`),
      heading('一、纠纷'),
      paragraph(record.matter),
      heading('二、双方约定'),
      paragraph(record.agreement ?? ''),
      paragraph(`履行期限：${record.performBy ?? '未定'}`),
      paragraph(`调解员：${record.mediator ?? ''}`),
    ],
    signatures: signed('sign'),
    signer: agency.fullName,
    on: signed('sign').every(({ on }) => on !== null) ? (signed('sign')[0]?.on ?? today) : null,
  }),
})
