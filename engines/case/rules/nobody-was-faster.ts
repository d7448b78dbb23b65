import { faults } from '../faults.ts'
import type { Asked } from '../act.ts'

/** Whoever acts has seen the case as it is now. @throws case/stale-version */
export function nobodyWasFaster({ held, version }: Asked) {
  if (version !== undefined && held.version !== version)
    throw faults['stale-version']({ yours: version, now: held.version })
}
