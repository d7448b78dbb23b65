import { article, instrument } from '#commons/rulebook'
import { defineRole, filing, may } from '#platform'
import { answering, consulting, enacting, enactment, evaluation, reading } from './cases.ts'
import { issuedShare, readShare } from './indicators.ts'
import { citation, comment, edition, publication, training } from './registers.ts'

const kinds = [enacting, enactment, consulting, answering, reading, evaluation] as const
const numbers = [issuedShare, readShare] as const
const readNumbers = (scope: 'all' | 'own-agency') => numbers.map((one) => may(one, ['read'], scope))

/** Keeps the list of instruments for the whole city. */
export const rulebookDesk = defineRole('rulebook-desk', {
  title: '制度管理员',
  grants: [
    may(instrument, ['read', 'create', 'amend'], 'all'),
    ...[edition, comment, training].map((one) => may(one, ['read'], 'all')),
    ...kinds.map((one) => may(one, ['read'], 'all')),
    may(enacting, ['abandon'], 'all'),
    ...readNumbers('all'),
  ],
})

/** Drafts an agency's instruments, puts them before the public, issues, revises and repeals them. */
export const ruleDrafter = defineRole('rule-drafter', {
  title: '制度起草人',
  grants: [
    may(edition, ['read', 'amend'], 'own-agency'),
    filing(edition, 'own-agency', { asks: ['instrument', 'title', 'text', 'why', 'files', 'followers'] }),
    may(comment, ['read'], 'own-agency'),
    may(citation, ['read', 'create', 'amend'], 'own-agency'),
    may(training, ['read', 'create', 'amend'], 'own-agency'),
    may(enacting, ['read', 'repeal'], 'own-agency'),
    may(enactment, ['read', 'publish', 'submit', 'issueNow', 'issueLater', 'drop'], 'own-agency'),
    may(consulting, ['read', 'finish'], 'own-agency'),
    may(answering, ['read', 'answer'], 'own-agency'),
    may(evaluation, ['read', 'conclude'], 'own-agency'),
    ...readNumbers('own-agency'),
  ],
})

/** Looks whether a draft is lawful, for every agency. */
export const legalReviewer = defineRole('rule-legal-reviewer', {
  title: '合法性审查员',
  grants: [
    ...[edition, comment].map((one) => may(one, ['read'], 'all')),
    may(enactment, ['read', 'pass', 'sendBack'], 'all'),
  ],
})

/** Receives what an agency must follow, and says that it was read. */
export const ruleReader = defineRole('rule-reader', {
  title: '制度学习联络员',
  grants: [may(reading, ['read', 'acknowledge'], 'own-agency')],
})

/** Those who answer for the city see which instruments are late. */
export const ruleLeader = defineRole('rule-leader', {
  title: '制度建设分管领导',
  leads: true,
  grants: [
    ...[edition, training].map((one) => may(one, ['read'], 'all')),
    ...kinds.map((one) => may(one, ['read'], 'all')),
    ...readNumbers('all'),
  ],
})

/** Anyone with an account says what they think of a draft, and reads the answer. */
export const commenter = defineRole('rule-commenter', {
  title: '公众（制度意见）',
  heldBy: 'citizens',
  grants: [
    filing(comment, 'own', {
      title: '对制度征求意见稿提意见',
      says: '正在起草的制度先听您说；每条意见十个工作日内答复',
      asks: ['text', 'label', 'point', 'words', 'name'],
    }),
    may(comment, ['read'], 'own'),
    may(answering, ['read'], 'own'),
  ],
})

/** Rules are public: what they are, what each article says, how they were before. */
export const everyReader = defineRole('rule-public', {
  title: '公众（制度）',
  heldBy: 'everyone',
  grants: [instrument, article, publication, citation].map((one) => may(one, ['read'], 'all')),
})
