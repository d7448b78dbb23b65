import { defineSystem } from '#platform'
import { abuseReview, agreementRun } from './cases.ts'
import { agreementsLive, answeredInTime } from './indicators.ts'
import { pages } from './pages.ts'
import { agreedItem, agreement } from './registers.ts'
import { sharingProvider, dataUser, sharingLeader, sharingOfficer, sharingReader } from './roles.ts'
import { agencySharing } from './sharings.ts'

/** Data between agencies: asked for, agreed on, called within what was agreed, and nothing beside. */
export default defineSystem('data-sharing', {
  title: '数据共享',
  owner: 'city-data-bureau',
  parts: [
    ...[agreement, agreedItem, agencySharing, agreementRun, abuseReview, agreementsLive, answeredInTime],
    ...[sharingOfficer, dataUser, sharingProvider, sharingLeader, sharingReader],
  ],
  pages,
})
