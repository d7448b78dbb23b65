/**
 * A witness node of an agency, a process of its own: `ROLE=witness`, `WITNESS_NAME`, `WITNESS_POLICY` (a file with the
 * keys and addresses of the logs; a city's own is at `/ledger/policy.txt`), `DATA_DIR`, `PORT`, `HOST`.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { faults } from '../faults.ts'
import { witnessedBy } from '../trust.ts'
import { startWitness } from '../witness/index.ts'

try {
  const { WITNESS_NAME: name, WITNESS_POLICY: policy, DATA_DIR: folder, PORT, HOST } = process.env
  if (!name || !policy || !folder) throw faults['witness-unset']({})
  const witness = await startWitness({
    ...{ name, folder: path.resolve(folder), port: Number(PORT || 3210), host: HOST ?? '127.0.0.1', now: Date.now },
    logs: witnessedBy(readFileSync(policy, 'utf8')),
  })
  console.log(`ready ${witness.url} ${witness.vkey}`)
  const leave = () => void witness.close().then(() => process.exit(0))
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
  // Whoever started it through a pipe takes it along when it ends.
  if (process.env.WITNESS_TIED === '1') process.stdin.resume().once('close', () => process.exit(0))
} catch (error) {
  console.error(error instanceof Error && process.env.LOG !== '1' ? error.message : error)
  process.exit(1)
}
