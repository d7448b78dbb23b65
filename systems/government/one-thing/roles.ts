import { defineRole, filing, may } from '#platform'
import { packageRun } from './cases.ts'
import { doneWhole, packagesOffered } from './indicators.ts'
import { packageApplication, packageItem, packageNeed, servicePackage } from './registers.ts'

const declared = [servicePackage, packageItem, packageNeed]
const numbers = [packagesOffered, doneWhole]

/** Puts packages together for the whole city. */
export const packageKeeper = defineRole('service-package-keeper', {
  title: '一件事管理员',
  grants: [
    ...declared.map((one) => may(one, ['read', 'create', 'amend'], 'all')),
    may(packageRun, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** The agency that leads a package: sees the whole of it, and says what becomes of the rest when one part is refused. */
export const packageLead = defineRole('service-package-lead', {
  title: '一件事牵头联络员',
  grants: [
    ...declared.map((one) => may(one, ['read'], 'all')),
    may(packageApplication, ['read'], 'own-agency'),
    may(packageRun, ['read', 'goOn', 'stop'], 'own-agency'),
    ...numbers.map((one) => may(one, ['read'], 'own-agency')),
  ],
})

/** Those who answer for how the city serves. */
export const packageLeader = defineRole('service-package-leader', {
  title: '一件事分管领导',
  leads: true,
  grants: [
    ...[...declared, packageApplication].map((one) => may(one, ['read'], 'all')),
    may(packageRun, ['read'], 'all'),
    ...numbers.map((one) => may(one, ['read'], 'all')),
  ],
})

/** Whoever asks for one thing. */
export const packageApplicant = defineRole('service-package-applicant', {
  title: '一件事申请人',
  heldBy: 'citizens',
  grants: [
    filing(packageApplication, 'own', {
      asks: [
        'package',
        'livesAt',
        'applicant',
        'idNumber',
        'creditCode',
        'mobile',
        'said',
        'words',
        'delivery',
        'address',
      ],
      title: '一次办成一件事',
      says: '生孩子、上学、退休、开饭店……几个部门的事一张表、交一次。',
    }),
    may(packageApplication, ['read'], 'own'),
    may(packageRun, ['read'], 'own'),
  ],
})

/** What may be done in one go is known to everybody. */
export const packageReader = defineRole('service-package-reader', {
  title: '公众（一件事）',
  heldBy: 'everyone',
  grants: declared.map((one) => may(one, ['read'], 'all')),
})
