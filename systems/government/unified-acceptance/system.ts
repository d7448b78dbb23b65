import { itemNeed, serviceItem } from '#commons/service-item'
import { defineSystem } from '#platform'
import { handling } from '#commons/service-handling'
import { itemChanging, itemRun, redress } from './cases.ts'
import { itemsApart, itemsGrassroots, keptTheirDay, satisfied } from './indicators.ts'
import { pages } from './pages.ts'
import { application, applicationLicence } from '#commons/service-application'
import { rating } from '#commons/service-rating'
import { itemChange } from './registers.ts'
import { applicant, decider, guideReader, itemKeeper, libraryKeeper, receiver, serviceLeader } from './roles.ts'

/** Whatever is asked of the city, taken in at one window, decided by whoever may, and delivered. */
export default defineSystem('unified-acceptance', {
  title: '统一受理平台',
  owner: 'city-data-bureau',
  parts: [
    ...[
      serviceItem,
      itemNeed,
      itemChange,
      application,
      applicationLicence,
      rating,
      itemRun,
      itemChanging,
      handling,
      redress,
    ],
    ...[itemsApart, itemsGrassroots, keptTheirDay, satisfied],
    ...[itemKeeper, libraryKeeper, receiver, decider, serviceLeader, applicant, guideReader],
  ],
  pages,
})
