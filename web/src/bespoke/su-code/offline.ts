import { sm2 } from 'sm-crypto-v2'
import {
  codeMustHold,
  fromBase64,
  hexOf,
  livesSeconds,
  readCode,
  type VerifiesCode,
} from '../../../../engines/code/index.ts'
import { keepWaiting, mostWaiting, waitingScans, type Kept } from './device.ts'

/** SM2 without Node; a public key's point is the end of its DER. @source GM/T 0003.2; GM/T 0009 */
const verify: VerifiesCode = (publicKey, message, signature) => {
  try {
    return sm2.doVerifySignature(message, hexOf(signature), hexOf(fromBase64(publicKey).slice(-65)), { hash: true })
  } catch {
    return false
  }
}

/** Codes that this page took in the last minutes. */
const taken = new Map<string, number>()

/**
 * Decides on a code with what the device has with it, and keeps the scan to be handed in.
 * @returns the refusal in a sentence, or nothing where the code holds
 */
export function takeOffline(device: Kept, text: string): string | undefined {
  if (device.purpose.consent === 'asked')
    return `“${device.purpose.title}”要对方当场同意，没有网络不能办理。请等网络恢复，或者按纸质方式登记。`
  const now = Date.now()
  const at = now + device.ahead
  const code = readCode(text)
  if (!code) return '扫到的内容不是本市的苏服码，或者没有扫全。'
  try {
    codeMustHold(code, { at, keys: device.keys, root: device.root, verify })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const waiting = waitingScans()
  for (const [known, when] of taken) if (now - when > 2 * livesSeconds * 1000) taken.delete(known)
  if (taken.has(text) || waiting.some((scan) => scan.code === text))
    return '这个码在本设备已经扫过一次。请让对方等码更新后再扫。'
  if (waiting.length >= mostWaiting) return `已有 ${mostWaiting} 条离线记录没有补传，本设备先停用。请连上网络后再扫。`
  taken.set(text, now)
  keepWaiting([...waiting, { code: text, at: new Date(at).toISOString() }])
  return undefined
}

/** What this page took with a network counts as well when the network goes. */
export const wasTaken = (text: string) => void taken.set(text, Date.now())
