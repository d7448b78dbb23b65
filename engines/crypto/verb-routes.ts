import * as z from 'zod'
import { defineRoute, rowsOf, type House } from '#kernel/engine'
import { keeper } from '#kernel/keeper'
import { bytes } from './bytes.ts'
import { listKeys } from './custody/ask.ts'
import { application } from './custody/officer.ts'
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
import { keyFace } from './custody/shape.ts'
import { faults } from './faults.ts'

const key = z.uuid()
const version = z.int().min(1).max(1_000_000_000).optional()
const id = z.string().max(8191).optional()
const form = z.enum(['raw', 'asn1'])

const verification = { data: bytes, signature: bytes, id, once: z.boolean().optional() }

const text = z.string()
const made = { key: z.string(), version: z.int() }
const deskOf = ({ database, rooms }: House) => ({ database, keeper: rooms.get(keeper) })

/** What a use of a key may be refused by. */
const keyed = [
  ...[faults['no-such-key'], faults['key-does-not-fit'], faults['no-such-version'], faults['version-not-usable']],
  faults['quota-used-up'],
]

/**
 * The verbs over HTTP, for other departments' systems: JSON, bytes as base64, at most a megabyte a request. An
 * application proves itself by `Authorization: Bearer <token>`; whoever has no token is refused before anything is done.
 */
export const verbRoutes = [
  defineRoute('GET /api/crypto/keys', {
    says: '应用自己的密钥',
    right: application,
    answers: rowsOf(keyFace),
    does: async ({ house, by }) => ({ rows: await listKeys(house.database, { agency: by.agency }, by.id) }),
  }),
  defineRoute('POST /api/crypto/digest', {
    says: '杂凑',
    right: application,
    refuses: [faults['quota-used-up']],
    takes: { body: z.strictObject({ algorithm: z.enum(['sm3', 'sha-256']), data: bytes }) },
    answers: z.object({ algorithm: text, digest: text }),
    does: async ({ house, by, body: { algorithm, data } }) => {
      const digest = await digestFor(deskOf(house), by, house.clock.now(), algorithm, data)
      return { algorithm, digest: digest.toString('base64') }
    },
  }),
  defineRoute('POST /api/crypto/random', {
    says: '随机数',
    right: application,
    refuses: [faults['quota-used-up']],
    takes: { body: z.strictObject({ bytes: z.int().min(1).max(65_536) }) },
    answers: z.object({ random: text }),
    does: async ({ house, by, body }) => {
      const made = await randomFor(deskOf(house), by, house.clock.now(), body.bytes)
      return { random: made.toString('base64') }
    },
  }),
  defineRoute('POST /api/crypto/mac', {
    says: '消息鉴别码',
    right: application,
    refuses: [...keyed],
    takes: { body: z.strictObject({ key, data: bytes }) },
    answers: z.looseObject({ ...made, mac: text }),
    does: async ({ house, by, body }) => {
      const { mac, ...made } = await macFor(deskOf(house), by, house.clock.now(), body)
      return { ...made, mac: mac.toString('base64') }
    },
  }),
  defineRoute('POST /api/crypto/mac/verify', {
    says: '核对消息鉴别码',
    right: application,
    refuses: [...keyed, faults['mac-not-valid']],
    takes: { body: z.strictObject({ key, version, data: bytes, mac: bytes }) },
    answers: z.looseObject({ valid: z.boolean() }),
    does: ({ house, by, body }) => verifyMacFor(deskOf(house), by, house.clock.now(), body),
  }),
  defineRoute('POST /api/crypto/sign', {
    says: '签名',
    right: application,
    refuses: [...keyed, faults['identity-not-taken'], faults['identity-too-long']],
    takes: { body: z.strictObject({ key, data: bytes, id }) },
    answers: z.looseObject({ ...made, signature: text }),
    does: async ({ house, by, body }) => {
      const { signature, ...made } = await signFor(deskOf(house), by, house.clock.now(), body)
      return { ...made, signature: signature.toString('base64') }
    },
  }),
  defineRoute('POST /api/crypto/verify', {
    says: '验签',
    right: application,
    refuses: [
      ...keyed,
      faults['key-not-accepted'],
      faults['key-not-readable'],
      faults['signature-too-long'],
      faults['signature-malformed'],
      faults['identity-does-not-fit'],
      faults['identity-not-taken'],
      faults['identity-too-long'],
      faults['signature-not-valid'],
      faults['signature-replayed'],
    ],
    takes: {
      body: z.union([
        z.strictObject({ key, version, ...verification }),
        z.strictObject({ publicKey: z.string().max(4096), ...verification }),
      ]),
    },
    answers: z.looseObject({ valid: z.boolean() }),
    does: ({ house, by, body }) => verifyFor(deskOf(house), by, house.clock.now(), body),
  }),
  defineRoute('POST /api/crypto/encrypt', {
    says: '加密',
    right: application,
    refuses: [...keyed, faults['aad-not-taken'], faults['too-much-data'], faults['nothing-to-encrypt']],
    takes: { body: z.strictObject({ key, data: bytes, aad: bytes.optional(), form: form.optional() }) },
    answers: z.looseObject({ ciphertext: text }),
    does: ({ house, by, body }) => encryptFor(deskOf(house), by, house.clock.now(), body),
  }),
  defineRoute('POST /api/crypto/decrypt', {
    says: '解密',
    right: application,
    refuses: [...keyed, faults['aad-not-taken'], faults['ciphertext-malformed'], faults['not-opened']],
    takes: {
      body: z.union([
        z.strictObject({ ciphertext: z.string().max(2 ** 20), aad: bytes.optional() }),
        z.strictObject({ ciphertext: z.base64().max(200_000), key, version, form, aad: bytes.optional() }),
      ]),
    },
    answers: z.object({ data: text }),
    does: async ({ house, by, body }) => {
      const data = await decryptFor(deskOf(house), by, house.clock.now(), body)
      return { data: data.toString('base64') }
    },
  }),
  defineRoute('POST /api/crypto/data-key', {
    says: '数据密钥',
    right: application,
    refuses: [...keyed],
    takes: { body: z.strictObject({ key, bytes: z.union([z.literal(16), z.literal(32)]) }) },
    answers: z.looseObject({ plain: text }),
    does: async ({ house, by, body }) => {
      const { plain, ...made } = await dataKeyFor(deskOf(house), by, house.clock.now(), body)
      return { ...made, plain: plain.toString('base64') }
    },
  }),
]
