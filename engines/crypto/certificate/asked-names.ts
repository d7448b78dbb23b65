import type { CertificationRequestInfo } from '@peculiar/asn1-csr'
import type { Name } from '@peculiar/asn1-x509'
import { faults } from '../faults.ts'
import { askedOf } from './asked-uses.ts'

const commonName = '2.5.4.3'
const alternativeName = '2.5.29.17'

const isNamed = (subject: Name) =>
  subject.some((parts) =>
    parts.some(
      ({ type, value }) => type === commonName && !value.anyValue && /[\p{Letter}\p{Number}]/u.test(value.toString()),
    ),
  )

/**
 * Refuses a request whose names are not just what a certificate will carry: one subject with a common name in letters
 * or digits, and no name beside it.
 * @source RFC 2986 4.1; RFC 5280 4.1.2.6, 4.2.1.6
 * @throws crypto/request-nameless, crypto/names-not-granted, crypto/certificate-malformed
 */
export function refuseOtherNames(info: CertificationRequestInfo): void {
  if (!isNamed(info.subject)) throw faults['request-nameless']()
  if (askedOf(info).some(({ extnID }) => extnID === alternativeName)) throw faults['names-not-granted']()
}
