import { defineRole, filing, may } from '#platform'
import { abuseReview, agreementRun } from './cases.ts'
import { agreementsLive, answeredInTime } from './indicators.ts'
import { agreedItem, agreement } from './registers.ts'
import { agencySharing } from './sharings.ts'

const numbers = [agreementsLive, answeredInTime]
const asked = [
  'title',
  'resource',
  'key',
  'way',
  'purpose',
  'basis',
  'quota',
  'until',
] as (keyof typeof agreement.fields)[]
const items = ['agreement', 'item', 'masked'] as (keyof typeof agreedItem.fields)[]

/** Asks for data for an agency, and ends what is no longer needed. */
export const sharingOfficer = defineRole('sharing-officer', {
  title: '数据共享申请人',
  grants: [
    filing(agreement, 'own-agency', { asks: asked, title: '申请共享数据' }),
    filing(agreedItem, 'own-agency', { asks: items, title: '添加要的信息项' }),
    may(agreementRun, ['read', 'withdraw', 'end'], 'assigned'),
  ],
})

/** Uses what an agency may use, in the matter at hand. */
export const dataUser = defineRole('data-user', {
  title: '数据使用人',
  grants: [may(agencySharing, ['call'], 'own-agency')],
})

/** Answers what is asked of an agency's data, and looks into what was called. */
export const sharingProvider = defineRole('sharing-provider', {
  title: '数据提供人',
  grants: [
    may(agreementRun, ['read', 'agree', 'refuse', 'end'], 'own-agency'),
    may(abuseReview, ['read', 'resume', 'confirm'], 'own-agency'),
    may(agencySharing, ['read'], 'all'),
  ],
})

/** Those who answer for the city's sharing. */
export const sharingLeader = defineRole('sharing-leader', {
  title: '数据共享分管领导',
  leads: true,
  grants: [
    ...[agreementRun, abuseReview].map((one) => may(one, ['read'], 'all')),
    may(agencySharing, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** What is shared with whom is known in every post. */
export const sharingReader = defineRole('sharing-reader', {
  title: '工作人员（数据共享）',
  heldBy: 'officers',
  grants: [agreement, agreedItem].map((one) => may(one, ['read'], 'all')),
})
