import { defineSystem } from '#platform'
import { appointment, reviewing, sitting } from './cases.ts'
import { reviewers } from './draws.ts'
import { reviewsHeld } from './indicators.ts'
import { pages } from './pages.ts'
import { committee, expert, membership, relation, review, seat } from './registers.ts'
import { onlooker, proposer, reviewer, secretary } from './roles.ts'

/** Who advises the city, and how those are chosen who judge. */
export default defineSystem('expert-committee', {
  title: '专家委员会',
  owner: 'city-data-bureau',
  parts: [
    ...[committee, expert, membership, relation, review, seat],
    ...[appointment, reviewing, sitting, reviewers, reviewsHeld],
    ...[proposer, secretary, reviewer, onlooker],
  ],
  pages,
})
