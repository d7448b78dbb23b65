import { defineSystem } from '#platform'
import { cryptoAuthority, cryptoOfficer } from './roles.ts'
import { keyCustody } from './custody.ts'

/** National cryptography as a service for other departments' systems, their keys in custody. */
export default defineSystem('crypto-service', {
  title: '国密密码应用平台',
  owner: 'city-data-bureau',
  parts: [keyCustody, cryptoOfficer, cryptoAuthority],
  pages: [],
})
