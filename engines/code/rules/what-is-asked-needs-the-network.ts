import { faults } from '../faults.ts'
import type { Purpose } from '../index.ts'

/** A purpose that the holder is asked about is scanned with a network: nobody could ask them otherwise. @throws code/needs-network */
export function whatIsAskedNeedsTheNetwork({ purpose }: { purpose: Purpose }) {
  if (purpose.consent === 'asked') throw faults['needs-network']({ purpose: purpose.title })
}
