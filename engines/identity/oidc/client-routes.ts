import * as z from 'zod'
import type { Host } from '#kernel/http'
import { clientDesk } from '../desk.ts'
import { faults } from '../faults.ts'
import { reachOf } from '../grants.ts'
import type { Actor } from '../index.ts'
import type { IdentityHouse } from '../routes.ts'
import { signedIn } from '../session.ts'
import { endClient, listClients, registerClient } from './clients.ts'

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
      .max(60),
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

/** The desk where systems are registered that sign people in here. */
export function clientRoutes(host: Host, { database, clock, directory }: IdentityHouse) {
  const may = (actor: Actor, action: (typeof clientDesk.actions)[number], title: string) => {
    if (!reachOf(actor, clientDesk, action).has('all'))
      throw faults['not-granted']({ action: title, on: clientDesk.title })
  }
  host.get('/api/clients', async (request) => {
    may(signedIn(request), 'read', '查看')
    return { rows: await listClients(database) }
  })
  host.post('/api/clients', { schema: { body: client } }, async (request, reply) => {
    const actor = signedIn(request)
    may(actor, 'register', '登记')
    const { agency } = request.body
    if (agency !== undefined && !directory.agencies.has(agency)) throw faults['no-such-agency']()
    const secret = await database.write({}, (tx) =>
      registerClient(tx, clock.now(), actor.person, request.body as never),
    )
    return reply.status(201).send({ id: request.body.id, secret: secret ?? null })
  })
  host.delete(
    '/api/clients/:id',
    { schema: { params: z.object({ id: z.string().max(60) }) } },
    async (request, reply) => {
      const actor = signedIn(request)
      may(actor, 'end', '停用')
      await endClient(database, clock.now(), actor.person, request.params.id)
      return reply.status(204).send()
    },
  )
}
