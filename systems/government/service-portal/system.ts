import { defineSystem } from '#platform'
import { provincialApps } from './apps.ts'
import { appRun, enquiryRun } from './cases.ts'
import { provincialApp } from './connections.ts'
import { applicationsInApps, appsSupplied, enquiriesInTime } from './indicators.ts'
import { pages } from './pages.ts'
import { answered, enquiry, mobileApp } from './registers.ts'
import { answerReader, appKeeper, asker, enquiryAnswerer, inApp, portalKeeper, portalLeader } from './roles.ts'

/** The portal of the city's services, and what of it stands in the province's application. */
export default defineSystem('service-portal', {
  title: '政务服务网与苏服办旗舰店',
  owner: 'city-data-bureau',
  parts: [
    ...[provincialApp, provincialApps, mobileApp, enquiry, answered, appRun, enquiryRun],
    ...[appsSupplied, applicationsInApps, enquiriesInTime],
    ...[appKeeper, portalKeeper, enquiryAnswerer, portalLeader, asker, inApp, answerReader],
  ],
  pages,
})
