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
  id_data,
  id_signedData,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms'
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509'
import { ObjectIdentifier } from 'asn1js'
import { digest, type DigestName } from '../digest.ts'
import type { SigningKey } from '../signing.ts'
import { element } from '../sm2-der.ts'
import { algorithmOf, arrayOf, bytesOf, certifying, digestOids, readDer, signatureOids } from './asn1.ts'
import { readCertificate, type ReadCertificate } from './certificate.ts'

const oids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  certificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

const own = { 'sm2-sm3': 'sm3', 'ecdsa-p256-sha256': 'sha-256' } as const satisfies Record<string, DigestName>
export const digestNamed = (name: DigestName) => new AlgorithmIdentifier({ algorithm: digestOids[name] })

/** Data that lie elsewhere, as a signature names them. */
export const plainData = id_data

/** ESSCertIDv2 with its digest spelled out. @source RFC 5816 2.2.1 */
function certificateNamed(name: DigestName, certificate: Uint8Array): Buffer {
  const id = element(0x30, bytesOf(digestNamed(name)), element(4, digest(name, certificate)))
  return element(0x30, element(0x30, id))
}

const typed = (type: string) => Buffer.from(new ObjectIdentifier({ value: type }).toBER())
const setOf = (attributes: readonly Attribute[]) => element(0x31, ...attributes.map(bytesOf))

/** With which digest a key signs data. @throws crypto/key-does-not-fit */
export const digestFor = (key: { algorithm: SigningKey['algorithm'] }): DigestName => own[certifying(key.algorithm)]

/**
 * Signs data: by a digest of them, with the signer's certificate inside; the data themselves where `within` gives them.
 * @param of `digest`: of the data, by the key's own digest
 * @source RFC 5652 5; ETSI EN 319 122-1 5
 * @throws crypto/key-does-not-fit
 */
export function signData(
  signer: { key: SigningKey; certificate: Uint8Array },
  of: { type: string; digest: Uint8Array; within?: Uint8Array },
): Buffer {
  const name = certifying(signer.key.algorithm)
  const { issuer, serialNumber } = readDer(signer.certificate, Certificate).tbsCertificate
  const attribute = (attrType: string, value: Uint8Array) => new Attribute({ attrType, attrValues: [arrayOf(value)] })
  // A set is signed in the order of its members' bytes.
  const attributes = [
    attribute(oids.contentType, typed(of.type)),
    attribute(oids.messageDigest, element(4, of.digest)),
    attribute(oids.certificateV2, certificateNamed(own[name], signer.certificate)),
  ].toSorted((a, b) => Buffer.compare(bytesOf(a), bytesOf(b)))
  const signature = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: digestNamed(own[name]),
    signedAttrs: attributes,
    signatureAlgorithm: algorithmOf(name),
    signature: new OctetString(signer.key.sign(setOf(attributes))),
  })
  const signed = new SignedData({
    version: of.type === plainData ? CMSVersion.v1 : CMSVersion.v3,
    digestAlgorithms: new DigestAlgorithmIdentifiers([digestNamed(own[name])]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: of.type,
      ...(of.within && { eContent: new EncapsulatedContent({ single: new OctetString(of.within) }) }),
    }),
    certificates: new CertificateSet([
      new CertificateChoices({ certificate: readDer(signer.certificate, Certificate) }),
    ]),
    signerInfos: new SignerInfos([signature]),
  })
  return bytesOf(new ContentInfo({ contentType: id_signedData, content: AsnConvert.serialize(signed) }))
}

/** Data that somebody signed, with what the signature says of them. */
export interface ReadSignedData {
  type: string
  /** What is signed, where it lies inside. */
  content: Buffer | undefined
  /** Whether its one signature holds, over data with this digest. */
  holds: (of: Uint8Array) => boolean
  certificate: ReadCertificate
}

/** Reads signed data of one signer, whose certificate is inside. @returns undefined for anything else. @throws crypto/certificate-malformed */
export function readSignedData(der: Uint8Array, most?: number): ReadSignedData | undefined {
  const content = readDer(der, ContentInfo, most)
  if (content.contentType !== id_signedData) return undefined
  const data = readDer(new Uint8Array(content.content), SignedData, most)
  const [signer] = data.signerInfos
  const [held] = data.certificates ?? []
  if (!signer || data.signerInfos.length !== 1 || !held?.certificate) return undefined
  const certificate = readCertificate(bytesOf(held.certificate))
  const name = certifying(certificate.key.algorithm)
  const is = (type: string, value: Uint8Array) => {
    const [found, ...more] = signer.signedAttrs?.find((one) => one.attrType === type)?.attrValues ?? []
    return found !== undefined && more.length === 0 && Buffer.from(found).equals(value)
  }
  const { eContentType: type, eContent } = data.encapContentInfo
  return {
    type,
    content: eContent?.single && Buffer.from(eContent.single.buffer),
    certificate,
    holds: (of) =>
      signer.signatureAlgorithm.algorithm === signatureOids[name] &&
      signer.digestAlgorithm.algorithm === digestOids[own[name]] &&
      is(oids.contentType, typed(type)) &&
      is(oids.messageDigest, element(4, of)) &&
      is(oids.certificateV2, certificateNamed(own[name], certificate.der)) &&
      certificate.key.verify(setOf(signer.signedAttrs ?? []), Buffer.from(signer.signature.buffer)),
  }
}
