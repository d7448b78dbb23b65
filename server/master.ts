import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { secret } from '#kernel/database'
import { mac, open, seal } from '#engines/crypto'

/**
 * The master key comes from outside: `MASTER_KEY_FILE`, a file, or `MASTER_KEY`; without either a file of mode 600 in the
 * data folder, which is for a demonstration. Keys are sealed under a key that is made from it for their purpose.
 */
export function masterOf(dataDir: string) {
  const { MASTER_KEY_FILE: file, MASTER_KEY: given } = process.env
  const master = file ? readFileSync(file, 'utf8').trim() : (given ?? secret(path.join(dataDir, 'master.secret')))
  if (master.length < 24) throw new Error('主密钥太短：MASTER_KEY_FILE 或 MASTER_KEY 至少要有 24 个字符。')
  const root = hash('sm3', master, 'buffer')
  const key = mac('hmac-sm3', root, Buffer.from('field-keys')).subarray(0, 16)
  return {
    seal: (plain: Uint8Array, aad: Uint8Array) => seal('sm4-gcm', key, plain, { aad }),
    open: (sealed: Uint8Array, aad: Uint8Array) => open('sm4-gcm', key, sealed, { aad }),
  }
}
