import { defineSystem } from '#platform'
import { assistance, mediation } from './cases.ts'
import { openDisputes, settledShare } from './indicators.ts'
import { pages } from './pages.ts'
import { agreement } from './papers.ts'
import { dispute } from './registers.ts'
import { disputant, disputeHelper, disputeLeader, gridReporter, mediator } from './roles.ts'

/** Disputes of every kind, brought in by any door and settled in one place. */
export default defineSystem('dispute-mediation', {
  title: '矛盾纠纷一站式化解',
  owner: 'city-politics-law-commission',
  parts: [
    ...[dispute, mediation, assistance, disputant, gridReporter, mediator, disputeHelper, disputeLeader],
    ...[agreement, settledShare, openDisputes],
  ],
  pages,
})
