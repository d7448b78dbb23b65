import type { CertificationRequestInfo } from '@peculiar/asn1-csr'
import { Extensions, type Name } from '@peculiar/asn1-x509'
import { faults } from '../faults.ts'
import { readDer } from './asn1.ts'

const commonName = '2.5.4.3'
const alternativeName = '2.5.29.17'
/** Attributes that ask for extensions: that of RFC 2985 5.4.2, and the one that Windows writes. */
const asking = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']

const isNamed = (subject: Name) =>
  subject.some((parts) =>
    parts.some(
      ({ type, value }) => type === commonName && !value.anyValue && /[\p{Letter}\p{Number}]/u.test(value.toString()),
    ),
  )

/**
 * Refuses a request whose names are not just what a certificate will carry: one subject with a common name in letters
 * or digits, and no name beside it. Of other extensions that are asked for the issuer alone decides.
 * @source RFC 2986 4.1; RFC 5280 4.1.2.6, 4.2.1.6
 * @throws crypto/request-nameless, crypto/names-not-granted, crypto/certificate-malformed
 */
export function refuseOtherNames({ subject, attributes }: CertificationRequestInfo): void {
  if (!isNamed(subject)) throw faults['request-nameless']()
  const asked = attributes
    .filter(({ type }) => asking.includes(type))
    .flatMap(({ values }) => values)
    .flatMap((value) => [...readDer(new Uint8Array(value), Extensions)])
  if (asked.some(({ extnID }) => extnID === alternativeName)) throw faults['names-not-granted']()
}
