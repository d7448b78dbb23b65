import { agencyHead as head, cityLeader as leader, deputyLeader } from '#commons/escalation-path'
import { rosterMember } from '#commons/joint-meeting'
import { plan, planItem, planTask } from '#commons/plan'
import { defineRole, directoryDesk, may } from '#platform'
import { bulletinIssue, countySupervision, deferral, planAdoption, taskSupervision } from './cases.ts'
import { importPlan } from './documents.ts'
import {
  completedTasks,
  countyProgress,
  meanProgress,
  monthlyBulletin,
  onTrackShare,
  overdueTasks,
  settledDoubts,
} from './indicators.ts'
import { bulletin, planDoubt, planTarget } from './registers.ts'

const numbers = [onTrackShare, overdueTasks, meanProgress, completedTasks, countyProgress, settledDoubts]
const readNumbers = (scope: 'all' | 'own-agency' | 'own-area') => numbers.map((one) => may(one, ['read'], scope))

/** The data bureau's supervision desk: imports and adds the agencies that a plan names, settles doubts, confirms, adjusts, presses, reviews, issues the bulletin. */
export const planSupervisor = defineRole('plan-supervisor', {
  title: '督办专员',
  grants: [
    may(importPlan, ['import'], 'all'),
    may(directoryDesk, ['read', 'add'], 'all'),
    may(plan, ['read'], 'all'),
    may(planItem, ['read', 'amend'], 'all'),
    may(planTask, ['read', 'amend'], 'all'),
    may(planTarget, ['read', 'create', 'amend'], 'all'),
    may(planDoubt, ['read', 'amend'], 'all'),
    may(rosterMember, ['read', 'create', 'amend'], 'all'),
    may(planAdoption, ['read', 'confirm', 'withdraw', 'carryOver', 'close'], 'all'),
    may(taskSupervision, ['read', 'press', 'complete', 'sendBack', 'adjust', 'split', 'merge', 'assign'], 'all'),
    may(taskSupervision, ['goOn', 'conclude'], 'all'),
    may(countySupervision, ['read', 'press', 'complete', 'sendBack'], 'all'),
    may(deferral, ['read', 'grant', 'refuse'], 'all'),
    may(monthlyBulletin, ['compose'], 'all'),
    may(bulletin, ['read', 'amend'], 'all'),
    may(bulletinIssue, ['read', 'issue', 'discard'], 'all'),
    ...readNumbers('all'),
  ],
})

/** An agency's officer for the plan: confirms that the agency leads, reports, asks for more time, asks to close. */
export const taskOfficer = defineRole('task-officer', {
  title: '任务联络员',
  grants: [
    may(planDoubt, ['read'], 'all'),
    may(taskSupervision, ['read', 'accept', 'decline', 'report', 'submit', 'defer'], 'own-agency'),
    may(taskSupervision, ['read'], 'assigned'),
    may(countySupervision, ['read', 'report', 'submit'], 'own-agency'),
    may(deferral, ['read'], 'own-agency'),
    may(bulletinIssue, ['read'], 'assigned'),
    ...readNumbers('own-agency'),
  ],
})

/** A county's or zone's officer: reports for the unit, and sees what stands in its area. */
export const countyOfficer = defineRole('county-officer', {
  title: '县级联络员',
  grants: [
    may(countySupervision, ['read', 'report', 'submit'], 'own-agency'),
    may(countySupervision, ['read'], 'own-area'),
    may(bulletinIssue, ['read'], 'assigned'),
    may(countyProgress, ['read'], 'own-area'),
  ],
})

/** The head of an agency: hears what falls behind, sees what the agency holds, changes nothing. */
export const agencyHead = defineRole('agency-head', {
  title: '主要负责人',
  leads: true,
  duties: [head, deputyLeader],
  grants: [
    may(taskSupervision, ['read'], 'own-agency'),
    may(taskSupervision, ['read'], 'assigned'),
    may(countySupervision, ['read'], 'own-agency'),
    may(deferral, ['read'], 'own-agency'),
    may(bulletinIssue, ['read'], 'assigned'),
    ...readNumbers('own-agency'),
  ],
})

/** A city leader: sees everything, changes nothing. */
export const cityLeader = defineRole('city-leader', {
  title: '市领导',
  leads: true,
  duties: [leader],
  grants: [
    may(planDoubt, ['read'], 'all'),
    may(planAdoption, ['read'], 'all'),
    may(taskSupervision, ['read'], 'all'),
    may(countySupervision, ['read'], 'all'),
    may(deferral, ['read'], 'all'),
    may(bulletinIssue, ['read'], 'all'),
    may(rosterMember, ['read'], 'all'),
    ...readNumbers('all'),
  ],
})

/** The plan is a public document. */
export const reader = defineRole('plan-reader', {
  title: '公众',
  heldBy: 'everyone',
  grants: [
    may(plan, ['read'], 'all'),
    may(planItem, ['read'], 'all'),
    may(planTask, ['read'], 'all'),
    may(planTarget, ['read'], 'all'),
  ],
})
