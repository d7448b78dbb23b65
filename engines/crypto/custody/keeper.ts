import { hkdfSync } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { secret } from '#kernel/database'
import type { Keeper } from '#kernel/keeper'
import { open, seal } from '../cipher.ts'
import { mac } from '../digest.ts'
import { faults } from '../faults.ts'

/** Where the master key comes from: a file, or the text itself; and the one before it, while keys are wrapped anew. */
interface Given {
  MASTER_KEY_FILE?: string | undefined
  MASTER_KEY?: string | undefined
  MASTER_KEY_BEFORE_FILE?: string | undefined
  MASTER_KEY_BEFORE?: string | undefined
}

const fewestCharacters = 32
const nameOf = (master: Buffer) => mac('hmac-sm3', master, Buffer.from('name of the master key')).toString('hex', 0, 8)

/** Each secret is wrapped under a key of its own, derived from the master key. @source RFC 5869 (with SM3); RFC 8998 3.2.1 */
const keyFor = (master: Buffer, bound: string) =>
  Buffer.from(hkdfSync('sm3', master, Buffer.alloc(0), `digital-yancheng/custody/1/${bound}`, 16))

/**
 * A keeper in this process. Its master key is `MASTER_KEY_FILE`, `MASTER_KEY`, or a file of the data folder that only
 * its owner reads, made at the first start.
 * @throws Error in a sentence when the key is too short, or its file can be read by others
 */
export function localKeeper(dataDir: string, given: Given = {}): Keeper {
  const made = () => secret(path.join(dataDir, 'master.secret'))
  const master = Buffer.from(keyFrom('MASTER_KEY', given.MASTER_KEY_FILE, given.MASTER_KEY) ?? made())
  const before = keyFrom('MASTER_KEY_BEFORE', given.MASTER_KEY_BEFORE_FILE, given.MASTER_KEY_BEFORE)
  const known = new Map([...(before ? [Buffer.from(before)] : []), master].map((one) => [nameOf(one), one]))
  return {
    master: nameOf(master),
    wrap: async (plain, bound) => seal('sm4-gcm', keyFor(master, bound), plain, { aad: Buffer.from(bound) }),
    unwrap: async (wrapped, bound, name) => {
      const found = known.get(name)
      if (!found) throw faults['master-not-here']({ master: name })
      return open('sm4-gcm', keyFor(found, bound), wrapped, { aad: Buffer.from(bound) })
    },
  }
}

function keyFrom(name: string, file: string | undefined, text: string | undefined): string | undefined {
  if (!file && !text) return undefined
  if (file && (statSync(file).mode & 0o077) !== 0)
    throw new Error(`${name}_FILE=${file} 能被其他账号读取：请改为仅属主可读（chmod 600）。`)
  const key = (file ? readFileSync(file, 'utf8') : (text as string)).trim()
  if (key.length < fewestCharacters)
    throw new Error(`${name} 太短：请用至少 ${fewestCharacters} 个字符的随机内容，例如 openssl rand -hex 32。`)
  return key
}
