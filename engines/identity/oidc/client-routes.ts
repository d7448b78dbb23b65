import * as z from 'zod'
import { defineRoute, instant, rowsOf } from '#kernel/engine'
import { clientDesk } from '../desk.ts'
import { faults } from '../faults.ts'
import { directoryOf } from '../directory.ts'
import { granted } from '../rights.ts'
import { endClient, listClients, registerClient, type Client } from './clients.ts'

const grantType = z.enum([
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:device_code',
])
const address = z.string().max(500)
const client = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60)
      .meta({ description: '应用的编号', examples: ['health-app'] }),
    name: z.string().trim().min(1).max(60),
    agency: z.string().max(80).optional(),
    grantTypes: z.array(grantType).min(1),
    redirectUris: z.array(address).max(20).default([]),
    logoutUris: z.array(address).max(20).default([]),
    authMethod: z.enum(['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt']),
    keys: z
      .strictObject({
        keys: z
          .array(z.looseObject({ kty: z.enum(['EC', 'RSA', 'OKP']) }))
          .min(1)
          .max(5),
      })
      .optional(),
    scopes: z.array(z.enum(['openid', 'offline_access', 'profile', 'officer', 'organisation'])).default(['openid']),
    introspects: z.boolean().default(false),
  })
  .refine(({ grantTypes, redirectUris }) => !grantTypes.includes('authorization_code') || redirectUris.length > 0, {
    path: ['redirectUris'],
    error: '用授权码登录的应用要有返回地址',
  })
  .refine(({ authMethod, keys }) => authMethod !== 'private_key_jwt' || keys !== undefined, {
    path: ['keys'],
    error: '用私钥证明自己的应用要登记公钥',
  })

const may = (action: (typeof clientDesk.actions)[number], title: string) =>
  granted(clientDesk, action, title, { everywhere: true })

/** The desk where systems are registered that sign people in here. */
export const clientRoutes = [
  defineRoute('GET /api/clients', {
    says: '接入应用',
    right: may('read', '查看'),
    answers: rowsOf(
      z.object({
        ...{ id: z.string(), name: z.string(), agency: z.string().nullable(), authMethod: z.string() },
        ...{ grantTypes: z.array(z.string()), scopes: z.array(z.string()), redirectUris: z.array(z.string()) },
        ...{ logoutUris: z.array(z.string()), at: instant },
      }),
    ),
    does: async ({ house }) => ({ rows: await listClients(house.database) }),
  }),
  defineRoute('POST /api/clients', {
    says: '登记接入应用',
    right: may('register', '登记'),
    refuses: [faults['no-such-agency'], faults['client-address'], faults['client-taken']],
    takes: { body: client },
    answers: z.object({ id: z.string(), secret: z.string().nullable() }),
    status: 201,
    does: async ({ house: { database, clock }, by, body }) => {
      const { agency } = body
      if (agency !== undefined && !directoryOf(database).agencies.has(agency)) throw faults['no-such-agency']()
      const secret = await database.write({}, (tx) => registerClient(tx, clock.now(), by.person, body as Client))
      return { id: body.id, secret: secret ?? null }
    },
  }),
  defineRoute('DELETE /api/clients/{id}', {
    says: '注销接入应用',
    right: may('end', '停用'),
    refuses: [faults['no-such-client']],
    takes: { params: z.object({ id: z.string().max(60).describe('应用的编号') }) },
    status: 204,
    does: ({ house, by, params }) => endClient(house.database, house.clock.now(), by.person, params.id),
  }),
]
