import { defineSystem } from '#platform'
import { answering, calling, listing, milestoneRun, projectRun, resultRun } from './cases.ts'
import { challengesAnswered, resultsAdopted } from './indicators.ts'
import { pages } from './pages.ts'
import { answer, challenge, jointProject, partner, projectMilestone, result } from './registers.ts'
import { challengeReader, cooperationLeader, cooperator, keeper, poster } from './roles.ts'

/** What agencies need, solved together with universities, companies and parks, and kept as a capability. */
export default defineSystem('open-cooperation', {
  title: '开放合作与政产学研用',
  owner: 'city-science-bureau',
  parts: [
    ...[partner, challenge, answer, jointProject, projectMilestone, result],
    ...[listing, calling, answering, projectRun, milestoneRun, resultRun, challengesAnswered, resultsAdopted],
    ...[poster, keeper, cooperationLeader, cooperator, challengeReader],
  ],
  pages,
})
