export { makeApplication, renewToken } from './custody/application.ts'
export { makeKey, rotateKey } from './custody/key.ts'
export { localKeeper } from './custody/keeper.ts'
export { rewrap } from './custody/rewrap.ts'
export {
  followChain,
  issue,
  readCertificate,
  readRequest,
  type CertificateUse,
  type Issuer,
  type ReadCertificate,
} from './certificate/certificate.ts'
export { readRevocations, revocationList, type RevocationReason } from './certificate/revocation.ts'
export { readTimestamp, timestamp, type Imprint } from './certificate/timestamp.ts'
