import { licence, licenceFace, licenceType } from '#commons/licence'
import { handling } from '#commons/service-handling'
import { application, applicationLicence } from '#commons/service-application'
import { itemNeed, serviceItem } from '#commons/service-item'
import { defineRole, filing, may, only } from '#platform'
import { kioskRepair, kioskRun } from './cases.ts'
import { applicationsAtKiosks, itemsAtKiosks, kiosksAllDay, kiosksInService, looksAtKiosks } from './indicators.ts'
import { kiosks } from './kiosks.ts'
import { kiosk, kioskService } from './registers.ts'

const numbers = [kiosksInService, kiosksAllDay, itemsAtKiosks, looksAtKiosks, applicationsAtKiosks]
const about = [
  ...(['title', 'livesAt', 'address', 'point', 'tier', 'allDay', 'hours', 'phone', 'keeper'] as const),
] as (keyof typeof kiosk.fields)[]

/** Decides where machines stand, for the whole city. */
export const kioskPlanner = defineRole('kiosk-planner', {
  title: '自助服务主管',
  grants: [
    filing(kiosk, 'all', { asks: about, title: '投放一台自助机' }),
    may(kiosk, ['read', 'amend'], 'all'),
    may(kiosks, ['read', 'install'], 'all'),
    may(kioskRun, ['read', 'start', 'drop', 'retire'], 'all'),
    may(kioskRepair, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Looks after the machines of one agency: installs them, and has them mended. */
export const kioskKeeper = defineRole('kiosk-keeper', {
  title: '自助机管理员',
  grants: [
    may(kiosk, ['read', 'amend'], 'own-agency'),
    may(kiosks, ['read', 'install'], 'own-agency'),
    may(kioskRun, ['read', 'start'], 'own-agency'),
    may(kioskRepair, ['read', 'fix', 'send'], 'own-agency'),
  ],
})

/** Those who answer for machines in the city. */
export const kioskLeader = defineRole('kiosk-leader', {
  title: '自助服务分管领导',
  leads: true,
  grants: [
    may(kiosk, ['read'], 'all'),
    may(kiosks, ['read'], 'all'),
    ...[kioskRun, kioskRepair].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Whoever stands at a machine and has signed in there. */
export const atKiosk = defineRole('kiosk-user', {
  title: '自助机前的本人',
  heldBy: 'at-machines',
  grants: [
    filing(application, 'own', {
      asks: [
        ...(['item', 'livesAt', 'applicant', 'idNumber', 'mobile', 'said', 'words', 'delivery', 'address'] as const),
      ],
      among: { item: only(serviceItem, { kiosk: true }) },
      sets: { door: 'kiosk' },
      title: '在自助机上办一件事',
    }),
    may(application, ['read'], 'own'),
    may(applicationLicence, ['read'], 'own'),
    may(handling, ['read', 'withdraw', 'rate'], 'own'),
    may(licence, ['read'], 'own'),
    ...[licenceType, licenceFace, serviceItem, itemNeed].map((one) => may(one, ['read'], 'all')),
  ],
})

/** Where machines stand and what can be done there is known to everybody. */
export const kioskFinder = defineRole('kiosk-finder', {
  title: '公众（自助机）',
  heldBy: 'everyone',
  grants: [kiosk, kioskService].map((one) => may(one, ['read'], 'all')),
})
