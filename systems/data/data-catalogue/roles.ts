import { agencyDuty, dataItem, dataResource, dataSystem } from '#commons/data-resource'
import { defineRole, filing, may, only } from '#platform'
import { cityCatalogue } from './catalogues.ts'
import { gradingRun, itemReview, resourceRun } from './cases.ts'
import { gradedRate, mountRate, resourcesOpen, resourcesPublished } from './indicators.ts'
import { dataGrading } from './registers.ts'

const numbers = [mountRate, resourcesPublished, gradedRate, resourcesOpen]
const asked = [
  ...(['title', 'summary', 'provider', 'system', 'kind', 'base', 'theme', 'format', 'cycle'] as const),
  ...(['sharing', 'condition', 'basis', 'opening', 'openCondition'] as const),
] as (keyof typeof dataResource.fields)[]
const judged = [
  ...(['resource', 'nation', 'economy', 'order', 'interest', 'organisations', 'persons', 'reason'] as const),
] as (keyof typeof dataGrading.fields)[]
const itemAsked = ['resource', 'name', 'title', 'type', 'standard', 'tier'] as (keyof typeof dataItem.fields)[]
const held = [agencyDuty, dataSystem, dataResource, dataItem]

/** Compiles what an agency holds. */
export const dataOfficer = defineRole('data-officer', {
  title: '数据专员',
  grants: [
    ...[agencyDuty, dataSystem].map((one) => may(one, ['create'], 'own-agency')),
    ...[agencyDuty, dataSystem, dataResource].map((one) => may(one, ['amend'], 'own-agency')),
    filing(dataResource, 'own-agency', { asks: asked, title: '编一个数据资源' }),
    // What is published is told at once: by hand a field comes only to what will be looked over.
    filing(dataItem, 'own-agency', {
      asks: itemAsked,
      among: { resource: only(dataResource, { standing: ['compiled', 'changing'] }) },
      title: '加一个信息项',
    }),
    filing(dataGrading, 'own-agency', { asks: judged, title: '提出数据定级' }),
    may(dataGrading, ['read'], 'own-agency'),
    may(resourceRun, ['read', 'submit', 'mount', 'change', 'withdraw', 'again'], 'own-agency'),
    ...[gradingRun, itemReview].map((one) => may(one, ['read'], 'own-agency')),
    ...numbers.map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** Keeps the city's catalogue: looks over what agencies hand in, and what is lowered with another. */
export const catalogueKeeper = defineRole('catalogue-keeper', {
  title: '数据目录管理',
  grants: [
    ...held.map((one) => may(one, ['amend'], 'all')),
    filing(dataGrading, 'all', { asks: judged, title: '提出数据定级' }),
    may(dataGrading, ['read'], 'all'),
    may(resourceRun, ['read', 'publish', 'sendBack', 'withdraw', 'submit', 'change', 'again', 'close'], 'all'),
    may(gradingRun, ['read', 'agree', 'agreeFirst', 'agreeSecond', 'refuse'], 'all'),
    may(itemReview, ['read', 'allow', 'withhold'], 'all'),
    may(cityCatalogue, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Those who answer for the city's data. */
export const catalogueLeader = defineRole('catalogue-leader', {
  title: '数据资源分管领导',
  leads: true,
  grants: [
    may(dataGrading, ['read'], 'all'),
    ...[resourceRun, gradingRun, itemReview].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Everyone in a post may know what data the city has: only so can they ask for it. */
export const catalogueReader = defineRole('catalogue-reader', {
  title: '工作人员（数据目录）',
  heldBy: 'officers',
  grants: held.map((one) => may(one, ['read'], 'all')),
})

/** What is open to the public. */
export const openDataReader = defineRole('open-data-reader', {
  title: '公众（开放数据）',
  heldBy: 'everyone',
  grants: [may(cityCatalogue, ['open'], 'all'), ...[mountRate, resourcesOpen].map((one) => may(one, ['read'], 'all'))],
})
