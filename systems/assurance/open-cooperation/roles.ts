import { defineRole, filing, may } from '#platform'
import { answering, calling, listing, milestoneRun, projectRun, resultRun } from './cases.ts'
import { challengesAnswered, resultsAdopted } from './indicators.ts'
import { answer, challenge, jointProject, partner, projectMilestone, result } from './registers.ts'

const numbers = [challengesAnswered, resultsAdopted]
const kept = [challenge, answer, jointProject, projectMilestone, result]
const cases = [calling, answering, projectRun, milestoneRun, resultRun]

/** An agency's desk that posts what it needs, chooses who solves it, and accepts and adopts what comes of it. */
export const poster = defineRole('challenge-poster', {
  title: '揭榜难题联络员',
  grants: [
    may(partner, ['read'], 'all'),
    ...kept.map((one) => may(one, ['read'], 'own-agency')),
    may(challenge, ['create'], 'own-agency'),
    may(calling, ['read', 'withdraw', 'judge', 'shelve'], 'own-agency'),
    may(answering, ['read', 'score', 'choose', 'decline', 'takeBack'], 'own-agency'),
    may(projectRun, ['read', 'stop', 'finish'], 'own-agency'),
    may(milestoneRun, ['read', 'putOff', 'accept', 'sendBack'], 'own-agency'),
    may(resultRun, ['read', 'accept', 'sendBack', 'adopt', 'turnDown'], 'own-agency'),
    ...numbers.map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** The desk that looks partners over, and sees how cooperation goes. */
export const keeper = defineRole('cooperation-keeper', {
  title: '开放合作专员',
  grants: [
    ...[partner, ...kept].map((one) => may(one, ['read'], 'all')),
    may(listing, ['read', 'list', 'refuse'], 'all'),
    ...cases.map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** A leader of the city: sees which needs found somebody, and what came of it. */
export const cooperationLeader = defineRole('cooperation-leader', {
  title: '开放合作领导',
  leads: true,
  grants: [
    ...[partner, ...kept].map((one) => may(one, ['read'], 'all')),
    ...cases.map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** A university, a company, a park or an institute, or whoever acts for it. */
export const cooperator = defineRole('cooperator', {
  title: '合作伙伴',
  heldBy: 'citizens',
  grants: [
    filing(partner, 'own', {
      asks: ['name', 'code', 'sort', 'specialities'],
      title: '登记为合作伙伴',
      says: '高校、企业、园区、研究机构登记一次，审核通过后可以应答各单位的难题。',
    }),
    filing(answer, 'own', {
      asks: ['challenge', 'partner', 'plan', 'approach', 'papers'],
      title: '应答难题',
      says: '先登记为合作伙伴；写明怎样解决，需求单位评审后选定一家。',
    }),
    filing(result, 'own', {
      asks: ['project', 'title', 'words', 'evidence'],
      title: '报送合作成果',
      says: '里程碑都验收以后，把成果报给需求单位。',
    }),
    ...[partner, answer, result].map((one) => may(one, ['read', 'amend'], 'own')),
    ...[jointProject, projectMilestone].map((one) => may(one, ['read'], 'own')),
    may(listing, ['read'], 'own'),
    may(answering, ['read', 'withdraw', 'sign', 'giveUp'], 'own'),
    may(projectRun, ['read'], 'own'),
    may(milestoneRun, ['read', 'report'], 'own'),
    may(resultRun, ['read', 'resubmit'], 'own'),
  ],
})

/** What agencies need is public, and what came of it. */
export const challengeReader = defineRole('challenge-reader', {
  title: '公众（揭榜难题）',
  heldBy: 'everyone',
  grants: [may(challenge, ['read'], 'all')],
})
