import { createDecipheriv, createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Tx } from '#kernel/database'
import type { Keeper, WrappedPlace } from '#kernel/keeper'

/** Seals what must be read again under a key that is not in the database. */
export interface Seal {
  close: (words: Uint8Array, about: string) => Promise<string>
  /** @throws Error when it was sealed for something else, or changed */
  open: (sealed: string, about: string) => Promise<Buffer>
  /** Whether it lies under another key than the one of now, and had better be closed anew. */
  isOld: (sealed: string) => boolean
}

const boundTo = (about: string) => `factor.${about}`
/** `k1.<master key>.<base64url of what the keeper wrapped>` */
const form = /^k1\.([^.]+)\.([\w-]+)$/

/** The seal of second factors, under the city's master key. What was sealed with `factors.secret` before still opens. */
export function factorSeal(keeper: Keeper, dataDir: string): Seal {
  return {
    close: async (words, about) =>
      `k1.${keeper.master}.${(await keeper.wrap(words, boundTo(about))).toString('base64url')}`,
    open: async (sealed, about) => {
      const [, master, wrapped] = form.exec(sealed) ?? []
      if (master === undefined || wrapped === undefined) return openOld(dataDir, sealed, about)
      return keeper.unwrap(Buffer.from(wrapped, 'base64url'), boundTo(about), master)
    },
    isOld: (sealed) => form.exec(sealed)?.[1] !== keeper.master,
  }
}

/** Where second factors are kept, as whoever wraps secrets anew asks for it: a row that opens no more is a fault, not passed over. */
export const factorsWrapped = (dataDir: string): WrappedPlace => ({
  title: '登录验证器的密钥',
  step: async (tx: Tx, keeper: Keeper): Promise<number> => {
    const seal = factorSeal(keeper, dataDir)
    const rows = await tx.query<{ id: string; secret: string }>(
      `select id, secret from identity.factor where kind = 'totp' and not starts_with(secret, $1) order by id limit 100 for update`,
      [`k1.${keeper.master}.`],
    )
    for (const { id, secret } of rows)
      await tx.query('update identity.factor set secret = $2 where id = $1', [
        id,
        await seal.close(await seal.open(secret, id), id),
      ])
    return rows.length
  },
})

/** Opens what lies under a key of the data folder, as factors once did. @source NIST SP 800-38D (AES-256-GCM) */
function openOld(dataDir: string, sealed: string, about: string): Buffer {
  const file = path.join(dataDir, 'factors.secret')
  if (!existsSync(file)) throw new Error(`${file} is gone, which sealed this factor: restore it from the back-up`)
  const key = createHash('sha256').update(readFileSync(file, 'utf8').trim()).digest()
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(about))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}
