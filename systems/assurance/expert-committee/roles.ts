import { defineRole, may } from '#platform'
import { appointment, reviewing, sitting } from './cases.ts'
import { reviewers } from './draws.ts'
import { reviewsHeld } from './indicators.ts'
import { committee, expert, membership, relation, review, seat } from './registers.ts'

/** Puts experts forward for an agency. */
export const proposer = defineRole('expert-proposer', {
  title: '专家推荐人',
  grants: [
    may(committee, ['read'], 'all'),
    may(expert, ['read', 'create', 'amend'], 'own-agency'),
    may(membership, ['read', 'create'], 'own-agency'),
    may(relation, ['read', 'create', 'amend'], 'own-agency'),
    may(appointment, ['read'], 'own-agency'),
  ],
})

/** Keeps the bodies, appoints, prepares reviews, draws, pays. */
export const secretary = defineRole('expert-secretary', {
  title: '专家委员会秘书',
  grants: [
    may(committee, ['read', 'create', 'amend'], 'all'),
    may(expert, ['read', 'create', 'amend', 'reveal'], 'all'),
    may(membership, ['read', 'create'], 'all'),
    may(relation, ['read', 'create', 'amend'], 'all'),
    may(review, ['read', 'create', 'amend'], 'all'),
    may(seat, ['read'], 'all'),
    may(appointment, ['read', 'appoint', 'decline'], 'all'),
    may(reviewing, ['read', 'convene', 'postpone', 'cancel', 'conclude'], 'all'),
    may(sitting, ['read', 'release', 'pay'], 'all'),
    may(reviewers, ['read', 'seal', 'reveal', 'replace'], 'all'),
    may(reviewsHeld, ['read'], 'all'),
  ],
})

/** An expert, as themselves: answers, recuses, scores. */
export const reviewer = defineRole('reviewer', {
  title: '评审专家',
  heldBy: 'citizens',
  grants: [may(appointment, ['read'], 'own'), may(sitting, ['read', 'accept', 'recuse', 'score'], 'own')],
})

/** Anyone looks at how experts were drawn, and checks it. */
export const onlooker = defineRole('draw-onlooker', {
  title: '公众（抽取结果）',
  heldBy: 'everyone',
  grants: [may(reviewers, ['read'], 'all'), may(committee, ['read'], 'all')],
})
