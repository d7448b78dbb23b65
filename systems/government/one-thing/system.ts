import { defineSystem } from '#platform'
import { packageRun } from './cases.ts'
import { doneWhole, packagesOffered } from './indicators.ts'
import { pages } from './pages.ts'
import { packageApplication, packageItem, packageNeed, servicePackage } from './registers.ts'
import { packageApplicant, packageKeeper, packageLead, packageLeader, packageReader } from './roles.ts'

/** One thing of a life or a business, done in one go. */
export default defineSystem('one-thing', {
  title: '高效办成一件事',
  owner: 'city-data-bureau',
  parts: [
    ...[servicePackage, packageItem, packageNeed, packageApplication, packageRun, packagesOffered, doneWhole],
    ...[packageKeeper, packageLead, packageLeader, packageApplicant, packageReader],
  ],
  pages,
})
