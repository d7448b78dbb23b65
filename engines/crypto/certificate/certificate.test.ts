import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { digest, makeSigningKey } from '../index.ts'
import {
  followChain,
  issue,
  readCertificate,
  readRequest,
  readRevocations,
  readTimestamp,
  revocationList,
  timestamp,
  type CertificateUse,
} from '../run.ts'

const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'this machine has no openssl'
const code = (wanted: string) => (error: unknown) => (error as { code?: string }).code === wanted
const [from, until] = [new Date('2024-01-01T00:00:00Z'), new Date('2034-01-01T00:00:00Z')]
const at = new Date('2024-08-26T09:00:00Z')
const serial = Buffer.from('40112233445566778899aabbccddeeff', 'hex')
const names = ['sm2-sm3', 'ecdsa-p256-sha256'] as const
type Name = (typeof names)[number]

function authorities(name: Name) {
  const [rootKey, cityKey] = [makeSigningKey(name), makeSigningKey(name)]
  const [leafKey, stampKey] = [makeSigningKey(name), makeSigningKey(name)]
  const certify = (issuer: Parameters<typeof issue>[0], key: typeof rootKey, use: CertificateUse, subject: string) =>
    issue(issuer, { subject: { name: subject, organisation: '盐城市' }, key: key.publicKey, use, from, until })
  const root = certify({ key: rootKey }, rootKey, 'authority', '数字盐城根证书')
  const city = certify({ key: rootKey, certificate: root }, cityKey, 'authority', '数字盐城签发机构')
  const leaf = certify({ key: cityKey, certificate: city }, leafKey, 'sign', '市农业农村局')
  const stamp = certify({ key: cityKey, certificate: city }, stampKey, 'timestamp', '时间戳')
  return { root, city, leaf, stamp, cityKey, leafKey, stampKey }
}

