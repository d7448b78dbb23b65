import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  id_signedData,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms'
import { id_ct_tstInfo, MessageImprint, TSTInfo } from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509'
import { digest, type DigestName } from '../digest.ts'
import { faults } from '../faults.ts'
import type { SigningKey } from '../signing.ts'
import { element } from '../sm2-der.ts'
import { algorithmOf, arrayOf, bytesOf, certifying, digestOids, readDer, signatureOids } from './asn1.ts'
import { readCertificate, type ReadCertificate } from './certificate.ts'

const oids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  certificateV2: '1.2.840.113549.1.9.16.2.47',
  /** The house's policy has no arc of its own yet: the one that RFC 3161 users may take for tests. */
  policy: '1.2.3.4.1',
} as const

/** The type of the content, 1.2.840.113549.1.9.16.1.4, as DER. */
const tstInfoOid = Buffer.from('060b2a864886f70d0109100104', 'hex')

const own = { 'sm2-sm3': 'sm3', 'ecdsa-p256-sha256': 'sha-256' } as const satisfies Record<string, DigestName>
const digestNamed = (name: DigestName) => new AlgorithmIdentifier({ algorithm: digestOids[name] })

/** Bytes as a whole number that is not negative, in as few bytes as it takes. */
function positive(bytes: Uint8Array): Buffer {
  const from = bytes.findIndex((byte) => byte !== 0)
  const digits = from < 0 ? Buffer.from([0]) : Buffer.from(bytes.subarray(from))
  return (digits[0] as number) & 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits
}

/** What is stamped: the digest of a document, and a number of the asker's own against replay. */
export interface Imprint {
  digest: DigestName
  value: Uint8Array
  nonce?: Uint8Array
}

/** ESSCertIDv2 with its digest spelled out. @source RFC 5816 2.2.1 */
function certificateNamed(name: DigestName, certificate: Uint8Array): Buffer {
  const id = element(0x30, bytesOf(digestNamed(name)), element(4, digest(name, certificate)))
  return element(0x30, element(0x30, id))
}

/**
 * Signs that a document was there at an instant: a token of RFC 3161, SM2 with SM3 or ECDSA with SHA-256 as the key is.
 * The document itself is not seen. @source GM/T 0033; RFC 3161 2.4.2; RFC 5652 5
 * @param serial unique to the authority, 16 bytes, its first bit clear
 * @throws crypto/key-does-not-fit, crypto/imprint-wrong-length
 */
export function timestamp(
  authority: { key: SigningKey; certificate: Uint8Array },
  imprint: Imprint,
  o: { serial: Uint8Array; at: Date },
): Buffer {
  const name = certifying(authority.key.algorithm)
  if (imprint.value.length !== 32) throw faults['imprint-wrong-length']({ has: imprint.value.length })
  const info = bytesOf(
    new TSTInfo({
      policy: oids.policy,
      messageImprint: new MessageImprint({
        hashAlgorithm: digestNamed(imprint.digest),
        hashedMessage: new OctetString(imprint.value),
      }),
      serialNumber: arrayOf(o.serial),
      genTime: new Date(Math.floor(o.at.getTime() / 1000) * 1000),
      ...(imprint.nonce && { nonce: arrayOf(positive(imprint.nonce)) }),
    }),
  )
  const { issuer, serialNumber } = readDer(authority.certificate, Certificate).tbsCertificate
  const attribute = (attrType: string, value: Uint8Array) => new Attribute({ attrType, attrValues: [arrayOf(value)] })
  // A set is signed in the order of its members' bytes.
  const attributes = [
    attribute(oids.contentType, tstInfoOid),
    attribute(oids.messageDigest, element(4, digest(own[name], info))),
    attribute(oids.certificateV2, certificateNamed(own[name], authority.certificate)),
  ].toSorted((a, b) => Buffer.compare(bytesOf(a), bytesOf(b)))
  const signer = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: digestNamed(own[name]),
    signedAttrs: attributes,
    signatureAlgorithm: algorithmOf(name),
    signature: new OctetString(authority.key.sign(setOf(attributes))),
  })
  const signed = new SignedData({
    version: CMSVersion.v3,
    digestAlgorithms: new DigestAlgorithmIdentifiers([digestNamed(own[name])]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: id_ct_tstInfo,
      eContent: new EncapsulatedContent({ single: new OctetString(info) }),
    }),
    certificates: new CertificateSet([
      new CertificateChoices({ certificate: readDer(authority.certificate, Certificate) }),
    ]),
    signerInfos: new SignerInfos([signer]),
  })
  return bytesOf(new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signed) }))
}

const setOf = (attributes: readonly Attribute[]) => element(0x31, ...attributes.map(bytesOf))

/**
 * Reads a token about a document's digest. Whether its certificate is to be trusted at that instant, `followChain` tells.
 * @returns when it was stamped, and the certificate that signed it
 * @throws crypto/stamp-not-valid when altered, about something else, under another nonce, or not by a key for stamping;
 * crypto/certificate-malformed
 */
export function readTimestamp(token: Uint8Array, imprint: Imprint): { at: Date; certificate: ReadCertificate } {
  const content = readDer(token, ContentInfo)
  if (content.contentType !== id_signedData) throw faults['stamp-not-valid']()
  const data = readDer(new Uint8Array(content.content), SignedData)
  const info = Buffer.from(data.encapContentInfo.eContent?.single?.buffer ?? new ArrayBuffer())
  const [signer] = data.signerInfos
  const [held] = data.certificates ?? []
  if (!signer || data.signerInfos.length !== 1 || !held?.certificate) throw faults['stamp-not-valid']()
  const certificate = readCertificate(bytesOf(held.certificate))
  const name = certifying(certificate.key.algorithm)
  const said = (type: string) => signer.signedAttrs?.find((one) => one.attrType === type)?.attrValues
  const is = (type: string, value: Uint8Array) => {
    const [found, ...more] = said(type) ?? []
    return found !== undefined && more.length === 0 && Buffer.from(found).equals(value)
  }
  const stamped = readDer(info, TSTInfo)
  const { hashAlgorithm, hashedMessage } = stamped.messageImprint
  const fits =
    certificate.use === 'timestamp' &&
    signer.signatureAlgorithm.algorithm === signatureOids[name] &&
    signer.digestAlgorithm.algorithm === digestOids[own[name]] &&
    data.encapContentInfo.eContentType === id_ct_tstInfo &&
    is(oids.contentType, tstInfoOid) &&
    is(oids.messageDigest, element(4, digest(own[name], info))) &&
    is(oids.certificateV2, certificateNamed(own[name], certificate.der)) &&
    certificate.key.verify(setOf(signer.signedAttrs ?? []), Buffer.from(signer.signature.buffer)) &&
    hashAlgorithm.algorithm === digestOids[imprint.digest] &&
    Buffer.from(hashedMessage.buffer).equals(imprint.value) &&
    (!imprint.nonce || Buffer.from(stamped.nonce ?? new ArrayBuffer()).equals(positive(imprint.nonce)))
  if (!fits) throw faults['stamp-not-valid']()
  return { at: stamped.genTime, certificate }
}
