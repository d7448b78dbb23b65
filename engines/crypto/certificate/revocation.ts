import {
  AuthorityKeyIdentifier,
  Certificate,
  CertificateList,
  CRLNumber,
  CRLReason,
  KeyIdentifier,
  RevokedCertificate,
  TBSCertList,
} from '@peculiar/asn1-x509'
import { digest } from '../digest.ts'
import { faults } from '../faults.ts'
import { algorithmOf, arrayOf, bytesOf, certifying, extension, readDer, signatureOids, signedOf } from './asn1.ts'
import { timeOf, type Issuer, type ReadCertificate } from './certificate.ts'

/** Why a certificate was revoked. @source RFC 5280 5.3.1 */
export type RevocationReason =
  'unspecified' | 'keyCompromise' | 'affiliationChanged' | 'superseded' | 'cessationOfOperation'
const reasons: Record<RevocationReason, number> = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
}

/** Writes the list of what an issuer has revoked. @source GM/T 0015 5.3; RFC 5280 5 */
export function revocationList(
  issuer: Issuer & { certificate: Uint8Array },
  revoked: readonly { serial: string; at: Date; reason: RevocationReason }[],
  o: { number: number; at: Date; next: Date },
): Buffer {
  const name = certifying(issuer.key.algorithm)
  const keyId = digest('sha-256', issuer.key.publicKey.toSpki()).subarray(0, 20)
  const tbs = new TBSCertList({
    version: 1,
    signature: algorithmOf(name),
    issuer: readDer(issuer.certificate, Certificate).tbsCertificate.subject,
    thisUpdate: timeOf(o.at),
    nextUpdate: timeOf(o.next),
    ...(revoked.length > 0 && {
      revokedCertificates: revoked.map(
        ({ serial, at, reason }) =>
          new RevokedCertificate({
            userCertificate: arrayOf(Buffer.from(serial, 'hex')),
            revocationDate: timeOf(at),
            crlEntryExtensions: [extension('2.5.29.21', new CRLReason(reasons[reason]))],
          }),
      ),
    }),
    crlExtensions: [
      extension('2.5.29.35', new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyId) })),
      extension('2.5.29.20', new CRLNumber(o.number)),
    ],
  })
  return bytesOf(
    new CertificateList({
      tbsCertList: tbs,
      signatureAlgorithm: algorithmOf(name),
      signature: arrayOf(issuer.key.sign(bytesOf(tbs))),
    }),
  )
}

/**
 * Reads an issuer's list as it is at an instant. @returns whether a serial is on it
 * @throws crypto/list-not-valid when it is another's, altered, not yet or no longer in force
 */
export function readRevocations(list: Uint8Array, issuer: ReadCertificate, at: Date): (serial: string) => boolean {
  const read = readDer(list, CertificateList, 16 * 2 ** 20)
  const { tbsCertList: tbs } = read
  const above = readDer(issuer.der, Certificate)
  const signed = signedOf(read.tbsCertListRaw, tbs)
  const fits =
    bytesOf(tbs.issuer).equals(bytesOf(above.tbsCertificate.subject)) &&
    read.signatureAlgorithm.algorithm === signatureOids[certifying(issuer.key.algorithm)] &&
    issuer.key.verify(signed, Buffer.from(read.signature))
  const next = tbs.nextUpdate?.getTime()
  if (!fits || tbs.thisUpdate.getTime() > at || !next || next < at) throw faults['list-not-valid']()
  const serials = new Set(tbs.revokedCertificates?.map((one) => Buffer.from(one.userCertificate).toString('hex')))
  return (serial) => serials.has(serial)
}
