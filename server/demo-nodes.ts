import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ledgerFolder, logKeys, policyText, writePolicy } from '#engines/ledger/run'
import { demoWitnesses } from '#city'
import { firstLine } from './first-line.ts'

/** Of three agencies, two must have signed. */
const least = 2

/**
 * The demonstration city's witness nodes: three processes with keys and stores of their own, as agencies would run them
 * on machines of their own. They end with this process, however it ends.
 */
export async function startDemoNodes(dataDir: string, listening: AddressInfo | string | null) {
  const folder = ledgerFolder(dataDir)
  const keys = logKeys(folder)
  const url = typeof listening === 'object' && listening ? `http://127.0.0.1:${listening.port}/ledger` : undefined
  const nodes = path.join(dataDir, 'witnesses')
  mkdirSync(nodes, { recursive: true })
  const policy = path.join(nodes, 'log.txt')
  writeFileSync(policy, policyText(keys, [], 0, url))
  const started = await Promise.all(
    demoWitnesses.map(async (name) => ({ name, ...(await startNode(name, path.join(nodes, name), policy)) })),
  )
  writePolicy(folder, policyText(keys, started, least, url))
  return {
    stop: () => {
      for (const { child } of started) child.kill('SIGTERM')
    },
  }
}

/** Starts a node of an agency as a process of its own, which ends with this one. @throws Error when it does not start */
export async function startNode(name: string, folder: string, policy: string, port = 0) {
  const env = { ...process.env, ROLE: 'witness', WITNESS_NAME: name, WITNESS_POLICY: policy, WITNESS_TIED: '1' }
  const child: ChildProcess = spawn(
    process.execPath,
    [fileURLToPath(new URL('../engines/ledger/roles/witness.ts', import.meta.url))],
    {
      env: { ...env, DATA_DIR: folder, PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: '' },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const line = await firstLine(child, `见证节点 ${name}`)
  const [, url = '', vkey = ''] = line.split(' ')
  return { child, url, vkey }
}
