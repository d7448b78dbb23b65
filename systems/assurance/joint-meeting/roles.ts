import { absence, responsibility } from '#commons/escalation-path'
import { rosterMember } from '#commons/joint-meeting'
import { defineRole, filing, may } from '#platform'
import { attendance, followUp, session, signature, term } from './cases.ts'
import { agenciesWithOfficer, resolutionsOnTime } from './indicators.ts'
import { chiefDataOfficer, meeting, resolution } from './registers.ts'

/** Calls the meetings, writes and issues the minutes, keeps roster and matrix, appoints chief data officers. */
export const secretary = defineRole('joint-meeting-secretary', {
  title: '联席会议秘书',
  grants: [
    filing(meeting, 'all', {
      title: '筹备一次会议',
      asks: ['title', 'heldOn', 'place', 'chair', 'agenda'],
    }),
    may(meeting, ['read', 'amend'], 'all'),
    may(resolution, ['read', 'create', 'amend'], 'all'),
    may(session, ['read', 'invite', 'record', 'draft', 'circulate', 'revise', 'issue', 'postpone', 'cancel'], 'all'),
    may(attendance, ['read'], 'all'),
    may(signature, ['read'], 'all'),
    may(followUp, ['read'], 'all'),
    may(rosterMember, ['read', 'create', 'amend'], 'all'),
    may(responsibility, ['read', 'create', 'amend'], 'all'),
    may(absence, ['read', 'create', 'amend'], 'all'),
    may(chiefDataOfficer, ['read', 'create', 'amend'], 'all'),
    may(term, ['read', 'appoint', 'decline'], 'all'),
    may(resolutionsOnTime, ['read'], 'all'),
    may(agenciesWithOfficer, ['read'], 'all'),
  ],
})

/** Answers for a member agency: says who comes, signs the minutes, puts its chief data officer forward, hands over. */
export const member = defineRole('joint-meeting-member', {
  title: '联席会议联络员',
  grants: [
    may(session, ['read'], 'assigned'),
    may(attendance, ['read', 'come', 'depute', 'excuse'], 'own-agency'),
    may(signature, ['read', 'sign', 'object'], 'own-agency'),
    may(followUp, ['read'], 'own-agency'),
    may(followUp, ['read'], 'assigned'),
    may(absence, ['read', 'create', 'amend'], 'own-agency'),
    filing(chiefDataOfficer, 'own-agency', {
      title: '推荐首席数据官',
      asks: ['office', 'name', 'post', 'duties', 'termEndsOn'],
    }),
    may(chiefDataOfficer, ['read', 'amend'], 'own-agency'),
    may(term, ['read', 'leave', 'handOver'], 'own-agency'),
    may(resolutionsOnTime, ['read'], 'own-agency'),
  ],
})

/** A leader sees the meetings, what was resolved and how it goes, and changes nothing. */
export const leader = defineRole('joint-meeting-leader', {
  title: '联席会议领导',
  leads: true,
  grants: [
    may(meeting, ['read'], 'all'),
    may(resolution, ['read'], 'all'),
    may(session, ['read'], 'all'),
    may(followUp, ['read'], 'all'),
    may(rosterMember, ['read'], 'all'),
    may(chiefDataOfficer, ['read'], 'all'),
    may(term, ['read'], 'all'),
    may(resolutionsOnTime, ['read'], 'all'),
    may(agenciesWithOfficer, ['read'], 'all'),
  ],
})

/** Whoever is in a post sees who answers for what. */
export const matrixReader = defineRole('matrix-reader', {
  title: '在职人员（责任矩阵）',
  heldBy: 'officers',
  grants: [may(responsibility, ['read'], 'all')],
})
