import { absence, responsibility } from '#commons/escalation-path'
import { defineSystem } from '#platform'
import { attendance, followUp, session, signature, term } from './cases.ts'
import { agenciesWithOfficer, resolutionsOnTime } from './indicators.ts'
import { pages } from './pages.ts'
import { handover, letter, minutes } from './papers.ts'
import { chiefDataOfficer, meeting, resolution } from './registers.ts'
import { leader, matrixReader, member, secretary } from './roles.ts'

/** Meetings whose resolutions are supervised, chief data officers, and who answers for whose work. */
export default defineSystem('joint-meeting', {
  title: '联席会议',
  owner: 'city-data-bureau',
  parts: [
    ...[meeting, resolution, chiefDataOfficer, responsibility, absence],
    ...[session, attendance, signature, followUp, term],
    ...[minutes, letter, handover],
    ...[resolutionsOnTime, agenciesWithOfficer],
    ...[secretary, member, leader, matrixReader],
  ],
  pages,
})