const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`

function withOpenssl(
  act: (file: (name: string, data: Uint8Array | string) => string, run: (...a: string[]) => Buffer) => void,
) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'certificate-'))
  try {
    act(
      (name, data) => {
        writeFileSync(path.join(home, name), data)
        return name
      },
      (...args) => execFileSync('openssl', args, { cwd: home, stdio: ['ignore', 'pipe', 'pipe'] }),
    )
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
const distid = 'distid:1234567812345678'

for (const name of names) {
  test(`${name}: a chain holds up to a trusted root, while in force and not revoked, and only unaltered`, () => {
    const made = authorities(name)
    const o = { between: [made.city], roots: [made.root], at, revoked: () => false }
    assert.equal(followChain(made.leaf, o).length, 3)
    assert.throws(() => followChain(made.leaf, { ...o, between: [] }), code('crypto/certificate-not-trusted'))
    assert.throws(() => followChain(made.leaf, { ...o, roots: [] }), code('crypto/certificate-not-trusted'))
    for (const when of ['2023-12-31T23:59:59Z', '2034-01-01T00:00:01Z'])
      assert.throws(() => followChain(made.leaf, { ...o, at: new Date(when) }), code('crypto/certificate-not-in-force'))
    const byLeaf = issue(
      { key: made.leafKey, certificate: made.leaf },
      { subject: { name: '冒签' }, key: makeSigningKey(name).publicKey, use: 'sign', from, until },
    )
    assert.throws(
      () => followChain(byLeaf, { ...o, between: [made.leaf, made.city] }),
      code('crypto/certificate-not-trusted'),
      'what may only sign certifies nobody',
    )
    const altered = Buffer.from(made.leaf)
    altered[altered.length - 5] = (altered[altered.length - 5] as number) ^ 1
    assert.throws(() => followChain(altered, o), /certificate|证书|编码/)
    assert.throws(() => readCertificate(made.leaf.subarray(0, -9)), code('crypto/certificate-malformed'))

    const revoked = readCertificate(made.leaf).serial
    const issuer = { key: made.cityKey, certificate: made.city }
    const next = new Date(at.getTime() + 7 * 86_400_000)
    const list = revocationList(issuer, [{ serial: revoked, at, reason: 'keyCompromise' }], { number: 200, at, next })
    const city = readCertificate(made.city)
    const isRevoked = readRevocations(list, city, at)
    assert.throws(
      () => followChain(made.leaf, { ...o, revoked: (above, one) => above.der.equals(city.der) && isRevoked(one) }),
      code('crypto/certificate-revoked'),
    )
    assert.equal(followChain(made.stamp, { ...o, revoked: (_, one) => isRevoked(one) }).length, 3)
    assert.throws(() => readRevocations(list, readCertificate(made.root), at), code('crypto/list-not-valid'))
    assert.throws(() => readRevocations(list, city, new Date(next.getTime() + 1000)), code('crypto/list-not-valid'))
  })

  test(`${name}: a timestamp holds for one document, one nonce and one authority`, () => {
    const made = authorities(name)
    const imprint = {
      digest: 'sm3',
      value: digest('sm3', Buffer.from('批文')),
      nonce: Buffer.from('1234', 'hex'),
    } as const
    const stamper = { key: made.stampKey, certificate: made.stamp }
    const token = timestamp(stamper, imprint, { serial, at })
    const read = readTimestamp(token, imprint)
    assert.deepEqual(read.at, at)
    assert.deepEqual(read.certificate.der, made.stamp)
    const other = { ...imprint, value: digest('sm3', Buffer.from('别的')) }
    assert.throws(() => readTimestamp(token, other), code('crypto/stamp-not-valid'))
    const again = { ...imprint, nonce: Buffer.from('4321', 'hex') }
    assert.throws(() => readTimestamp(token, again), code('crypto/stamp-not-valid'))
    const byLeaf = timestamp({ key: made.leafKey, certificate: made.leaf }, imprint, { serial, at })
    assert.throws(() => readTimestamp(byLeaf, imprint), code('crypto/stamp-not-valid'))
    const altered = Buffer.from(token)
    altered[altered.length - 5] = (altered[altered.length - 5] as number) ^ 1
    assert.throws(() => readTimestamp(altered, imprint), code('crypto/stamp-not-valid'))
    assert.throws(
      () => timestamp(stamper, { ...imprint, value: Buffer.alloc(20) }, { serial, at }),
      code('crypto/imprint-wrong-length'),
    )
  })

  test(
    `${name}: openssl verifies the chain, the list and the token, and makes a request that is read`,
    { skip },
    () => {
      const made = authorities(name)
      withOpenssl((file, run) => {
        const sm2 = name === 'sm2-sm3'
        file('root.pem', pem('CERTIFICATE', made.root))
        file('city.pem', pem('CERTIFICATE', made.city))
        file('leaf.pem', pem('CERTIFICATE', made.leaf))
        const when = ['-attime', String(at.getTime() / 1000)]
        const how = sm2 ? ['-vfyopt', distid] : []
        // openssl takes an identity for the certificate alone, not for those between: each link is verified by itself.
        const verify = sm2
          ? ['verify', ...when, ...how, '-partial_chain', '-x509_strict', '-trusted', 'city.pem']
          : ['verify', ...when, '-CAfile', 'root.pem', '-untrusted', 'city.pem', '-x509_strict']
        assert.match(run('verify', ...when, ...how, '-CAfile', 'root.pem', 'city.pem').toString(), /OK/)
        assert.match(run(...verify, 'leaf.pem').toString(), /leaf\.pem: OK/)

        const key = run('genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${sm2 ? 'SM2' : 'P-256'}`)
        file('key.pem', key)
        const signs = sm2 ? ['-sm3', '-sigopt', distid] : ['-sha256']
        const asked = run(
          'req',
          '-new',
          '-key',
          'key.pem',
          '-utf8',
          '-subj',
          '/O=卫健委/CN=电子健康卡',
          ...signs,
          '-outform',
          'DER',
        )
        const request = readRequest(asked)
        assert.equal(request.says, '卫健委 / 电子健康卡')
        const answered = issue(
          { key: made.cityKey, certificate: made.city },
          { subject: request.subject, key: request.key, use: 'sign', from, until },
        )
        file('answered.pem', pem('CERTIFICATE', answered))
        assert.match(run(...verify, 'answered.pem').toString(), /OK/)
        const unsigned = Buffer.from(asked)
        unsigned[unsigned.length - 5] = (unsigned[unsigned.length - 5] as number) ^ 1
        assert.throws(() => readRequest(unsigned), code('crypto/request-not-signed'))

        const document = Buffer.from('批文')
        const imprint = { digest: sm2 ? 'sm3' : 'sha-256', value: digest(sm2 ? 'sm3' : 'sha-256', document) } as const
        const token = timestamp({ key: made.stampKey, certificate: made.stamp }, imprint, { serial, at })
        file('token.der', token)
        file('document', document)
        assert.match(
          run('ts', '-reply', '-in', 'token.der', '-token_in', '-token_out', '-text').toString(),
          /Aug 26 09:00:00 2024/,
        )
        const list = revocationList(
          { key: made.cityKey, certificate: made.city },
          [{ serial: readCertificate(answered).serial, at, reason: 'superseded' }],
          {
            number: 1,
            at,
            next: until,
          },
        )
        file('list.pem', pem('X509 CRL', list))
        assert.match(run('crl', '-in', 'list.pem', '-noout', '-text').toString(), /Superseded/)
        if (sm2) {
          // openssl takes no identity for lists and tokens: what is signed is cut out and verified with the default one.
          const outer = run('asn1parse', '-in', 'list.pem').toString().split('\n')
          const [tbs] = outer.filter((line) => line.includes('d=1')).map((line) => Number(line.trim().split(':')[0]))
          run('asn1parse', '-in', 'list.pem', '-strparse', String(tbs), '-out', 'tbs', '-noout')
          const bits =
            outer
              .findLast((line) => line.includes('BIT STRING'))
              ?.trim()
              .split(':')[0] ?? ''
          run('asn1parse', '-in', 'list.pem', '-strparse', bits, '-out', 'signature', '-noout')
          const pub = run('x509', '-in', 'city.pem', '-pubkey', '-noout')
          file('city.pub', pub)
          const verified = ['pkeyutl', '-verify', '-pubin', '-inkey', 'city.pub', '-sigfile', 'signature', '-in', 'tbs']
          assert.match(run(...verified, '-rawin', '-digest', 'sm3', '-pkeyopt', distid).toString(), /Success/)
          return
        }
        file('both.pem', pem('CERTIFICATE', made.root) + pem('CERTIFICATE', made.city))
        const ts = [
          'ts',
          '-verify',
          '-data',
          'document',
          '-in',
          'token.der',
          '-token_in',
          '-CAfile',
          'both.pem',
          ...when,
        ]
        run(...ts)
        assert.throws(() => run(...verify, '-CRLfile', 'list.pem', '-crl_check', 'answered.pem'), /revoked/)
        assert.match(run(...verify, '-CRLfile', 'list.pem', '-crl_check', 'leaf.pem').toString(), /OK/)
      })
    },
  )
}
