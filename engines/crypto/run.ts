export { makeApplication, renewToken } from './custody/application.ts'
export { certify, establish, readsIn, revokedElsewhere, trustedIn } from './custody/authority.ts'
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
export type { CertifyingName } from './certificate/asn1.ts'
export { readTimestamp, timestamp, type Imprint } from './certificate/timestamp.ts'
export { plainData, readSignedData, signData } from './certificate/signed-data.ts'
export { faults as cryptoFaults } from './faults.ts'
