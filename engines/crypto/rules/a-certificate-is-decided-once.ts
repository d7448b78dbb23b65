import type { Asked } from '../asked.ts'
import { faults } from '../faults.ts'

/** What was asked is issued or refused once; what was issued is revoked once. @throws crypto/certificate-decided */
export function aCertificateIsDecidedOnce({ state, needs }: Asked['decide']) {
  if (state !== needs) throw faults['certificate-decided']({ state })
}
