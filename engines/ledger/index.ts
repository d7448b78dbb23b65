/** The face: what anyone needs to check evidence, in a browser as well; hashes and signature checks are given to it. */
export { parsePolicy } from './policy.ts'
export { verifyReceipt } from './receipt.ts'

/** The record of everything that happened, as something that can be granted: to search it by person, subject and time. */
export const ledger = { kind: 'ledger', name: 'ledger', title: '存证账本', actions: ['search'] } as const
