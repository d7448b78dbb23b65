import type { FastifyReply } from 'fastify'
import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import type { Host } from '#kernel/http'
import { visitor, type Actor } from './index.ts'
import { actorOf, positionsOf, signedIn, signIn, signOut, takePosition, type Directory } from './run.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

interface House {
  database: Database
  clock: Clock
  directory: Directory
}

const cookieName = 'session'

/** Sign-in, sign-out, posts, and the directory that every page names. */
export function identityRoutes(host: Host, { database, clock, directory }: House) {
  host.decorateRequest('actor')
  host.addHook('preHandler', async (request) => {
    const token = request.cookies[cookieName]
    request.actor = visitor
    const coming = request.routeOptions.url === '/api/session' && request.method === 'POST'
    if (token && !coming && request.url.startsWith('/api/'))
      request.actor = await actorOf(database, token, clock.now(), directory.streetsOf)
  })

  const describe = async (actor: Actor) => {
    const posts = await positionsOf(database, actor.person as string, clock.now())
    const post = posts.find((one) => one.id === actor.position)
    const agency = directory.agencies.get(actor.agency ?? '')
    const region = directory.regions.get(actor.areas[0] ?? '')
    return {
      person: { id: actor.person, name: actor.name },
      position:
        post && agency && region
          ? {
              id: post.id,
              title: post.title,
              agency: { id: agency.id, name: agency.name },
              region: { code: region.code, name: region.name },
              roles: actor.roles,
            }
          : null,
      positions: posts.map((one) => ({
        id: one.id,
        title: one.title,
        agency: directory.agencies.get(one.agency)?.name ?? one.agency,
      })),
    }
  }
  const keep = (reply: FastifyReply, token: string, secure: boolean) =>
    reply.setCookie(cookieName, token, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: 12 * 3600 })

  host.get('/api/session', async (request) => describe(signedIn(request)))
  host.post(
    '/api/session',
    {
      config: { rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: {
        body: z.strictObject({ account: z.string().trim().min(1).max(100), password: z.string().min(1).max(200) }),
      },
    },
    async (request, reply) => {
      const old = request.cookies[cookieName]
      const token = await signIn(database, clock.now(), request.body.account, request.body.password)
      if (old) await signOut(database, old)
      keep(reply, token, request.protocol === 'https')
      return describe(await actorOf(database, token, clock.now(), directory.streetsOf))
    },
  )
  host.delete('/api/session', async (request, reply) => {
    const token = request.cookies[cookieName]
    if (token) await signOut(database, token)
    return reply.clearCookie(cookieName, { path: '/' }).status(204).send()
  })
  host.post('/api/session/position', { schema: { body: z.strictObject({ position: z.uuid() }) } }, async (request) => {
    const actor = signedIn(request)
    const token = request.cookies[cookieName] as string
    await takePosition(database, token, actor.person, request.body.position, clock.now())
    return describe(await actorOf(database, token, clock.now(), directory.streetsOf))
  })
  host.get('/api/agencies', async () =>
    [...directory.agencies.values()].map(({ id, name, fullName, kind, region }) => ({
      id,
      name,
      fullName,
      kind,
      region,
    })),
  )
  host.get(
    '/api/regions',
    {
      schema: {
        querystring: z.strictObject({ level: z.string().max(60).optional(), parent: z.string().max(12).optional() }),
      },
    },
    async (request) => {
      const { level, parent } = request.query
      const levels = level?.split(',')
      return [...directory.regions.values()].filter(
        (region) =>
          (parent === undefined || region.parent === parent) &&
          (levels
            ? levels.includes(region.level)
            : parent !== undefined || !['town', 'village'].includes(region.level)),
      )
    },
  )
}
