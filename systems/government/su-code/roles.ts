import { defineRole, may } from '#platform'
import { suCode } from './codes.ts'

/** Everyone shows their own code, decides what a scanner is told, and reads where it was scanned. */
export const codeHolder = defineRole('code-holder', {
  title: '持码人',
  grants: [may(suCode, ['show'], 'own')],
  heldBy: 'everyone',
})

/** Looks after an agency's scanners. */
export const scannerKeeper = defineRole('scanner-keeper', {
  title: '扫码管理员',
  grants: [may(suCode, ['scan'], 'own-agency')],
})

/** Puts an agency's cards onto people's codes. */
export const cardIssuer = defineRole('card-issuer', {
  title: '卡证签发员',
  grants: [may(suCode, ['issue'], 'own-agency')],
})
