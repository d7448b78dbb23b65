import path from 'node:path'
import type { Database } from '#kernel/database'
import { stepsAsEvidence } from '#engines/case/run'
import { courier, logKeys, openTrees, policyIn, sequence } from '#engines/ledger/run'
import { versionsAsEvidence } from '#engines/register/run'

/** What each engine attests of its events. */
const evidenceSources = [versionsAsEvidence, stepsAsEvidence]

/** Where a city's log lies: its keys, its policy, its trees. */
export const ledgerFolder = (dataDir: string) => path.join(dataDir, 'ledger')

/** The reading side of the log: receipts and audits are made from it. */
export function openArchive({ database, dataDir }: { database: Database; dataDir: string }) {
  const folder = ledgerFolder(dataDir)
  const keys = logKeys(folder)
  const trees = openTrees(folder, { writes: false })
  const archive = { database, trees, origin: keys.origin, sources: evidenceSources }
  return { archive, folder, policy: policyIn(folder, keys) }
}

/** The writing side of the log: takes events in, and asks the witnesses. One process has it at a time. */
export function openSequencer(o: { database: Database; dataDir: string; now: () => Date; timeout?: number }) {
  const folder = ledgerFolder(o.dataDir)
  const keys = logKeys(folder)
  const trees = openTrees(folder, { writes: true })
  const policy = policyIn(folder, keys)
  const { database, now, timeout = 3000 } = o
  return {
    keys,
    /** Until no event waits. @returns how many leaves were taken */
    async sequence() {
      let [taken, leaves] = [0, 0]
      while ((taken = await sequence({ database, trees, keys, sources: evidenceSources, now })) > 0) leaves += taken
      return leaves
    },
    finalise: courier({ database, trees, policy, now, timeout }),
  }
}
