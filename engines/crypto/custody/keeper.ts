import { hkdfSync } from 'node:crypto'
import path from 'node:path'
import { secret } from '#kernel/database'
import type { Told } from '#kernel/engine'
import type { Keeper } from '#kernel/keeper'
import { open, seal } from '../cipher.ts'
import { mac } from '../digest.ts'
import { faults } from '../faults.ts'
import { masterKey, masterKeyBefore } from '../settings.ts'

const nameOf = (master: Buffer) => mac('hmac-sm3', master, Buffer.from('name of the master key')).toString('hex', 0, 8)

/** Each secret is wrapped under a key of its own, derived from the master key. @source RFC 5869 (with SM3); RFC 8998 3.2.1 */
const keyFor = (master: Buffer, bound: string) =>
  Buffer.from(hkdfSync('sm3', master, Buffer.alloc(0), `digital-yancheng/custody/1/${bound}`, 16))

/**
 * A keeper in this process. Its master key is what was set, or a file of the data folder that only its owner reads, made
 * at the first start.
 * @throws Error in a sentence when the key is too short, or its file can be read by others
 */
export function localKeeper(dataDir: string, told: Told = {}): Keeper {
  const made = () => secret(path.join(dataDir, 'master.secret'))
  const master = Buffer.from(set(masterKey, told) ?? made())
  const before = set(masterKeyBefore, told)
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

const set = ({ file, text }: typeof masterKey, told: Told) => file.of(told) ?? text.of(told)
