import { ledgerCrypto } from './keys.ts'
import { nodeHashes } from './leaf.ts'
import { parsePolicy } from './policy.ts'
import { verifyReceipt, type Step } from './receipt.ts'

/**
 * Verifies a receipt by the text of a policy, with Node's own cryptography and nothing else.
 * @throws ledger/wrong-policy ledger/wrong-key
 */
export const offline = (receipt: unknown, policy: string): Promise<{ valid: boolean; steps: Step[] }> =>
  verifyReceipt(receipt, parsePolicy(ledgerCrypto, policy), nodeHashes)
