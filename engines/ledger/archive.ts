import path from 'node:path'
import type { Database } from '#kernel/database'
import type { House } from '#kernel/engine'
import { defineRoom } from '#kernel/room'
import { courier } from './finalise.ts'
import { logKeys } from './keys.ts'
import { openTrees } from './log.ts'
import { evidence } from './points.ts'
import type { Archive } from './receipts.ts'
import { sequence } from './sequence.ts'
import { policyIn } from './trust.ts'

/** Where a city's log lies: its keys, its policy, its trees. */
export const ledgerFolder = (dataDir: string) => path.join(dataDir, 'ledger')

type Place = Pick<House, 'given' | 'settings'> & { database: Database }

/** The reading side of the log: receipts and audits are made from it. */
export function openArchive({ database, given, settings }: Place) {
  const folder = ledgerFolder(settings.dataDir)
  const keys = logKeys(folder)
  const trees = openTrees(folder, { writes: false })
  const archive: Archive = { database, trees, origin: keys.origin, sources: given(evidence) }
  return { archive, folder, policy: policyIn(folder, keys) }
}

/** The archive of a city that serves. */
export const archiveRoom = defineRoom<ReturnType<typeof openArchive>>('archive')

/** The writing side of the log: takes events in, and asks the witnesses. One process has it at a time. */
export function openSequencer(place: Place, now: () => Date, timeout = 3000) {
  const folder = ledgerFolder(place.settings.dataDir)
  const keys = logKeys(folder)
  const trees = openTrees(folder, { writes: true })
  const { database } = place
  const sources = place.given(evidence)
  const policy = policyIn(folder, keys)
  return {
    keys,
    /** Until no event waits. @returns how many leaves were taken */
    async sequence() {
      let [taken, leaves] = [0, 0]
      while ((taken = await sequence({ database, trees, keys, sources, policy, now })) > 0) leaves += taken
      return leaves
    },
    finalise: courier({ database, trees, policy, now, timeout }),
  }
}
