import { faults } from '../faults.ts'

/** Whoever acts has seen the case as it is now. @throws case/stale-version */
export function nobodyWasFaster({ held, version }: { held: { version: number }; version: number | undefined }) {
  if (version !== undefined && held.version !== version)
    throw faults['stale-version']({ yours: version, now: held.version })
}
