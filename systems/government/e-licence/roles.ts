import { licence, licenceFace, licenceType } from '#commons/licence'
import { defineRole, filing, may } from '#platform'
import { licenceRun, loanRun, requestRun, typeRun } from './cases.ts'
import { licencesValid, licenceTypes } from './indicators.ts'
import { licenceLoan, licenceRequest } from './registers.ts'

const numbers = [licencesValid, licenceTypes]
const ofType = ['title', 'code', 'lead', 'whom', 'months', 'says'] as (keyof typeof licenceType.fields)[]

/** Draws up an agency's types of licences, with what stands on them. */
export const typeKeeper = defineRole('licence-type-keeper', {
  title: '证照目录管理员',
  grants: [
    filing(licenceType, 'own-agency', { asks: ofType, title: '编制一种电子证照' }),
    may(licenceType, ['read'], 'all'),
    may(licenceType, ['amend'], 'own-agency'),
    may(licenceFace, ['read'], 'all'),
    may(licenceFace, ['create', 'amend'], 'own-agency'),
    may(typeRun, ['read', 'submit', 'withdraw'], 'own-agency'),
  ],
})

/** Looks over what types there are, for the whole city. */
export const typeReviewer = defineRole('licence-type-reviewer', {
  title: '证照目录审核人',
  grants: [
    filing(licenceType, 'all', { asks: ofType, sets: { standing: 'in-force' }, title: '接收上级下达的证照目录' }),
    may(licenceType, ['read'], 'all'),
    may(licenceFace, ['read', 'create', 'amend'], 'all'),
    may(typeRun, ['read', 'publish', 'sendBack'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Issues an agency's licences and answers for them. */
export const issuer = defineRole('licence-issuer', {
  title: '发证人员',
  grants: [
    filing(licence, 'own-agency', {
      asks: ['type', 'holder', 'idNumber', 'creditCode', 'issuer', 'said'],
      title: '签发一张电子证照',
      says: '照面内容填好就签发，立刻盖上本单位的电子印章。',
    }),
    may(licence, ['read', 'amend', 'reveal'], 'own-agency'),
    ...[licenceType, licenceFace].map((one) => may(one, ['read'], 'all')),
    may(licenceRun, ['read', 'revoke', 'cancel'], 'own-agency'),
    may(licenceRequest, ['read'], 'own-agency'),
    may(requestRun, ['read', 'agree', 'refuse'], 'own-agency'),
    may(licencesValid, ['read'], 'own-agency'),
  ],
})

/** Reads what holders lend to their agency. */
export const loanReader = defineRole('licence-loan-reader', {
  title: '用证人员',
  grants: [may(licenceLoan, ['read'], 'own-agency'), may(loanRun, ['read'], 'own-agency')],
})

/** Those who answer for the city's licences. */
export const licenceLeader = defineRole('licence-leader', {
  title: '电子证照分管领导',
  leads: true,
  grants: [
    ...[licenceType, licenceFace, licence, licenceRequest].map((one) => may(one, ['read'], 'all')),
    ...[typeRun, licenceRun, requestRun].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Whoever holds licences. */
export const holder = defineRole('licence-holder', {
  title: '持证人',
  heldBy: 'citizens',
  grants: [
    may(licence, ['read'], 'own'),
    may(licenceRun, ['read'], 'own'),
    filing(licenceRequest, 'own', {
      asks: ['licence', 'what', 'why', 'papers'],
      title: '延续或者注销我的证照',
      says: '发证机关五个工作日内办理。',
    }),
    may(licenceRequest, ['read'], 'own'),
    may(requestRun, ['read', 'withdraw'], 'own'),
    filing(licenceLoan, 'own', {
      asks: ['licence', 'to', 'purpose', 'until'],
      title: '把证照给一个单位看',
      says: '只给这一个单位、只为这一件事、到期自动收回；谁看过都有记录。',
    }),
    may(licenceLoan, ['read'], 'own'),
    may(loanRun, ['read', 'withdraw'], 'own'),
  ],
})

/** Which licences there are is known to everybody. */
export const catalogueReader = defineRole('licence-catalogue-reader', {
  title: '公众（证照目录）',
  heldBy: 'everyone',
  grants: [licenceType, licenceFace].map((one) => may(one, ['read'], 'all')),
})
