import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { secret } from '#kernel/database'

/** Seals what must be read again under a key that lies in the data folder and not in the database. */
export interface Seal {
  close: (words: Uint8Array, about: string) => string
  /** @throws Error when it was sealed for something else, or changed */
  open: (sealed: string, about: string) => Buffer
}

/** @source NIST SP 800-38D (AES-256-GCM) */
export function factorSeal(dataDir: string): Seal {
  const key = createHash('sha256')
    .update(secret(path.join(dataDir, 'factors.secret')))
    .digest()
  return {
    close: (words, about) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const text = Buffer.concat([cipher.update(words), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(about))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    },
  }
}
