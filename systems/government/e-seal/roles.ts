import { electronicSeal } from '#commons/electronic-seal'
import { defineRole, filing, may } from '#platform'
import { sealing, sealRun } from './cases.ts'
import { lettersSealed, sealsInUse } from './indicators.ts'
import { sealedLetter } from './registers.ts'

const numbers = [sealsInUse, lettersSealed]

/** Whoever keeps an agency's seals: asks for them, rests them, and puts letters under them. */
export const sealKeeper = defineRole('seal-keeper', {
  title: '印章管理员',
  grants: [
    filing(electronicSeal, 'own-agency', {
      asks: ['title', 'holder', 'use', 'why', 'papers', 'from', 'until'],
      title: '申请制作电子印章',
      says: '经数据局审批后制作；实物印章的备案材料作为申请材料上传。',
    }),
    may(electronicSeal, ['read', 'amend'], 'own-agency'),
    may(sealRun, ['read', 'resubmit', 'rest', 'resume', 'revoke'], 'own-agency'),
    may(sealedLetter, ['read'], 'own-agency'),
    may(sealing, ['read', 'seal', 'sendBack', 'withdraw'], 'own-agency'),
    ...numbers.map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** An officer who writes what is put under the seal. */
export const letterWriter = defineRole('letter-writer', {
  title: '拟稿人',
  grants: [
    filing(sealedLetter, 'own-agency', {
      asks: ['title', 'sort', 'to', 'body', 'use', 'number'],
      title: '写一份文书，申请用印',
    }),
    may(sealedLetter, ['read', 'amend'], 'own-agency'),
    may(sealing, ['read', 'resubmit'], 'own-agency'),
  ],
})

/** Whoever looks over what agencies ask for: the city's authority for seals. */
export const sealAuthority = defineRole('seal-authority', {
  title: '电子印章审批人',
  grants: [
    may(electronicSeal, ['read'], 'all'),
    may(sealRun, ['read', 'approve', 'sendBack', 'refuse', 'revoke'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Takes in applications that agencies bring on paper. */
export const sealRegistrar = defineRole('seal-registrar', {
  title: '电子印章登记员',
  grants: [
    filing(electronicSeal, 'all', {
      asks: ['title', 'holder', 'use', 'why', 'papers', 'from', 'until'],
      title: '代单位登记制章申请',
      says: '单位递交纸质申请的，由登记员代为录入，再由审批人审批。',
    }),
    may(electronicSeal, ['read'], 'all'),
    may(sealRun, ['read'], 'all'),
  ],
})

/** Those who answer for the city's seals. */
export const sealLeader = defineRole('seal-leader', {
  title: '电子印章分管领导',
  leads: true,
  grants: [
    ...[electronicSeal, sealedLetter].map((one) => may(one, ['read'], 'all')),
    ...[sealRun, sealing].map((one) => may(one, ['read'], 'all')),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})
