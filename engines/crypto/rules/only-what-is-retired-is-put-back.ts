import type { Version } from '../asked.ts'
import { faults } from '../faults.ts'

/** Only a retired version is put back. @throws crypto/version-not-usable */
export function onlyWhatIsRetiredIsPutBack({ version, state }: Version) {
  if (state !== 'retired') throw faults['version-not-usable']({ version, state })
}
