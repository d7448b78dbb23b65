import { makeSigningKey, rawSignature } from '#engines/crypto'
import { codeMustHold, readCode, type DayKey } from '#engines/code'
import { verifies } from '../engines/code/keys.ts'
import type { City } from './index.ts'

/** A device at a counter: it holds a token, and nothing of anybody's session. */
export function device(city: City, token: string) {
  const asks = (method: 'GET' | 'POST', url: string, body?: unknown) =>
    city.visitor().asks(method, url, body, { authorization: `Bearer ${token}` })
  return {
    self: () => asks('GET', '/api/code/scanner') as Promise<unknown> as Promise<Self>,
    scans: (code: string) => asks('POST', '/api/code/scans', { code }),
    hears: (id: string) => asks('GET', `/api/code/scans/${id}`),
    late: (scans: { code: string; at: string }[]) => asks('POST', '/api/code/scans/late', { scans }),
    log: async () => (await asks('GET', '/api/code/scans')).rows,
  }
}

export type Day = DayKey

/** What a scanner takes with it. */
export interface Self {
  root: string
  keys: DayKey[]
}

export type Device = ReturnType<typeof device>

/** Verifies as a scanner without a network does: what it was given, and standard SM2. */
export function holdsOffline(text: string, self: Self, at: Date): string {
  const code = readCode(text)
  if (!code) return 'not-a-code'
  try {
    codeMustHold(code, { at: at.getTime(), keys: self.keys, root: self.root, verify: verifies })
    return 'holds'
  } catch (error) {
    return (error as { code: string }).code
  }
}

/** What a code's signed part looks like under a key that the city does not vouch for. */
export const madeByAnother = (signed: Buffer): Buffer =>
  Buffer.concat([signed, rawSignature(makeSigningKey('sm2-sm3').sign(signed))])

/** A public key of nobody, as a list of keys would hold it. */
export const publicKeyOfAnother = (): string => makeSigningKey('sm2-sm3').publicKey.toSpki().toString('base64')
