/** The face: what anyone needs to check evidence, in a browser as well; hashes and signature checks are given to it. */
export { parsePolicy } from './policy.ts'
export { verifyReceipt } from './receipt.ts'
