import { defineSystem } from '#platform'
import { countySupervision, planAdoption, taskSupervision } from './cases.ts'
import { importPlan, workPlan } from './documents.ts'
import { pages } from './pages.ts'
import { plan, planDoubt, planItem, planTarget, planTask, rosterMember } from './registers.ts'
import { cityLeader, countyOfficer, planSupervisor, reader, taskOfficer } from './roles.ts'

/** The plan, executable: imported, reconciled, supervised row by row. */
export default defineSystem('plan-supervision', {
  title: '重点任务督办',
  owner: 'city-data-bureau',
  parts: [
    ...[plan, planItem, planTask, planTarget, planDoubt, rosterMember],
    ...[workPlan, importPlan],
    ...[taskSupervision, countySupervision, planAdoption],
    ...[planSupervisor, taskOfficer, countyOfficer, cityLeader, reader],
  ],
  pages,
})
