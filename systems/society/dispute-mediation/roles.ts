import { defineRole, filing, may } from '#platform'
import { assistance, mediation } from './cases.ts'
import { openDisputes, settledShare } from './indicators.ts'
import { dispute } from './registers.ts'

const told = ['matter', 'sort', 'words', 'wish', 'happenedAt', 'papers'] as const
const people = ['applicantName', 'applicantNumber', 'applicantMobile', 'respondentName', 'respondentNumber'] as const

/** Anyone brings in a dispute of their own, and follows it. */
export const disputant = defineRole('disputant', {
  title: '纠纷当事人',
  heldBy: 'citizens',
  grants: [
    filing(dispute, 'own', {
      asks: [...told, ...people],
      sets: { door: 'online' },
      title: '请人调解一件纠纷',
      says: '邻里、家庭、工钱、物业……当地调解中心三个工作日内答复',
    }),
    may(dispute, ['read', 'amend'], 'own'),
    may(mediation, ['read', 'withdraw', 'sign', 'decline', 'relapse', 'rate'], 'own'),
  ],
})

/** A grid worker brings in what people tell at the door, on their behalf. */
export const gridReporter = defineRole('dispute-grid-reporter', {
  title: '网格员（纠纷上报）',
  grants: [
    filing(dispute, 'own-area', { asks: [...told, ...people], sets: { door: 'grid' } }),
    may(dispute, ['read'], 'own-area'),
    may(mediation, ['read'], 'own-area'),
  ],
})

/** A mediation centre takes in, mediates and follows up. */
export const mediator = defineRole('mediator', {
  title: '调解员',
  grants: [
    filing(dispute, 'own-agency', { asks: [...told, ...people], sets: { door: 'window' } }),
    may(dispute, ['read', 'amend', 'reveal'], 'own-agency'),
    may(
      mediation,
      [
        ...['read', 'accept', 'assign', 'transfer', 'route', 'help', 'assess', 'assessed', 'propose', 'fail'],
        ...['signedOnPaper', 'performed', 'broken'],
      ] as const,
      'own-agency',
    ),
    ...[openDisputes, settledShare].map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** Whoever answers in a bureau that a centre asks for help. */
export const disputeHelper = defineRole('dispute-helper', {
  title: '纠纷协助联络员',
  grants: [may(assistance, ['read', 'answer'], 'own-agency')],
})

/** Those who answer for an area see how its disputes stand. */
export const disputeLeader = defineRole('dispute-leader', {
  title: '矛盾调解分管领导',
  leads: true,
  grants: [
    may(dispute, ['read'], 'own-area'),
    may(mediation, ['read'], 'own-area'),
    may(assistance, ['read'], 'own-area'),
    ...[openDisputes, settledShare].map((one) => may(one, ['read'], 'own-area')),
  ],
})
