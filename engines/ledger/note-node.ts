import { createPrivateKey, createPublicKey, hash, randomBytes, sign, verify, type KeyObject } from 'node:crypto'
import {
  cosignedMessage,
  formatSkey,
  formatVkey,
  joinCosignature,
  keyIdOf,
  parseSkey,
  signatureType,
  type NoteCrypto,
  type Signer,
} from './note.ts'
import { faults } from './faults.ts'

// The fixed beginning of PKCS #8 for an Ed25519 seed. @source RFC 8410 7
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const mostHeld = 64
const secretOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
const publicOf = (secret: KeyObject): Uint8Array =>
  Buffer.from(createPublicKey(secret).export({ format: 'jwk' }).x as string, 'base64url')

/** Public keys as Node holds them, by their bytes: logs and witnesses are few, and each is asked for at every checkpoint. */
const held = new Map<string, KeyObject>()
function publicKeyOf(bytes: Uint8Array): KeyObject {
  const x = Buffer.from(bytes).toString('base64url')
  const known = held.get(x)
  if (known) return known
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  if (held.size >= mostHeld) held.clear()
  held.set(x, key)
  return key
}

/** What a note needs, from Node; SM2 is added by whoever has it. */
export const nodeCrypto: NoteCrypto = {
  sha256: (data) => hash('sha256', data, 'buffer'),
  ed25519(publicKey, message, signature) {
    try {
      return verify(null, message, publicKeyOf(publicKey), signature)
    } catch {
      return false
    }
  },
}

/** A new secret key as text for a name: of a log (ed25519), or of a witness (cosignature). */
export function newSkey(name: string, type: 'ed25519' | 'cosignature'): string {
  const seed = randomBytes(32)
  const code = signatureType[type]
  return formatSkey({ name, keyId: keyIdOf(nodeCrypto, name, code, publicOf(secretOf(seed))), type: code, key: seed })
}

/**
 * The signer of a secret key, and its public key as text.
 * @param now milliseconds since 1970, for the time of a cosignature
 * @throws ledger/wrong-key
 */
export function signerOf(
  skey: string,
  now: () => number,
): Signer & { vkey: string; sign(text: Uint8Array): Uint8Array } {
  const { name, keyId, type, key } = parseSkey(skey)
  const secret = secretOf(key)
  const publicKey = publicOf(secret)
  const known = type === signatureType.ed25519 || type === signatureType.cosignature
  if (!known || keyIdOf(nodeCrypto, name, type, publicKey) !== keyId)
    throw faults['wrong-key']({ why: `${name} 的编号与私钥不符` })
  return {
    name,
    keyId,
    vkey: formatVkey({ name, keyId, type, key: publicKey }),
    sign(text) {
      if (type === signatureType.ed25519) return sign(null, text, secret)
      const time = Math.floor(now() / 1000)
      return joinCosignature(time, sign(null, cosignedMessage(time, text), secret))
    },
  }
}
