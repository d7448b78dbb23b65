import { defineRole, may } from '#platform'
import { assessing, deciding, issuing, reviewing, telling } from './cases.ts'
import { acceptedAtOnce, toldShare } from './indicators.ts'
import { assessed, entry, leaf, mark, notice, objection, scheme, yearly } from './registers.ts'

const numbers = [acceptedAtOnce, toldShare]

/** The data bureau's assessment desk: draws up the scheme, looks over what is told, decides objections, publishes, issues. */
export const assessor = defineRole('assessor', {
  title: '考评专员',
  grants: [
    ...[scheme, leaf, assessed, mark].map((one) => may(one, ['read', 'create', 'amend'], 'all')),
    ...[entry, objection].map((one) => may(one, ['read'], 'all')),
    may(notice, ['read', 'amend'], 'all'),
    may(assessing, ['read', 'begin', 'drop', 'extend', 'publish', 'retire', 'finish'], 'all'),
    may(telling, ['read'], 'all'),
    may(reviewing, ['read', 'accept', 'correct', 'sendBack'], 'all'),
    may(deciding, ['read', 'uphold', 'refuse'], 'all'),
    may(issuing, ['read', 'issue', 'discard'], 'all'),
    may(yearly, ['read', 'rank', 'revise'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** An agency's officer for the assessment: tells, and objects. */
export const assessedOfficer = defineRole('assessed-officer', {
  title: '考评联络员',
  grants: [
    ...[scheme, leaf].map((one) => may(one, ['read'], 'all')),
    may(assessed, ['read'], 'own-agency'),
    may(entry, ['read', 'create', 'amend'], 'own-agency'),
    may(objection, ['read', 'create'], 'own-agency'),
    may(telling, ['read', 'done'], 'own-agency'),
    may(reviewing, ['read', 'tellAgain'], 'own-agency'),
    may(deciding, ['read'], 'own-agency'),
    may(yearly, ['read'], 'own-agency'),
    ...numbers.map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** A leader of the city: sees every score at every stage. */
export const assessmentLeader = defineRole('assessment-leader', {
  title: '考评领导',
  leads: true,
  grants: [
    ...[scheme, leaf, assessed, notice].map((one) => may(one, ['read'], 'all')),
    may(assessing, ['read'], 'all'),
    may(deciding, ['read'], 'all'),
    may(yearly, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** What is final is everybody's. */
export const onlooker = defineRole('assessment-onlooker', {
  title: '公众（考评结果）',
  heldBy: 'everyone',
  grants: [may(yearly, ['rank'], 'all')],
})
