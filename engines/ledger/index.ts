/** The face: what anyone needs to check evidence, in a browser as well; hashes and signature checks are given to it. */
export { parseNote, signatureType, splitCosignature, verifiedOf, type NoteCrypto } from './note.ts'
export { parsePolicy, type Policy, type Quorum } from './policy.ts'
export { parseReceipt, verifyReceipt, type Receipt, type ReceiptHashes, type Step } from './receipt.ts'

/** The record of everything that happened, as something that can be granted: to search it by person, subject and time. */
export const ledger = { kind: 'ledger', name: 'ledger', title: '存证账本', actions: ['search'] } as const
