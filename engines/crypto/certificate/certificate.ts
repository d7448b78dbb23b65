import { randomBytes } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import { CertificationRequest } from '@peculiar/asn1-csr'
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extensions,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Time,
  Validity,
  type Name,
} from '@peculiar/asn1-x509'
import { digest } from '../digest.ts'
import { faults } from '../faults.ts'
import { verifyingKeyFrom, type SigningKey, type VerifyingKey } from '../signing.ts'
import { refuseOtherNames } from './asked-names.ts'
import { refuseOtherUses } from './asked-uses.ts'
import {
  algorithmOf,
  arrayOf,
  bytesOf,
  certifying,
  extension,
  nameOf,
  readDer,
  signatureOids,
  signedOf,
  type Subject,
} from './asn1.ts'

const ids = {
  subjectKey: '2.5.29.14',
  usage: '2.5.29.15',
  constraints: '2.5.29.19',
  authorityKey: '2.5.29.35',
  extendedUsage: '2.5.29.37',
} as const
const timeStamping = '1.3.6.1.5.5.7.3.8'

/** What a certificate's key may do: certify others, sign, or sign timestamps alone. */
export type CertificateUse = 'authority' | 'sign' | 'timestamp'

/** Who certifies: a key and its certificate; a root has none yet. */
export interface Issuer {
  key: SigningKey
  certificate?: Uint8Array
}

/** A certificate that was read; what of it the house asks for. */
export interface ReadCertificate {
  der: Buffer
  key: VerifyingKey
  serial: string
  subject: string
  from: Date
  until: Date
  use: CertificateUse
}

const keyIdOf = (spki: Uint8Array) => digest('sha-256', spki).subarray(0, 20)
const usages: Record<CertificateUse, number> = {
  authority: KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign,
  sign: KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation,
  timestamp: KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation,
}
/** Times up to 2049 are UTCTime. @source RFC 5280 4.1.2.5 */
export const timeOf = (at: Date) => new Time(wholeSecond(at))
const wholeSecond = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000)

/**
 * Issues a certificate of version 3; a serial is 16 random bytes. Without a certificate of its own the issuer certifies
 * itself: a root. @source GM/T 0015 5.2; RFC 5280 4.1
 * @throws crypto/key-does-not-fit
 */
export function issue(
  issuer: Issuer,
  to: { subject: Subject | Name; key: VerifyingKey; use: CertificateUse; from: Date; until: Date },
): Buffer {
  const name = certifying(issuer.key.algorithm)
  const spki = to.key.toSpki()
  const subject = 'name' in to.subject ? nameOf(to.subject as Subject) : (to.subject as Name)
  const above = issuer.certificate && readDer(issuer.certificate, Certificate)
  const serial = randomBytes(16)
  // A serial is positive and as long as every other.
  serial[0] = ((serial[0] as number) & 0x7f) | 0x40
  const authority = new AuthorityKeyIdentifier({
    keyIdentifier: new KeyIdentifier(keyIdOf(issuer.key.publicKey.toSpki())),
  })
  const tbs = new TBSCertificate({
    version: 2,
    serialNumber: arrayOf(serial),
    signature: algorithmOf(name),
    issuer: above ? above.tbsCertificate.subject : subject,
    validity: new Validity({ notBefore: wholeSecond(to.from), notAfter: wholeSecond(to.until) }),
    subject,
    subjectPublicKeyInfo: AsnConvert.parse(arrayOf(spki), SubjectPublicKeyInfo),
    extensions: new Extensions([
      extension(ids.constraints, new BasicConstraints({ cA: to.use === 'authority' }), true),
      extension(ids.usage, new KeyUsage(usages[to.use]), true),
      ...(to.use === 'timestamp' ? [extension(ids.extendedUsage, new ExtendedKeyUsage([timeStamping]), true)] : []),
      extension(ids.subjectKey, new SubjectKeyIdentifier(keyIdOf(spki))),
      extension(ids.authorityKey, authority),
    ]),
  } as Partial<TBSCertificate>)
  return bytesOf(
    new Certificate({
      tbsCertificate: tbs,
      signatureAlgorithm: algorithmOf(name),
      signatureValue: arrayOf(issuer.key.sign(bytesOf(tbs))),
    }),
  )
}

