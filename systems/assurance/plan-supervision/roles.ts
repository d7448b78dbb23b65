import { defineRole, may } from '#platform'
import { countySupervision, planAdoption, taskSupervision } from './cases.ts'
import { importPlan } from './documents.ts'
import { plan, planDoubt, planItem, planTarget, planTask, rosterMember } from './registers.ts'

/** The data bureau's supervision desk: imports, settles doubts, confirms, presses, completes. */
export const planSupervisor = defineRole('plan-supervisor', {
  title: '督办专员',
  grants: [
    may(importPlan, ['import'], 'all'),
    may(plan, ['read'], 'all'),
    may(planItem, ['read', 'amend'], 'all'),
    may(planTask, ['read', 'amend'], 'all'),
    may(planTarget, ['read', 'create', 'amend'], 'all'),
    may(planDoubt, ['read', 'amend'], 'all'),
    may(rosterMember, ['read', 'create', 'amend'], 'all'),
    may(planAdoption, ['read', 'confirm', 'withdraw'], 'all'),
    may(taskSupervision, ['read', 'press', 'complete'], 'all'),
    may(countySupervision, ['read', 'press', 'complete'], 'all'),
  ],
})

/** An agency's officer for the plan: confirms that the agency leads, and reports. */
export const taskOfficer = defineRole('task-officer', {
  title: '任务联络员',
  grants: [
    may(planDoubt, ['read'], 'all'),
    may(taskSupervision, ['read', 'accept', 'report'], 'own-agency'),
    may(taskSupervision, ['read'], 'assigned'),
    may(countySupervision, ['read', 'report'], 'own-agency'),
  ],
})

/** A county's or zone's officer: reports for the unit, and sees what stands in its area. */
export const countyOfficer = defineRole('county-officer', {
  title: '县级联络员',
  grants: [may(countySupervision, ['read', 'report'], 'own-agency'), may(countySupervision, ['read'], 'own-area')],
})

/** A city leader: sees everything, changes nothing. */
export const cityLeader = defineRole('city-leader', {
  title: '市领导',
  grants: [
    may(planDoubt, ['read'], 'all'),
    may(planAdoption, ['read'], 'all'),
    may(taskSupervision, ['read'], 'all'),
    may(countySupervision, ['read'], 'all'),
    may(rosterMember, ['read'], 'all'),
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
