import * as z from 'zod'
import type { Tx } from '#kernel/database'
import { defineRoute, rowsOf, type House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { choice, text } from '#kernel/field'
import { attachment } from '#kernel/http'
import { keeper } from '#kernel/keeper'
import { cityFace } from '#engines/front/run'
import { anyone } from '#engines/identity/run'
import { bytes } from './bytes.ts'
import type { CertifyingName } from './certificate/asn1.ts'
import {
  authorityCertificate,
  establish,
  issueRequested,
  listAuthorities,
  listCertificates,
  readRequested,
  refuseRequested,
  requestFor,
  revocations,
  revoke,
  revokedElsewhere,
  timestampFor,
} from './custody/authority.ts'
import { application, officer, type Officer } from './custody/officer.ts'
import { authorityFace, certificateFace, requestFace } from './custody/shape.ts'
import { certifyingWords, revocationWords } from './custody/words.ts'
import { faults } from './faults.ts'

const algorithm = z.enum(['sm2-sm3', 'ecdsa-p256-sha256'] satisfies [CertifyingName, ...CertifyingName[]])
const role = z.enum(['root', 'issuer', 'stamper'])
const params = z.object({ id: z.uuid().describe('证书或申请的编号') })
const nonce = z.base64().max(44).optional()

const keeperOf = (house: House) => house.rooms.get(keeper)

/** One decision of the authority, told as an event. */
function certifies<T>(
  { house: { database, clock }, by }: { house: House; by: Officer },
  about: { subject: string; does: string },
  act: (tx: Tx, by: string, at: Date) => Promise<T>,
): Promise<T> {
  const at = clock.now()
  const { subject, does } = about
  return database.write(by.scope, async (tx) => {
    const answer = await act(tx, by.person, at)
    await publish(tx, { kind: 'crypto.certify', actor: by.person, subject, at, about: { does } })
    return answer
  })
}

const authorities = async ({ database }: House) => ({ rows: await listAuthorities(database) })

/** Certificates and timestamps over HTTP: applications ask, the authority decides, everybody reads certificates and lists. */
export const certificateRoutes = [
  defineRoute('GET /api/crypto/authorities', {
    says: '证书签发机构',
    right: anyone,
    answers: rowsOf(authorityFace),
    shows: {
      title: '证书签发机构',
      says: '本市自己的签发机构，每种算法一家。证书和吊销列表人人可以下载。',
      empty: '还没有建立签发机构。',
      columns: { algorithm: '算法', role: '证书' },
      acts: [
        { title: '下载证书', at: 'GET /api/crypto/authorities/{algorithm}/certificates/{role}' },
        {
          title: '吊销列表',
          at: 'GET /api/crypto/authorities/{algorithm}/revoked.crl',
          when: { role: 'issuer' },
        },
      ],
      begins: [
        {
          title: '建立签发机构',
          at: 'POST /api/crypto/authorities',
          says: '建立后全市的应用都可以向它申请证书。根证书二十年有效，建立以后不能重建，也不能删除。',
        },
      ],
      beside: ['GET /api/crypto/certificates'],
    },
    does: ({ house }) => authorities(house),
  }),
  defineRoute('POST /api/crypto/authorities', {
    says: '建立证书签发机构',
    right: officer('certify'),
    refuses: [faults['authority-there']],
    takes: { body: z.strictObject({ algorithm: choice('算法', certifyingWords) }) },
    answers: rowsOf(authorityFace),
    status: 201,
    does: async (asked) => {
      const { house } = asked
      const of = { algorithm: asked.body.algorithm, city: `数字${house.rooms.get(cityFace).name}` }
      const about = { subject: `crypto-authority:${of.algorithm}`, does: 'establish' }
      await certifies(asked, about, (tx, by, at) => establish(tx, keeperOf(house), of, by, at))
      return authorities(house)
    },
  }),
  defineRoute('GET /api/crypto/authorities/{algorithm}/certificates/{role}', {
    says: '签发机构的一份证书',
    right: anyone,
    sends: 'application/pkix-cert',
    refuses: [faults['no-authority']],
    takes: { params: z.object({ algorithm: algorithm.describe('签发机构的算法'), role: role.describe('哪一份证书') }) },
    does: async ({ house, params, reply }) =>
      reply
        .header('content-type', 'application/pkix-cert')
        .header('content-disposition', attachment(`${params.algorithm}-${params.role}.cer`))
        .send(await authorityCertificate(house.database, params.algorithm, params.role)),
  }),
  defineRoute('GET /api/crypto/authorities/{algorithm}/revoked.crl', {
    says: '吊销列表',
    right: anyone,
    sends: 'application/pkix-crl',
    refuses: [faults['no-authority'], faults['master-not-here']],
    takes: { params: z.object({ algorithm: algorithm.describe('签发机构的算法') }) },
    does: async ({ house, params, reply }) =>
      reply
        .header('content-type', 'application/pkix-crl')
        .send(
          await revocations(
            house.database,
            keeperOf(house),
            params.algorithm,
            house.clock.now(),
            house.given(revokedElsewhere),
          ),
        ),
  }),
  defineRoute('POST /api/crypto/timestamp', {
    says: '时间戳',
    right: application,
    refuses: [
      faults['no-authority'],
      faults['master-not-here'],
      faults['imprint-wrong-length'],
      faults['quota-used-up'],
    ],
    takes: { body: z.strictObject({ algorithm, digest: z.enum(['sm3', 'sha-256']), value: bytes, nonce }) },
    answers: z.object({ token: z.string() }),
    does: async ({ house, by, body }) => {
      const { algorithm, digest, value, nonce: given } = body
      const imprint = { digest, value, ...(given && { nonce: Buffer.from(given, 'base64') }) }
      const desk = { database: house.database, keeper: keeperOf(house) }
      const token = await timestampFor(desk, by, house.clock.now(), { algorithm, imprint })
      return { token: token.toString('base64') }
    },
  }),
  defineRoute('POST /api/crypto/certificate-requests', {
    says: '申请证书',
    right: application,
    refuses: [
      faults['request-not-signed'],
      faults['certificate-malformed'],
      faults['key-not-accepted'],
      faults['request-nameless'],
      faults['names-not-granted'],
      faults['extensions-not-granted'],
      faults['quota-used-up'],
    ],
    takes: { body: z.strictObject({ request: bytes }) },
    answers: requestFace,
    status: 201,
    does: ({ house, by, body }) => requestFor(house.database, by, house.clock.now(), body.request),
  }),
  defineRoute('GET /api/crypto/certificate-requests/{id}', {
    says: '一份证书申请',
    right: application,
    refuses: [faults['no-such-certificate']],
    takes: { params },
    answers: requestFace,
    does: ({ house, by, params }) => readRequested(house.database, by, params.id),
  }),
  defineRoute('GET /api/crypto/certificates', {
    says: '证书与申请',
    right: officer('read'),
    answers: rowsOf(certificateFace),
    shows: {
      title: '密码应用的证书',
      says: '应用用自己的令牌申请证书，密码主管审批、签发、吊销。这里列最近 200 份申请和证书。',
      empty: '没有申请，也没有签发过证书。',
      columns: {
        ...{
          subject: '主题',
          applicationName: '应用',
          agency: '单位',
          algorithm: '算法',
          standing: '状态',
          why: '原因',
        },
        ...{ at: '申请', from: '有效期起', until: '有效期止', serial: '序列号' },
      },
      opens: { at: 'GET /api/crypto/applications/{id}', by: 'applicationName', fills: { id: 'application' } },
      acts: [
        {
          ...{ title: '签发', at: 'POST /api/crypto/certificates/{id}/issue', when: { state: 'asked' } },
          says: '请先核对主题和申请单位。签发后两年有效，内容不能再改，要停用只能吊销。',
        },
        {
          ...{ title: '驳回', at: 'POST /api/crypto/certificates/{id}/refuse', when: { state: 'asked' } },
          says: '驳回后应用会看到原因，要用须重新申请。',
        },
        {
          ...{ title: '吊销', at: 'POST /api/crypto/certificates/{id}/revoke', when: { state: 'issued' } },
          says: '吊销后这份证书马上列入吊销列表，用它签的内容不再可信。吊销不能撤回，要用只能重新申请。',
        },
      ],
      beside: ['GET /api/crypto/applications', 'GET /api/crypto/authorities'],
    },
    does: async ({ house, by }) => ({ rows: await listCertificates(house.database, by.scope, house.clock.now()) }),
  }),
  defineRoute('POST /api/crypto/certificates/{id}/issue', {
    says: '签发证书',
    right: officer('certify'),
    refuses: [
      faults['no-such-certificate'],
      faults['certificate-decided'],
      faults['no-authority'],
      faults['master-not-here'],
      // One that was asked for before what it asks was looked at.
      ...[faults['request-nameless'], faults['names-not-granted'], faults['extensions-not-granted']],
    ],
    takes: { params },
    answers: z.object({ serial: z.string() }),
    does: async (asked) => {
      const { id } = asked.params
      const about = { subject: `crypto-certificate:${id}`, does: 'issue' }
      const issues = (tx: Tx, by: string, at: Date) => issueRequested(tx, keeperOf(asked.house), id, by, at)
      return { serial: await certifies(asked, about, issues) }
    },
  }),
  defineRoute('POST /api/crypto/certificates/{id}/refuse', {
    says: '不予签发',
    right: officer('certify'),
    refuses: [faults['no-such-certificate'], faults['certificate-decided']],
    takes: { params, body: z.strictObject({ reason: text('原因', { max: 500 }) }) },
    status: 204,
    does: (asked) => {
      const { id } = asked.params
      const about = { subject: `crypto-certificate:${id}`, does: 'refuse' }
      return certifies(asked, about, (tx, by, at) => refuseRequested(tx, id, asked.body.reason, by, at))
    },
  }),
  defineRoute('POST /api/crypto/certificates/{id}/revoke', {
    says: '吊销证书',
    right: officer('certify'),
    refuses: [faults['no-such-certificate'], faults['certificate-decided']],
    takes: { params, body: z.strictObject({ reason: choice('原因', revocationWords) }) },
    status: 204,
    does: (asked) => {
      const { id } = asked.params
      const about = { subject: `crypto-certificate:${id}`, does: 'revoke' }
      return certifies(asked, about, (tx, by, at) => revoke(tx, id, asked.body.reason, by, at))
    },
  }),
]
