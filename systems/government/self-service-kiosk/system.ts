import { defineSystem } from '#platform'
import { kioskRepair, kioskRun } from './cases.ts'
import { applicationsAtKiosks, itemsAtKiosks, kiosksAllDay, kiosksInService, looksAtKiosks } from './indicators.ts'
import { kiosks } from './kiosks.ts'
import { pages } from './pages.ts'
import { kiosk, kioskService } from './registers.ts'
import { atKiosk, kioskFinder, kioskKeeper, kioskLeader, kioskPlanner } from './roles.ts'

/** Machines in halls, towns and communities at which people get things done by themselves, at any hour. */
export default defineSystem('self-service-kiosk', {
  title: '盐之e政务自助机',
  owner: 'city-data-bureau',
  parts: [
    ...[kiosks, kiosk, kioskService, kioskRun, kioskRepair],
    ...[kiosksInService, kiosksAllDay, itemsAtKiosks, looksAtKiosks, applicationsAtKiosks],
    ...[kioskPlanner, kioskKeeper, kioskLeader, atKiosk, kioskFinder],
  ],
  pages,
})
