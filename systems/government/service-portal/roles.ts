import { licence, licenceFace, licenceType } from '#commons/licence'
import { handling } from '#commons/service-handling'
import { application, applicationLicence, askedToApply } from '#commons/service-application'
import { serviceItem } from '#commons/service-item'
import { defineRole, filing, may } from '#platform'
import { provincialApps } from './apps.ts'
import { appRun, enquiryRun } from './cases.ts'
import { provincialApp } from './connections.ts'
import { applicationsInApps, appsSupplied, enquiriesInTime } from './indicators.ts'
import { answered, enquiry, mobileApp } from './registers.ts'

const numbers = [appsSupplied, applicationsInApps, enquiriesInTime]
const about = [
  ...(['title', 'says', 'lead', 'theme', 'opens', 'item', 'phone'] as const),
] as (keyof typeof mobileApp.fields)[]
const question = ['title', 'sort', 'item', 'words', 'mobile', 'sharing'] as (keyof typeof enquiry.fields)[]

/** An agency's own apps. */
export const appKeeper = defineRole('mobile-app-keeper', {
  title: '标准应用负责人',
  grants: [
    filing(mobileApp, 'own-agency', { asks: about, title: '报一个标准应用' }),
    may(mobileApp, ['read', 'amend'], 'own-agency'),
    may(serviceItem, ['read'], 'all'),
    may(appRun, ['read', 'resubmit'], 'own-agency'),
    may(provincialApps, ['read', 'tend'], 'own-agency'),
  ],
})

/** Runs the portal: decides which apps are supplied, and keeps the line to the province's application. */
export const portalKeeper = defineRole('portal-keeper', {
  title: '政务服务网运营',
  grants: [
    filing(mobileApp, 'all', { asks: about, title: '登记一个标准应用' }),
    may(mobileApp, ['read', 'amend'], 'all'),
    may(appRun, ['read', 'agree', 'sendBack', 'stop', 'resume', 'end'], 'all'),
    may(provincialApps, ['read', 'tend'], 'all'),
    may(provincialApp, ['read', 'tend'], 'all'),
    may(enquiryRun, ['read'], 'all'),
    may(enquiry, ['read'], 'all'),
    may(answered, ['amend'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Answers what is asked of an agency. */
export const enquiryAnswerer = defineRole('enquiry-answerer', {
  title: '咨询答复人员',
  grants: [
    may(enquiry, ['read', 'reveal'], 'own-agency'),
    may(enquiryRun, ['read', 'answer', 'transfer'], 'own-agency'),
    may(answered, ['amend'], 'own-agency'),
  ],
})

/** Those who answer for the portal. */
export const portalLeader = defineRole('portal-leader', {
  title: '政务服务网分管领导',
  leads: true,
  grants: [
    ...[mobileApp, enquiry].map((one) => may(one, ['read'], 'all')),
    ...[appRun, enquiryRun].map((one) => may(one, ['read'], 'all')),
    may(provincialApps, ['read'], 'all'),
    may(provincialApp, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

const asks = filing(enquiry, 'own', {
  asks: question,
  title: '问一问',
  says: '办事怎么办、指南哪里看不懂，都可以问；由管这件事的单位三个工作日内答复。',
})
const itsOwn = [may(enquiry, ['read'], 'own'), may(enquiryRun, ['read', 'takeBack', 'helped', 'again'], 'own')]

/** Whoever has a question. */
export const asker = defineRole('enquirer', {
  title: '提问的人',
  heldBy: 'citizens',
  grants: [asks, ...itsOwn],
})

/** Whoever came from the province's application. */
export const inApp = defineRole('app-user', {
  title: '从苏服办进来的本人',
  heldBy: 'in-apps',
  grants: [
    filing(application, 'own', {
      asks: askedToApply,
      sets: { door: 'app' },
      title: '办一件政务服务事项',
    }),
    may(application, ['read', 'amend'], 'own'),
    may(applicationLicence, ['read'], 'own'),
    may(handling, ['read', 'handIn', 'withdraw', 'rate'], 'own'),
    may(licence, ['read'], 'own'),
    ...[licenceType, licenceFace].map((one) => may(one, ['read'], 'all')),
    asks,
    ...itsOwn,
  ],
})

/** What was asked before and answered is known to everybody. */
export const answerReader = defineRole('enquiry-reader', {
  title: '公众（咨询答复）',
  heldBy: 'everyone',
  grants: [may(answered, ['read'], 'all')],
})
