import { defineSystem } from '#platform'
import { assessing, deciding, issuing, reviewing, telling } from './cases.ts'
import { drafting, printedNotice } from './documents.ts'
import { acceptedAtOnce, toldShare } from './indicators.ts'
import { pages } from './pages.ts'
import { assessed, entry, leaf, mark, notice, objection, scheme, yearly } from './registers.ts'
import { assessedOfficer, assessmentLeader, assessor, onlooker } from './roles.ts'

/** How well the city's agencies do what the plan asks, by numbers that anybody recomputes. */
export default defineSystem('assessment', {
  title: '考核评价',
  owner: 'city-data-bureau',
  parts: [
    ...[scheme, leaf, assessed, entry, mark, objection, notice],
    ...[yearly, assessing, telling, reviewing, deciding, issuing],
    ...[drafting, printedNotice, acceptedAtOnce, toldShare],
    ...[assessor, assessedOfficer, assessmentLeader, onlooker],
  ],
  pages,
})
