import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ledgerCrypto, type LogKeys } from './keys.ts'
import { parsePolicy, type Policy } from './policy.ts'
import type { WitnessedLog } from './witness/index.ts'

/** Where a log's policy is kept. */
export const policyOf = (folder: string) => path.join(folder, 'policy.txt')

/** Writes whom a log asks to witness it, whole or not at all. */
export function writePolicy(folder: string, text: string) {
  parsePolicy(ledgerCrypto, text)
  writeFileSync(`${policyOf(folder)}.new`, text)
  renameSync(`${policyOf(folder)}.new`, policyOf(folder))
}

const logLines = (keys: LogKeys, url?: string) => keys.vkeys.map((vkey) => `log ${vkey}${url ? ` ${url}` : ''}`)

/** The same policy, for another log at the same address. */
export function policyFor(keys: LogKeys, text: string): string {
  const lines = text.split('\n')
  const url = lines.find((line) => line.startsWith('log '))?.split(' ')[2]
  return [...logLines(keys, url), ...lines.filter((line) => !line.startsWith('log '))].join('\n')
}

/**
 * The text of a policy: a log's keys, its witnesses with their addresses, and how many of these must sign.
 * @param url where the log is read, for nodes that watch it
 */
export function policyText(
  keys: LogKeys,
  witnesses: readonly { name: string; vkey: string; url: string }[],
  least: number,
  url?: string,
): string {
  const logs = logLines(keys, url)
  if (witnesses.length === 0) return `${[...logs, 'quorum none'].join('\n')}\n`
  const named = witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}`)
  const group = `group agencies ${least} ${witnesses.map(({ name }) => name).join(' ')}`
  return `${[...logs, ...named, group, 'quorum agencies'].join('\n')}\n`
}

/**
 * The policy in a log's folder, read anew when the file was changed; at the first start one without witnesses.
 * @throws ledger/wrong-policy, ledger/wrong-key
 */
export function policyIn(folder: string, keys: LogKeys): () => { text: string; policy: Policy } {
  if (!existsSync(policyOf(folder))) writePolicy(folder, policyText(keys, [], 0))
  let known: { at: number; text: string; policy: Policy } | undefined
  return () => {
    const at = statSync(policyOf(folder)).mtimeMs
    if (known?.at === at) return known
    const text = readFileSync(policyOf(folder), 'utf8')
    known = { at, text, policy: parsePolicy(ledgerCrypto, text) }
    return known
  }
}

/** The logs of a policy, as a witness is told of them. @throws ledger/wrong-policy ledger/wrong-key */
export function witnessedBy(text: string): WitnessedLog[] {
  const logs = new Map<string, { origin: string; vkeys: string[]; url?: string }>()
  for (const { verifier, vkey, url } of parsePolicy(ledgerCrypto, text).logs) {
    const log = logs.get(verifier.name) ?? { origin: verifier.name, vkeys: [] }
    logs.set(verifier.name, { ...log, vkeys: [...log.vkeys, vkey], ...(url && { url }) })
  }
  return [...logs.values()]
}
