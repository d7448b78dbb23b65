import './events.ts'

export { makeApplication, renewToken } from './custody/application.ts'
export { makeKey, rotateKey } from './custody/key.ts'
export { localKeeper, type Keeper } from './custody/keeper.ts'
export { custodyWrapped } from './custody/wrapped.ts'
export { wrapAnew, wrappedRows, type WrappedPlace } from './custody/wrap-anew.ts'
export type { Officer, OfficerOf } from './custody/officer.ts'
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
