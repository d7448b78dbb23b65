import type { Version } from '../asked.ts'
import { faults } from '../faults.ts'

/** What is retired is a former version, not the one that signs and encrypts now. @throws crypto/version-in-use, crypto/version-not-usable */
export function aVersionInUseIsNotRetired({ version, state }: Version) {
  if (state === 'current') throw faults['version-in-use']({ version })
  if (state !== 'kept') throw faults['version-not-usable']({ version, state })
}
