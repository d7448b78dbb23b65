/** The face: what anyone needs to check evidence, in a browser as well; hashes and signature checks are given to it. */
export { canonical } from './canonical.ts'
export { parseNote, signatureType, splitCosignature, verifiedOf, type NoteCrypto } from './note.ts'
export { parsePolicy, type Policy, type Quorum } from './policy.ts'
export { parseReceipt, verifyReceipt, type Receipt, type ReceiptHashes, type Step } from './receipt.ts'

/** The record of everything that happened, as it can be granted: to search it by person, subject and time. */
export interface Ledger {
  readonly kind: 'ledger'
  readonly name: 'ledger'
  readonly title: string
  readonly actions: readonly ['search']
}

/** Declares the city's one ledger, so that roles can be granted it. */
export const defineLedger = (name: 'ledger', d: { title: string }): Ledger => ({
  kind: 'ledger',
  name,
  title: d.title,
  actions: ['search'],
})
