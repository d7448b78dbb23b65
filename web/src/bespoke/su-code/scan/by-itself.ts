import { sm2 } from 'sm-crypto-v2'
import {
  codeFaults,
  codeMustHold,
  fromBase64,
  hexOf,
  readCode,
  type VerifiesCode,
} from '../../../../../engines/code/index.ts'
import { Refusal } from '../../../shell/api.ts'
import type { Self } from './device.ts'
import { keepScan, mostWaiting, queue } from './waiting.ts'

const rememberedMs = 120_000
const pointBytes = 65

/** SM2 without Node: a key's last 65 bytes are its point. @source GM/T 0003.2, RFC 5480 2 */
const verify: VerifiesCode = (publicKey, message, signature) => {
  const point = fromBase64(publicKey).slice(-pointBytes)
  if (point.length !== pointBytes || point[0] !== 4 || signature.length !== 64) return false
  try {
    return sm2.doVerifySignature(message, hexOf(signature), hexOf(point), { hash: true })
  } catch {
    return false
  }
}

/** Codes that this device has taken, and when; the memory of two minutes, longer than a code lives. */
const seen = new Map<string, number>()

/** Notes that this device has taken a code. @param at the city's instant, in milliseconds */
export function noteSeen(code: string, at: number) {
  for (const [one, when] of seen) if (at - when > rememberedMs) seen.delete(one)
  seen.set(code, at)
}

/**
 * Takes a code without a network and keeps the scan for later.
 * @param at the city's instant, in milliseconds
 * @throws Fault as on the server: code/needs-network, code/not-a-code, code/used-already, and what `codeMustHold` says
 * @throws Refusal web/queue-full
 */
export function takeByItself(text: string, self: Self, at: number): void {
  const { agency, purpose } = self
  if (purpose.consent !== 'shown') throw codeFaults['needs-network']({ purpose: purpose.title })
  const code = readCode(text)
  if (!code) throw codeFaults['not-a-code']()
  const kept = queue.now().waiting.find((scan) => scan.code === text)?.at
  const before = seen.get(text) ?? (kept ? Date.parse(kept) : undefined)
  if (before !== undefined) throw codeFaults['used-already']({ at: new Date(before).toISOString() })
  if (queue.now().waiting.length >= mostWaiting)
    throw new Refusal({
      ...{ type: 'about:blank', instance: '', status: 507, code: 'web/queue-full' },
      title: '本机存不下更多离线记录',
      detail: `离线记录已有 ${mostWaiting} 条，这个码没有记下。请先连上网络补传，再接着扫。`,
    })
  codeMustHold(code, { at, keys: self.keys, root: self.root, verify })
  noteSeen(text, at)
  keepScan({ code: text, at: new Date(at).toISOString(), agency, purpose: purpose.name })
}
