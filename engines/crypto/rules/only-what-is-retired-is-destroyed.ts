import type { Version } from '../asked.ts'
import { faults } from '../faults.ts'

/** Only a retired version is destroyed. @throws crypto/version-not-retired */
export function onlyWhatIsRetiredIsDestroyed({ version, state }: Version) {
  if (state !== 'retired') throw faults['version-not-retired']({ version })
}
