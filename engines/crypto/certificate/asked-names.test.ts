import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  Attribute,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509'
import { makeSigningKey, type SigningKey } from '../index.ts'
import { issue, readCertificate, readRequest } from '../run.ts'
import { algorithmOf, arrayOf, bytesOf, certifying, extension, nameOf } from './asn1.ts'

const code = (wanted: string) => (error: unknown) => (error as { code?: string }).code === wanted
const [from, until] = [new Date('2024-01-01T00:00:00Z'), new Date('2034-01-01T00:00:00Z')]
const names = ['sm2-sm3', 'ecdsa-p256-sha256'] as const
const organisation = '2.5.4.10'
const commonName = '2.5.4.3'
const asking = '1.2.840.113549.1.9.14'

const part = (type: string, value: AttributeValue) => new AttributeTypeAndValue({ type, value })
const words = (text: string) => new AttributeValue({ utf8String: text })
const nameWith = (...parts: AttributeTypeAndValue[][]) =>
  new Name(parts.map((one) => new RelativeDistinguishedName(one)))

function requestOf(key: SigningKey, subject: Name, asked: Extension[] = [], by = asking): Buffer {
  const info = new CertificationRequestInfo({
    subject,
    subjectPKInfo: AsnConvert.parse(arrayOf(key.publicKey.toSpki()), SubjectPublicKeyInfo),
  })
  if (asked.length > 0)
    info.attributes.push(new Attribute({ type: by, values: [AsnConvert.serialize(new Extensions(asked))] }))
  return bytesOf(
    new CertificationRequest({
      certificationRequestInfo: info,
      signatureAlgorithm: algorithmOf(certifying(key.algorithm)),
      signature: arrayOf(key.sign(bytesOf(info))),
    }),
  )
}

for (const algorithm of names) {
  const key = makeSigningKey(algorithm)
  const root = issue({ key }, { subject: { name: '根' }, key: key.publicKey, use: 'authority', from, until })

  test(`${algorithm}: a request names who it is for, in letters or digits, or is refused`, () => {
    for (const subject of [
      nameWith(),
      nameWith([part(organisation, words('卫健委'))]),
      nameWith([part(commonName, words(''))]),
      nameWith([part(commonName, words(' \u200b\u3000…'))]),
      nameWith([part(commonName, new AttributeValue({ anyValue: arrayOf(Buffer.from('020107', 'hex')) }))]),
    ])
      assert.throws(() => readRequest(requestOf(key, subject)), code('crypto/request-nameless'))
    assert.equal(readRequest(requestOf(key, nameOf({ name: '电子健康卡' }))).says, 'CN / 电子健康卡')
  })

  test(`${algorithm}: a certificate carries the subject that was asked for, to the byte`, () => {
    for (const subject of [
      nameOf({ name: '电子健康卡', organisation: '卫健委', unit: '信息中心' }),
      nameWith([part(commonName, words('甲')), part('2.5.4.5', new AttributeValue({ printableString: 'A1' }))]),
      nameWith([part(commonName, new AttributeValue({ bmpString: '盐城' }))]),
      nameWith(
        [part('1.2.840.113549.1.9.1', new AttributeValue({ ia5String: 'a@b.cn' }))],
        [part(commonName, words('乙'))],
      ),
    ]) {
      const asked = requestOf(key, subject)
      const request = readRequest(asked)
      const made = issue(
        { key, certificate: root },
        { subject: request.subject, key: request.key, use: 'sign', from, until },
      )
      const wanted = bytesOf(AsnConvert.parse(arrayOf(asked), CertificationRequest).certificationRequestInfo.subject)
      assert.ok(asked.includes(wanted), 'the name is written as it was read')
      assert.deepEqual(bytesOf(AsnConvert.parse(arrayOf(made), Certificate).tbsCertificate.subject), wanted)
      assert.equal(readCertificate(made).subject, request.says)
    }
  })

  test(`${algorithm}: names beside the subject are refused, whoever asks how; uses are granted, or refused by name`, () => {
    const subject = nameOf({ name: '电子健康卡' })
    const other = extension(
      '2.5.29.17',
      new SubjectAlternativeName([new GeneralName({ dNSName: 'jkk.yancheng.gov.cn' })]),
    )
    const use = extension('2.5.29.15', new KeyUsage(KeyUsageFlags.keyCertSign), true)
    for (const by of [asking, '1.3.6.1.4.1.311.2.1.14'])
      for (const asked of [[other], [use, other]])
        assert.throws(() => readRequest(requestOf(key, subject, asked, by)), code('crypto/names-not-granted'))
    const others = [use, extension('2.5.29.19', new BasicConstraints({ cA: true }), true)]
    others.push(
      extension('2.5.29.37', new ExtendedKeyUsage(['1.3.6.1.5.5.7.3.1'])),
      extension('1.2.3.4', new KeyUsage(1)),
    )
    const wording = ['密钥用途', '签发证书', '扩展密钥用途', '1.2.3.4']
    for (const [i, one] of others.entries())
      assert.throws(
        () => readRequest(requestOf(key, subject, [one])),
        (error: Error) => code('crypto/extensions-not-granted')(error) && error.message.includes(wording[i] ?? '?'),
      )
    const fine = [
      extension('2.5.29.15', new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation), true),
      extension('2.5.29.19', new BasicConstraints({ cA: false })),
    ]
    const request = readRequest(requestOf(key, subject, fine))
    const made = issue({ key, certificate: root }, { ...request, use: 'sign', from, until })
    assert.equal(readCertificate(made).use, 'sign')
  })

  test(`${algorithm}: bytes after a request or a certificate, or unsigned within it, are refused`, () => {
    const lengthened = (der: Buffer) => {
      const sizes = (der[1] as number) - 0x80
      const longer = Buffer.concat([der, Buffer.from([5, 0])])
      longer.writeUIntBE(der.readUIntBE(2, sizes) + 2, 2, sizes)
      return longer
    }
    const request = requestOf(key, nameOf({ name: '电子健康卡' }))
    for (const [read, der] of [
      [readRequest, request],
      [readCertificate, root],
    ] as const) {
      read(der)
      for (const wrong of [Buffer.concat([der, Buffer.alloc(1)]), Buffer.concat([der, der]), lengthened(der)])
        assert.throws(() => read(wrong), code('crypto/certificate-malformed'))
    }
  })
}
