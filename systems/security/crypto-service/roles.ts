import { defineRole, may } from '#platform'
import { keyCustody } from './custody.ts'

/** An agency's officer for cryptography: registers its applications, makes, rotates, retires and destroys their keys. */
export const cryptoOfficer = defineRole('crypto-officer', {
  title: '密码应用管理员',
  grants: [may(keyCustody, ['read', 'create', 'rotate', 'retire', 'destroy', 'stop'], 'own-agency')],
})

/** The city's authority for cryptography: sets quotas, decides on certificates, changes the master key; sees every use. */
export const cryptoAuthority = defineRole('crypto-authority', {
  title: '密码主管',
  grants: [may(keyCustody, ['read', 'quota', 'stop', 'certify'], 'all')],
})
