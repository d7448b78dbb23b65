import { itemNeed, serviceItem } from '#commons/service-item'
import { defineRole, filing, may } from '#platform'
import { handling } from '#commons/service-handling'
import { itemChanging, itemRun, redress } from './cases.ts'
import { itemsApart, itemsGrassroots, keptTheirDay, satisfied } from './indicators.ts'
import { application, applicationLicence, askedToApply } from '#commons/service-application'
import { rating } from '#commons/service-rating'
import { itemChange } from './registers.ts'

const numbers = [itemsApart, itemsGrassroots, keptTheirDay, satisfied]
const about = [
  ...['title', 'sort', 'code', 'lead', 'level', 'whom', 'theme', 'words', 'conditions', 'promisedDays', 'legalDays'],
  ...['basis', 'result', 'gives', 'fee', 'apart', 'grassroots', 'kiosk'],
] as (keyof typeof serviceItem.fields)[]

/** An agency's own items: what they need, how long they take. */
export const itemKeeper = defineRole('service-item-keeper', {
  title: '事项管理员',
  grants: [
    filing(serviceItem, 'own-agency', { asks: about }),
    may(serviceItem, ['read'], 'all'),
    may(serviceItem, ['amend'], 'own-agency'),
    may(itemNeed, ['read'], 'all'),
    may(itemNeed, ['create', 'amend'], 'own-agency'),
    may(itemRun, ['read', 'submit'], 'own-agency'),
    may(itemChange, ['read', 'create'], 'own-agency'),
    may(itemChanging, ['read'], 'own-agency'),
  ],
})

/** The city's library: takes over the lists that the province issues, and looks over what agencies change. */
export const libraryKeeper = defineRole('service-library-keeper', {
  title: '事项库管理员',
  grants: [
    filing(serviceItem, 'all', { asks: about, sets: { standing: 'in-force' }, title: '接收省目录下达的事项' }),
    may(serviceItem, ['read'], 'all'),
    may(itemNeed, ['read', 'create', 'amend'], 'all'),
    may(itemRun, ['read', 'publish', 'sendBack'], 'all'),
    may(itemChange, ['read'], 'all'),
    may(itemChanging, ['read', 'agree', 'refuse'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** A window of a service hall: takes in whatever is asked of any agency, and hands out what came of it. */
export const receiver = defineRole('service-receiver', {
  title: '综合窗口人员',
  grants: [
    filing(application, 'own-agency', { asks: askedToApply, sets: { door: 'window' }, title: '窗口收件' }),
    may(application, ['read', 'reveal'], 'own-agency'),
    may(applicationLicence, ['read'], 'own-agency'),
    ...[serviceItem, itemNeed].map((one) => may(one, ['read'], 'all')),
    may(handling, ['read', 'receive', 'supplement', 'turnAway', 'deliver'], 'own-agency'),
    may(handling, ['read'], 'assigned'),
  ],
})

/** Whoever decides on applications at an agency. */
export const decider = defineRole('service-decider', {
  title: '审批人员',
  grants: [
    may(application, ['read', 'reveal'], 'own-agency'),
    may(applicationLicence, ['read'], 'own-agency'),
    ...[serviceItem, itemNeed].map((one) => may(one, ['read'], 'all')),
    may(handling, ['read', 'grant', 'refuse', 'special', 'resume', 'extend', 'assign'], 'own-agency'),
    may(handling, ['read'], 'assigned'),
    may(rating, ['read'], 'own-agency'),
    may(redress, ['read', 'answer'], 'own-agency'),
    ...numbers.slice(2).map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** Those who answer for how the city serves. */
export const serviceLeader = defineRole('service-leader', {
  title: '政务服务分管领导',
  leads: true,
  grants: [
    ...[serviceItem, itemNeed, itemChange, application, applicationLicence, rating].map((one) =>
      may(one, ['read'], 'all'),
    ),
    ...[handling, itemRun, itemChanging, redress].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Whoever applies, for themselves or by a mandate. */
export const applicant = defineRole('service-applicant', {
  title: '申请人',
  heldBy: 'citizens',
  grants: [
    filing(application, 'own', {
      asks: askedToApply,
      sets: { door: 'online' },
      title: '办一件政务服务事项',
      says: '先在“办事指南”里找到要办的事，照着问的填；政府已经有的材料不用交。',
    }),
    may(application, ['read', 'amend'], 'own'),
    may(applicationLicence, ['read'], 'own'),
    may(handling, ['read', 'handIn', 'withdraw', 'rate'], 'own'),
  ],
})

/** What may be asked of the city is known to everybody. */
export const guideReader = defineRole('service-guide-reader', {
  title: '公众（办事指南）',
  heldBy: 'everyone',
  grants: [serviceItem, itemNeed].map((one) => may(one, ['read'], 'all')),
})