/**
 * Reads a request: PKCS#10, signed with the key that it asks about, for the name that the certificate will carry.
 * @source GM/T 0015; RFC 2986 4
 * @throws crypto/certificate-malformed, crypto/request-not-signed, crypto/key-not-accepted, crypto/request-nameless,
 * crypto/names-not-granted, crypto/extensions-not-granted
 */
export function readRequest(der: Uint8Array): { key: VerifyingKey; subject: Name; says: string } {
  const request = readDer(der, CertificationRequest)
  const info = request.certificationRequestInfo
  const key = verifyingKeyFrom(bytesOf(info.subjectPKInfo))
  const signed = signedOf(request.certificationRequestInfoRaw, info)
  const named = signatureOids[certifying(key.algorithm)] === request.signatureAlgorithm.algorithm
  if (!named || !key.verify(signed, Buffer.from(request.signature))) throw faults['request-not-signed']()
  refuseOtherNames(info)
  refuseOtherUses(info)
  return { key, subject: info.subject, says: wordsOf(info.subject) }
}

/** A name in words: its parts' values, the widest first. */
export const wordsOf = (name: Name): string =>
  [...name].flatMap((parts) => [...parts].map((part) => part.value.toString())).join(' / ')

/** Reads a certificate of a key that the house takes. @throws crypto/certificate-malformed, crypto/key-not-accepted */
export function readCertificate(der: Uint8Array): ReadCertificate {
  const { tbsCertificate: tbs } = readDer(der, Certificate)
  const found = (id: string) => tbs.extensions?.find((one) => one.extnID === id)?.extnValue.buffer as ArrayBuffer
  const constraints = found(ids.constraints)
  const extended = found(ids.extendedUsage)
  const authority = constraints ? readDer(new Uint8Array(constraints), BasicConstraints).cA : false
  const stamps = extended ? [...readDer(new Uint8Array(extended), ExtendedKeyUsage)].includes(timeStamping) : false
  return {
    der: Buffer.from(der),
    key: verifyingKeyFrom(bytesOf(tbs.subjectPublicKeyInfo)),
    serial: Buffer.from(tbs.serialNumber).toString('hex'),
    subject: wordsOf(tbs.subject),
    from: tbs.validity.notBefore.getTime(),
    until: tbs.validity.notAfter.getTime(),
    use: authority ? 'authority' : stamps ? 'timestamp' : 'sign',
  }
}

/** Whether one certificate names the other as its issuer and carries its signature. */
export function isIssuedBy(certificate: Uint8Array, issuer: ReadCertificate): boolean {
  const read = readDer(certificate, Certificate)
  const above = readDer(issuer.der, Certificate)
  if (issuer.use !== 'authority') return false
  if (!bytesOf(read.tbsCertificate.issuer).equals(bytesOf(above.tbsCertificate.subject))) return false
  const oid = signatureOids[certifying(issuer.key.algorithm)]
  if (read.signatureAlgorithm.algorithm !== oid || read.tbsCertificate.signature.algorithm !== oid) return false
  const signed = signedOf(read.tbsCertificateRaw, read.tbsCertificate)
  return issuer.key.verify(signed, Buffer.from(read.signatureValue))
}

const mostLinks = 5

/**
 * Follows a certificate up to a root that is trusted, at an instant. @returns the chain, the certificate first
 * @param revoked tells whether an issuer has revoked a serial by then
 * @throws crypto/certificate-not-trusted, crypto/certificate-not-in-force, crypto/certificate-revoked,
 * crypto/certificate-malformed
 */
export function followChain(
  certificate: Uint8Array,
  o: {
    between: readonly Uint8Array[]
    roots: readonly Uint8Array[]
    at: Date
    revoked: (issuer: ReadCertificate, serial: string) => boolean
  },
): ReadCertificate[] {
  const [roots, between] = [o.roots.map(readCertificate), o.between.map(readCertificate)]
  const chain = [readCertificate(certificate)]
  for (;;) {
    const last = chain.at(-1) as ReadCertificate
    if (last.from > o.at || last.until < o.at) throw faults['certificate-not-in-force']({ subject: last.subject })
    if (roots.some((root) => root.der.equals(last.der))) return chain
    const above = [...roots, ...between].find((one) => !one.der.equals(last.der) && isIssuedBy(last.der, one))
    if (!above || chain.length === mostLinks) throw faults['certificate-not-trusted']({ subject: last.subject })
    if (o.revoked(above, last.serial)) throw faults['certificate-revoked']({ subject: last.subject })
    chain.push(above)
  }
}
