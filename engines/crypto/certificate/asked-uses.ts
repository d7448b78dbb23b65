import type { CertificationRequestInfo } from '@peculiar/asn1-csr'
import { BasicConstraints, Extensions, KeyUsage, KeyUsageFlags, type Extension } from '@peculiar/asn1-x509'
import { faults } from '../faults.ts'
import { readDer } from './asn1.ts'

/** Attributes that ask for extensions: that of RFC 2985 5.4.2, and the one that Windows writes. */
const asking = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14']

/** The extensions that a request asks for. @throws crypto/certificate-malformed */
export const askedOf = ({ attributes }: CertificationRequestInfo): Extension[] =>
  attributes
    .filter(({ type }) => asking.includes(type))
    .flatMap(({ values }) => values)
    .flatMap((value) => [...readDer(new Uint8Array(value), Extensions)])

const granted = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation

/** What may be asked for besides, since every certificate of an application has it: by its extension, and what it is called. */
const may: Readonly<Record<string, (value: Uint8Array) => boolean>> = {
  '2.5.29.15': (value) => (readDer(value, KeyUsage).toNumber() & ~granted) === 0,
  '2.5.29.19': (value) => !readDer(value, BasicConstraints).cA,
}
const called: Readonly<Record<string, string>> = {
  '2.5.29.14': '主体密钥标识',
  '2.5.29.15': '签名、抗抵赖以外的密钥用途',
  '2.5.29.19': '签发证书的资格',
  '2.5.29.31': '吊销列表地址',
  '2.5.29.32': '证书策略',
  '2.5.29.37': '扩展密钥用途',
}

/**
 * Refuses a request for a use that a certificate of an application does not have: what is asked for is granted, or
 * refused by name, and nothing of it is left out unsaid.
 * @source RFC 5280 4.2.1.3, 4.2.1.9; GM/T 0015 5.2.4
 * @throws crypto/extensions-not-granted, crypto/certificate-malformed
 */
export function refuseOtherUses(info: CertificationRequestInfo) {
  const wrong = askedOf(info).filter(({ extnID, extnValue }) => !may[extnID]?.(new Uint8Array(extnValue.buffer)))
  if (wrong.length > 0)
    throw faults['extensions-not-granted']({ asked: wrong.map(({ extnID }) => called[extnID] ?? extnID) })
}
