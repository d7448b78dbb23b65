import { defineSystem } from '#platform'
import { milestoneYear, multiYearRun, research, study } from './cases.ts'
import { milestonesMet, topicsAdopted } from './indicators.ts'
import { pages } from './pages.ts'
import { milestone, multiYearPlan, planKit, proposal, topic } from './registers.ts'
import { countyPlanner, planner, planningLeader, planReader, researcher } from './roles.ts'

/** What is planned over several years, and what is studied for it. */
export default defineSystem('planning-research', {
  title: '规划预研与三年行动计划',
  owner: 'city-development-reform-commission',
  parts: [
    ...[multiYearPlan, milestone, planKit, topic, proposal],
    ...[milestoneYear, multiYearRun, research, study, milestonesMet, topicsAdopted],
    ...[planner, countyPlanner, planningLeader, researcher, planReader],
  ],
  pages,
})
