import type { Asked } from '../asked.ts'
import { faults } from '../faults.ts'

/** A stopped application gets a token only after the authority has started it again. @throws crypto/application-stopped */
export function aStoppedApplicationGetsNoToken({ stopped }: Asked['token']) {
  if (stopped) throw faults['application-stopped']()
}
