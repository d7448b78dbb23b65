import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import type { Host } from '#kernel/http'
import { applicationOf } from './custody/application.ts'
import { listKeys } from './custody/ask.ts'
import type { Keeper } from './custody/keeper.ts'
import {
  dataKeyFor,
  decryptFor,
  digestFor,
  encryptFor,
  macFor,
  randomFor,
  signFor,
  verifyFor,
  verifyMacFor,
} from './custody/verbs.ts'

export interface CryptoHouse {
  database: Database
  clock: Clock
  keeper: Keeper
}

/** Bytes as base64, the standard alphabet with its padding. */
export const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
const key = z.uuid()
const version = z.int().min(1).max(1_000_000_000).optional()
const id = z.string().max(8191).optional()
const form = z.enum(['raw', 'asn1'])

const verification = { data: bytes, signature: bytes, id, once: z.boolean().optional() }

/**
 * The verbs over HTTP, for other departments' systems: JSON, bytes as base64, at most a megabyte a request. An
 * application proves itself by `Authorization: Bearer <token>`; whoever has no token is refused before anything is read.
 */
export function cryptoRoutes(host: Host, { database, clock, keeper }: CryptoHouse) {
  const desk = { database, keeper }
  const callerOf = (request: FastifyRequest) => applicationOf(database, request.headers.authorization, clock.now())

  host.get('/api/crypto/keys', async (request) => {
    const of = await callerOf(request)
    return { rows: await listKeys(database, { agency: of.agency }, of.id) }
  })
  host.post(
    '/api/crypto/digest',
    { schema: { body: z.strictObject({ algorithm: z.enum(['sm3', 'sha-256']), data: bytes }) } },
    async (request) => {
      const { algorithm, data } = request.body
      const digest = await digestFor(desk, await callerOf(request), clock.now(), algorithm, data)
      return { algorithm, digest: digest.toString('base64') }
    },
  )
  host.post(
    '/api/crypto/random',
    { schema: { body: z.strictObject({ bytes: z.int().min(1).max(65_536) }) } },
    async (request) => {
      const made = await randomFor(desk, await callerOf(request), clock.now(), request.body.bytes)
      return { random: made.toString('base64') }
    },
  )
  host.post('/api/crypto/mac', { schema: { body: z.strictObject({ key, data: bytes }) } }, async (request) => {
    const { mac, ...made } = await macFor(desk, await callerOf(request), clock.now(), request.body)
    return { ...made, mac: mac.toString('base64') }
  })
  host.post(
    '/api/crypto/mac/verify',
    { schema: { body: z.strictObject({ key, version, data: bytes, mac: bytes }) } },
    async (request) => verifyMacFor(desk, await callerOf(request), clock.now(), request.body),
  )
  host.post('/api/crypto/sign', { schema: { body: z.strictObject({ key, data: bytes, id }) } }, async (request) => {
    const { signature, ...made } = await signFor(desk, await callerOf(request), clock.now(), request.body)
    return { ...made, signature: signature.toString('base64') }
  })
  host.post(
    '/api/crypto/verify',
    {
      schema: {
        body: z.union([
          z.strictObject({ key, version, ...verification }),
          z.strictObject({ publicKey: z.string().max(4096), ...verification }),
        ]),
      },
    },
    async (request) => verifyFor(desk, await callerOf(request), clock.now(), request.body),
  )
  host.post(
    '/api/crypto/encrypt',
    { schema: { body: z.strictObject({ key, data: bytes, aad: bytes.optional(), form: form.optional() }) } },
    async (request) => encryptFor(desk, await callerOf(request), clock.now(), request.body),
  )
  host.post(
    '/api/crypto/decrypt',
    {
      schema: {
        body: z.union([
          z.strictObject({ ciphertext: z.string().max(2 ** 20), aad: bytes.optional() }),
          z.strictObject({ ciphertext: z.base64().max(200_000), key, version, form, aad: bytes.optional() }),
        ]),
      },
    },
    async (request) => {
      const data = await decryptFor(desk, await callerOf(request), clock.now(), request.body)
      return { data: data.toString('base64') }
    },
  )
  host.post(
    '/api/crypto/data-key',
    { schema: { body: z.strictObject({ key, bytes: z.union([z.literal(16), z.literal(32)]) }) } },
    async (request) => {
      const { plain, ...made } = await dataKeyFor(desk, await callerOf(request), clock.now(), request.body)
      return { ...made, plain: plain.toString('base64') }
    },
  )
}
