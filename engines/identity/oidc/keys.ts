import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, linkSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'

/** What the provider signs with, and what its cookies and aliases are made under. */
export interface ProviderKeys {
  signing: JWK[]
  /** Newest first; the older ones are still understood. */
  cookies: string[]
  /** Makes a name of something that nobody outside can make. */
  alias: (text: string) => string
}

/**
 * The provider's keys, made at the first start and kept in a file that only its owner reads. Of several processes that
 * start at once over one folder, one makes them.
 * @source RFC 7518 3.3, 3.4 (ES256, RS256)
 */
export async function providerKeys(dataDir: string): Promise<ProviderKeys> {
  const file = path.join(dataDir, 'oidc-keys.secret')
  if (!existsSync(file)) {
    const whole = `${file}.${randomBytes(6).toString('hex')}`
    const signing = [await signingKey('ES256'), await signingKey('RS256')]
    const kept = { signing, cookies: [randomBytes(32).toString('base64url')] }
    writeFileSync(whole, JSON.stringify(kept), { mode: 0o600, flag: 'wx' })
    try {
      linkSync(whole, file)
      rmSync(whole)
    } catch {
      if (existsSync(file)) rmSync(whole)
      else renameSync(whole, file)
    }
  }
  const { signing, cookies } = JSON.parse(readFileSync(file, 'utf8')) as Omit<ProviderKeys, 'alias'>
  const alias = (text: string) =>
    createHmac('sha256', `alias:${cookies.at(-1)}`)
      .update(text)
      .digest('base64url')
  return { signing, cookies, alias }
}

async function signingKey(alg: 'ES256' | 'RS256'): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 3072 })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: randomBytes(9).toString('base64url') }
}
