import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import type { Host } from '#kernel/http'
import type { CertifyingName } from './certificate/asn1.ts'
import { applicationOf } from './custody/application.ts'
import {
  establish,
  issueRequested,
  listAuthorities,
  listCertificates,
  readRequested,
  refuseRequested,
  requestFor,
  revocations,
  revoke,
  timestampFor,
} from './custody/authority.ts'
import type { OfficerOf } from './custody/officer.ts'
import { bytes, type CryptoHouse } from './routes.ts'

const algorithm = z.enum(['sm2-sm3', 'ecdsa-p256-sha256'] satisfies [CertifyingName, ...CertifyingName[]])
const one = z.object({ id: z.uuid() })
const reason = z.enum(['unspecified', 'keyCompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation'])
const nonce = z.base64().max(44).optional()

/** Certificates and timestamps over HTTP: applications ask, the authority decides, everybody reads certificates and lists. */
export function certificateRoutes(
  host: Host,
  { database, clock, keeper, city, officerOf }: CryptoHouse & { city: string; officerOf: OfficerOf<FastifyRequest> },
) {
  const callerOf = (request: FastifyRequest) => applicationOf(database, request.headers.authorization, clock.now())
  const certifies = <T>(
    request: FastifyRequest,
    about: { subject: string; does: string },
    act: (tx: Tx, by: string, at: Date) => Promise<T>,
  ): Promise<T> => {
    const { person, scope } = officerOf(request, 'certify')
    const at = clock.now()
    const { subject, does } = about
    return database.write(scope, async (tx) => {
      const answer = await act(tx, person, at)
      await publish(tx, { kind: 'crypto.certify', actor: person, subject, at, about: { does } })
      return answer
    })
  }

  host.get('/api/crypto/authorities', async () => ({ rows: await listAuthorities(database) }))
  host.post('/api/crypto/authorities', { schema: { body: z.strictObject({ algorithm }) } }, async (request, reply) => {
    const of = { algorithm: request.body.algorithm, city }
    const about = { subject: `crypto-authority:${of.algorithm}`, does: 'establish' }
    await certifies(request, about, (tx, by, at) => establish(tx, keeper, of, by, at))
    return reply.status(201).send({ rows: await listAuthorities(database) })
  })
  host.get(
    '/api/crypto/authorities/:algorithm/revoked.crl',
    { schema: { params: z.object({ algorithm }) } },
    async (request, reply) =>
      reply
        .header('content-type', 'application/pkix-crl')
        .send(await revocations(database, keeper, request.params.algorithm, clock.now())),
  )
  host.post(
    '/api/crypto/timestamp',
    { schema: { body: z.strictObject({ algorithm, digest: z.enum(['sm3', 'sha-256']), value: bytes, nonce }) } },
    async (request) => {
      const { digest, value, nonce: given } = request.body
      const imprint = { digest, value, ...(given && { nonce: Buffer.from(given, 'base64') }) }
      const asked = { algorithm: request.body.algorithm, imprint }
      const token = await timestampFor({ database, keeper }, await callerOf(request), clock.now(), asked)
      return { token: token.toString('base64') }
    },
  )
  host.post(
    '/api/crypto/certificate-requests',
    { schema: { body: z.strictObject({ request: bytes }) } },
    async (request, reply) =>
      reply.status(201).send(await requestFor(database, await callerOf(request), clock.now(), request.body.request)),
  )
  host.get('/api/crypto/certificate-requests/:id', { schema: { params: one } }, async (request) =>
    readRequested(database, await callerOf(request), request.params.id),
  )
  host.get('/api/crypto/certificates', async (request) => ({
    rows: await listCertificates(database, officerOf(request, 'read').scope),
  }))
  host.post('/api/crypto/certificates/:id/issue', { schema: { params: one } }, async (request) => {
    const about = { subject: `crypto-certificate:${request.params.id}`, does: 'issue' }
    return {
      serial: await certifies(request, about, (tx, by, at) => issueRequested(tx, keeper, request.params.id, by, at)),
    }
  })
  host.post(
    '/api/crypto/certificates/:id/refuse',
    { schema: { params: one, body: z.strictObject({ reason: z.string().trim().min(1).max(500) }) } },
    async (request, reply) => {
      const { id } = request.params
      const about = { subject: `crypto-certificate:${id}`, does: 'refuse' }
      await certifies(request, about, (tx, by, at) => refuseRequested(tx, id, request.body.reason, by, at))
      return reply.status(204).send()
    },
  )
  host.post(
    '/api/crypto/certificates/:id/revoke',
    { schema: { params: one, body: z.strictObject({ reason }) } },
    async (request, reply) => {
      const { id } = request.params
      const about = { subject: `crypto-certificate:${id}`, does: 'revoke' }
      await certifies(request, about, (tx, by, at) => revoke(tx, id, request.body.reason, by, at))
      return reply.status(204).send()
    },
  )
}
