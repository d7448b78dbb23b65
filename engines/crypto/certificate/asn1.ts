import { CertificationRequest } from '@peculiar/asn1-csr'
import { AsnConvert, AsnParser, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate,
  CertificateList,
  Extension,
  Name,
  RelativeDistinguishedName,
} from '@peculiar/asn1-x509'
import { fromBER, Sequence } from 'asn1js'
import { faults } from '../faults.ts'
import type { SigningName } from '../signing.ts'

/** Algorithms that sign certificates. @source GM/T 0006 (SM2 with SM3); RFC 5758 3.2 (ECDSA with SHA-256) */
export const signatureOids = { 'sm2-sm3': '1.2.156.10197.1.501', 'ecdsa-p256-sha256': '1.2.840.10045.4.3.2' } as const
/** @source GM/T 0006; RFC 8017 A.2.4 */
export const digestOids = { sm3: '1.2.156.10197.1.401', 'sha-256': '2.16.840.1.101.3.4.2.1' } as const
export type CertifyingName = keyof typeof signatureOids

/** @throws crypto/key-does-not-fit */
export function certifying(name: SigningName): CertifyingName {
  if (name === 'ed25519') throw faults['key-does-not-fit']({ needs: 'SM2 / P-256', has: name })
  return name
}

export const algorithmOf = (name: CertifyingName) => new AlgorithmIdentifier({ algorithm: signatureOids[name] })

export const arrayOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
export const bytesOf = (value: unknown): Buffer => Buffer.from(AsnConvert.serialize(value))

/** What was signed: its bytes as they came, or as they are written. */
export const signedOf = (raw: ArrayBuffer | undefined, value: unknown): Buffer =>
  raw ? Buffer.from(raw) : bytesOf(value)

/** Content, algorithm and signature: what stands beside these three is signed by nobody. */
const signed = new Set<unknown>([Certificate, CertificateList, CertificationRequest])
const signedParts = 3

/** Reads DER of at most `most` bytes, with nothing after it, nor beside what is signed. @throws crypto/certificate-malformed */
export function readDer<T>(der: Uint8Array, type: new () => T, most = 65_536): T {
  if (der.length > most) throw faults['certificate-malformed']()
  try {
    const { result, offset } = fromBER(arrayOf(der))
    if (result.error || offset !== der.length) throw new RangeError(result.error || 'bytes follow after the end')
    if (signed.has(type) && !(result instanceof Sequence && result.valueBlock.value.length === signedParts))
      throw new RangeError('not a content, its algorithm and its signature alone')
    return AsnParser.fromASN(result, type)
  } catch (error) {
    throw faults['certificate-malformed']({}, error)
  }
}

export const extension = (id: string, value: unknown, critical = false) =>
  new Extension({ extnID: id, critical, extnValue: new OctetString(bytesOf(value)) })

/** What is named in a certificate. */
export interface Subject {
  name: string
  organisation?: string
  unit?: string
}

/** A name: country, organisation, unit, common name, as UTF-8. @source GM/T 0015 5.2.3; RFC 5280 4.1.2.4 */
export function nameOf({ name, organisation, unit }: Subject): Name {
  const utf8 = (type: string, text: string) => [type, new AttributeValue({ utf8String: text })] as const
  const parts = [
    ['2.5.4.6', new AttributeValue({ printableString: 'CN' })] as const,
    ...(organisation ? [utf8('2.5.4.10', organisation)] : []),
    ...(unit ? [utf8('2.5.4.11', unit)] : []),
    utf8('2.5.4.3', name),
  ]
  return new Name(
    parts.map(([type, value]) => new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })])),
  )
}
