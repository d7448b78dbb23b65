import { rosterMember } from '#commons/joint-meeting'
import { plan, planItem, planTask } from '#commons/plan'
import { defineSystem } from '#platform'
import { bulletinIssue, countySupervision, deferral, planAdoption, taskSupervision } from './cases.ts'
import { importPlan, printedBulletin, workPlan } from './documents.ts'
import {
  completedTasks,
  countyProgress,
  meanProgress,
  monthlyBulletin,
  onTrackShare,
  overdueTasks,
  settledDoubts,
} from './indicators.ts'
import { pages } from './pages.ts'
import { bulletin, planDoubt, planTarget } from './registers.ts'
import { agencyHead, cityLeader, countyOfficer, planSupervisor, reader, taskOfficer } from './roles.ts'

/** The plan, executable: imported, reconciled, supervised row by row, measured, told of month by month. */
export default defineSystem('plan-supervision', {
  title: '重点任务督办',
  owner: 'city-data-bureau',
  parts: [
    ...[plan, planItem, planTask, planTarget, planDoubt, rosterMember, bulletin],
    ...[workPlan, importPlan, printedBulletin],
    ...[taskSupervision, countySupervision, deferral, planAdoption, bulletinIssue],
    ...[onTrackShare, overdueTasks, meanProgress, completedTasks, countyProgress, settledDoubts, monthlyBulletin],
    ...[planSupervisor, taskOfficer, countyOfficer, agencyHead, cityLeader, reader],
  ],
  pages,
})
