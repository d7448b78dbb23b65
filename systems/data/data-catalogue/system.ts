import { agencyDuty, dataItem, dataResource, dataSystem } from '#commons/data-resource'
import { defineSystem } from '#platform'
import { gradingRun, itemReview, resourceRun } from './cases.ts'
import { cityCatalogue } from './catalogues.ts'
import { gradedRate, mountRate, resourcesOpen, resourcesPublished } from './indicators.ts'
import { pages } from './pages.ts'
import { dataGrading } from './registers.ts'
import { catalogueKeeper, catalogueLeader, catalogueReader, dataOfficer, openDataReader } from './roles.ts'

/** Every datum that the city holds, known, owned, graded: one account. */
export default defineSystem('data-catalogue', {
  title: '公共数据目录“一本账”',
  owner: 'city-data-bureau',
  parts: [
    ...[agencyDuty, dataSystem, dataResource, dataItem, dataGrading, cityCatalogue],
    ...[resourceRun, gradingRun, itemReview],
    ...[mountRate, resourcesPublished, gradedRate, resourcesOpen],
    ...[dataOfficer, catalogueKeeper, catalogueLeader, catalogueReader, openDataReader],
  ],
  pages,
})
