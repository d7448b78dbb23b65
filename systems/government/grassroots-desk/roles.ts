import { handling } from '#commons/service-handling'
import { application, applicationLicence } from '#commons/service-application'
import { itemNeed, serviceItem } from '#commons/service-item'
import { defineRole, filing, may, only } from '#platform'
import { villageCounter } from './counters.ts'
import { applicationsBrought, broughtGranted } from './indicators.ts'

/** A village's or a town's own worker: applies for those who live there and agree, and follows it to its end. */
export const villageWorker = defineRole('village-worker', {
  title: '镇村代办员',
  grants: [
    may(villageCounter, ['draft'], 'own-agency'),
    filing(application, 'own-area', {
      asks: [
        ...(['item', 'livesAt', 'applicant', 'idNumber', 'mobile', 'consent', 'consentPapers'] as const),
        ...(['said', 'words', 'delivery', 'address'] as const),
      ],
      requires: ['idNumber', 'consent', 'consentPapers'],
      among: { item: only(serviceItem, { grassroots: true }) },
      sets: { door: 'village' },
      title: '替村（居）民办一件事',
      says: '只替住在本村（社区、镇）、本人同意的人办。',
    }),
    may(application, ['read'], 'own-agency'),
    may(applicationLicence, ['read'], 'own-agency'),
    ...[serviceItem, itemNeed].map((one) => may(one, ['read'], 'all')),
    may(handling, ['read', 'handIn', 'withdraw'], 'assigned'),
  ],
})

/** Those who answer for services in towns and villages. */
export const grassrootsLeader = defineRole('grassroots-leader', {
  title: '基层政务分管领导',
  leads: true,
  grants: [
    ...[application, serviceItem].map((one) => may(one, ['read'], 'all')),
    may(handling, ['read'], 'all'),
    ...[applicationsBrought, broughtGranted].map((one) => may(one, ['read'], 'all')),
  ],
})
