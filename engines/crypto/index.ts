export { decipher, encipher, open, seal, type CipherName, type SealName } from './cipher.ts'
export { digest, mac, type DigestName } from './digest.ts'
export { openWith, sealFor, type EnvelopeName } from './envelope.ts'
export { derSignature, rawSignature } from './signature.ts'
export {
  makeSigningKey,
  signingKeyFrom,
  sm2Identity,
  sm2KeyFrom,
  sm2Point,
  verifyingKeyFrom,
  type SignerIdentity,
  type SigningKey,
  type SigningName,
  type VerifyingKey,
} from './signing.ts'
export { sm2Decrypt, sm2Encrypt, type Sm2CipherForm } from './sm2-cipher.ts'
export type { CertifyingName } from './certificate/asn1.ts'
export type { KeyAlgorithm } from './custody/algorithm.ts'
export { defineCustody, type Custody } from './custody/custody.ts'
