import { execFile } from 'node:child_process'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const root = path.join(import.meta.dirname, '../..')
const tries = 40

/**
 * What the audit of a serving city finds wrong with its log: nothing, once every node has signed again. A node that
 * has not started yet is waited for.
 */
export async function audited(dataDir: string): Promise<string[]> {
  let said = ''
  for (let turn = 0; turn < tries; turn += 1) {
    const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' }
    said = await promisify(execFile)(process.execPath, ['tools/audit.ts'], { cwd: root, env }).then(
      ({ stdout }) => stdout,
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
    )
    if (said.includes('全部相符')) return []
    await pause(500)
  }
  return [`the log does not match the database: ${said.slice(0, 2000)}`]
}
