import { parseCheckpoint, type Checkpoint } from './checkpoint.ts'
import { faults } from './faults.ts'
import {
  parseNote,
  parseVkey,
  signatureType,
  splitCosignature,
  verifiedOf,
  verifierOf,
  type NoteCrypto,
  type Verifier,
} from './note.ts'

/** Whom one trusts: logs, witnesses, and how many of these must have signed. @source C2SP tlog-policy */
export interface Policy {
  logs: { verifier: Verifier; vkey: string; url?: string }[]
  witnesses: { name: string; verifier: Verifier; vkey: string; url?: string }[]
  quorum: Quorum
}

/** At least `least` of the members; a member is a witness by name, or a group. */
export interface Quorum {
  least: number
  of: (string | Quorum)[]
}

/** What a policy says of a checkpoint. */
export interface Finding {
  /** Signed by a log that is trusted under its own name, and by a quorum. */
  final: boolean
  signedByLog: boolean
  /** Names in the policy, with the second since 1970 in which each signed. */
  witnesses: { name: string; at: number }[]
  checkpoint?: Checkpoint
  /** Why nothing of it can be believed. */
  why?: string
}

const largest = 65_536
const most = 64

/** Reads a policy: one rule a line. @throws ledger/wrong-policy, ledger/wrong-key @source C2SP tlog-policy, "Policy file syntax and structure" */
export function parsePolicy(crypto: NoteCrypto, text: string): Policy {
  const logs: Policy['logs'] = []
  const witnesses: Policy['witnesses'] = []
  const named = new Map<string, string | Quorum>()
  const members = new Set<string>()
  const keys = new Set<string>()
  let quorum: Quorum | undefined
  const refuse = (line: number, why: string) => faults['wrong-policy']({ line, why })
  if (text.length > largest) throw refuse(1, '策略文件大于 64 KB')
  text.split('\n').forEach((written, i) => {
    const line = i + 1
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\0-\x08\x0b-\x1f\x7f]/.test(written)) throw refuse(line, '含有控制字符')
    const [word, ...items] = written.split(/[ \t]+/).filter((item) => item !== '')
    if (word === undefined || word.startsWith('#')) return
    const nameNew = (name: string | undefined): string => {
      if (!name || name === 'none' || named.has(name)) throw refuse(line, '名称缺失、重复，或用了保留的 none')
      if (named.size >= most) throw refuse(line, `见证方和组多于 ${most} 个`)
      return name
    }
    const keyNew = (role: string, types: readonly number[], vkey = '') => {
      const { type, key } = parseVkey(crypto, vkey)
      if (!types.includes(type)) throw refuse(line, '密钥类型与用途不符')
      const same = `${role} ${key.join()}`
      if (keys.has(same)) throw refuse(line, '同一把密钥列了两次')
      keys.add(same)
      return { verifier: verifierOf(crypto, vkey), vkey }
    }
    if (word === 'log' && items.length >= 1 && items.length <= 2) {
      if (logs.length >= most) throw refuse(line, `账本多于 ${most} 个`)
      const key = keyNew('log', [signatureType.ed25519, signatureType.other], items[0])
      logs.push({ ...key, ...(items[1] === undefined ? {} : { url: items[1] }) })
    } else if (word === 'witness' && items.length >= 2 && items.length <= 3) {
      const name = nameNew(items[0])
      const key = keyNew('witness', [signatureType.cosignature], items[1])
      named.set(name, name)
      witnesses.push({ name, ...key, ...(items[2] === undefined ? {} : { url: items[2] }) })
    } else if (word === 'group' && items.length >= 3) {
      const name = nameNew(items[0])
      const [, count = '', ...names] = items
      const of = names.map((member) => {
        const found = named.get(member)
        if (found === undefined || members.has(member)) throw refuse(line, `成员 ${member} 尚未定义，或已在别的组里`)
        members.add(member)
        return found
      })
      const least = count === 'all' ? of.length : count === 'any' ? 1 : /^[1-9]\d{0,3}$/.test(count) ? Number(count) : 0
      if (least < 1 || least > of.length) throw refuse(line, '人数应在 1 与成员数之间')
      named.set(name, { least, of })
    } else if (word === 'quorum' && items.length === 1) {
      const found = items[0] === 'none' ? { least: 0, of: [] } : named.get(items[0] as string)
      if (found === undefined || quorum) throw refuse(line, '法定数只能定一次，且名称要在前面定义')
      quorum = typeof found === 'string' ? { least: 1, of: [found] } : found
    } else throw refuse(line, '不认识这条规则')
  })
  if (!quorum) throw refuse(text.split('\n').length, '没有 quorum 这一行')
  return { logs, witnesses, quorum }
}

const met = (quorum: Quorum, signed: ReadonlySet<string>): boolean =>
  quorum.of.filter((member) => (typeof member === 'string' ? signed.has(member) : met(member, signed))).length >=
  quorum.least

/** Which trusted parties signed a checkpoint, and whether they suffice; never throws over what the note says. */
export async function isFinal(note: string | Uint8Array, policy: Policy): Promise<Finding> {
  try {
    const read = parseNote(note)
    const checkpoint = parseCheckpoint(read.text)
    const logs = policy.logs.map(({ verifier }) => verifier).filter(({ name }) => name === checkpoint.origin)
    const signedByLog = (await verifiedOf(read, logs)).length > 0
    const witnesses: Finding['witnesses'] = []
    for (const { name, verifier } of policy.witnesses) {
      const [signature] = await verifiedOf(read, [verifier])
      if (signature) witnesses.push({ name, at: splitCosignature(signature.bytes)?.time ?? 0 })
    }
    const final = signedByLog && met(policy.quorum, new Set(witnesses.map(({ name }) => name)))
    return { final, signedByLog, witnesses, checkpoint }
  } catch (error) {
    return { final: false, signedByLog: false, witnesses: [], why: (error as Error).message }
  }
}
