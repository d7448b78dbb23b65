import { defineRole, filing, may } from '#platform'
import { milestoneYear, multiYearRun, research, study } from './cases.ts'
import { milestonesMet, topicsAdopted } from './indicators.ts'
import { milestone, multiYearPlan, proposal, topic } from './registers.ts'

const numbers = [milestonesMet, topicsAdopted]

/** Keeps the plans of several years and the research that they need. */
export const planner = defineRole('multi-year-planner', {
  title: '规划专员',
  grants: [
    ...[multiYearPlan, milestone, topic].map((one) => may(one, ['read', 'create', 'amend'], 'all')),
    may(proposal, ['read'], 'all'),
    may(multiYearRun, ['read', 'adopt', 'withdraw'], 'all'),
    may(milestoneYear, ['read', 'move'], 'all'),
    may(research, ['read', 'commission', 'shelve', 'conclude', 'adopt'], 'all'),
    may(study, ['read', 'choose', 'decline', 'stop', 'accept', 'sendBack'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** A county's desk for its own plans of several years. */
export const countyPlanner = defineRole('county-planner', {
  title: '县（市、区）规划专员',
  grants: [
    ...[multiYearPlan, milestone].map((one) => may(one, ['read', 'create', 'amend'], 'own-agency')),
    may(multiYearRun, ['read', 'adopt', 'withdraw'], 'own-agency'),
    may(milestoneYear, ['read', 'move'], 'own-agency'),
    may(milestonesMet, ['read'], 'own-agency'),
  ],
})

/** A leader of the city: sees how the years go. */
export const planningLeader = defineRole('planning-leader', {
  title: '规划领导',
  leads: true,
  grants: [
    ...[multiYearRun, milestoneYear, research].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Whoever studies such things, as themselves or for an organisation. */
export const researcher = defineRole('researcher', {
  title: '研究者',
  heldBy: 'citizens',
  grants: [
    filing(proposal, 'own', {
      asks: ['topic', 'researcher', 'approach', 'price'],
      title: '申请研究课题',
      says: '面向社会征集：写明研究方案和需要的经费。',
    }),
    may(proposal, ['read'], 'own'),
    may(study, ['read', 'withdraw', 'tell', 'deliver'], 'own'),
  ],
})

/** Plans and calls are public. */
export const planReader = defineRole('multi-year-reader', {
  title: '公众（规划和课题）',
  heldBy: 'everyone',
  grants: [multiYearPlan, milestone, topic].map((one) => may(one, ['read'], 'all')),
})
