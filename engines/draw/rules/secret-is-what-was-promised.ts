import { faults } from '../faults.ts'
import { hashOf } from '../index.ts'
import { sha256 } from '../hashes.ts'

/** The secret that is revealed is the one whose digest was sealed. @throws draw/wrong-secret */
export function secretIsWhatWasPromised(secret: string, commitment: string) {
  if (hashOf(secret, sha256) !== commitment) throw faults['wrong-secret']()
}
