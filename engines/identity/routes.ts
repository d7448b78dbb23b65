import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Clock } from '#kernel/clock'
import type { Database } from '#kernel/database'
import { Fault } from '#kernel/fault'
import type { Host } from '#kernel/http'
import { appointmentDesk, mandateDesk, organisationDesk, verificationDesk } from './desk.ts'
import { deskRoutes } from './desk-routes.ts'
import type { Directory } from './directory.ts'
import { factorRoutes } from './factor/routes.ts'
import type { SealKeeper } from './factor/sealed.ts'
import { reachOf } from './grants.ts'
import { visitor, type Actor } from './index.ts'
import { oidcRoutes } from './oidc/routes.ts'
import { positionsOf } from './people.ts'
import {
  endSessions,
  holderOf,
  sessionsOfPerson,
  signedIn,
  signIn,
  signOut,
  takePosition,
  type SignIn,
} from './session.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
    /** The sign-in of a request that has one. */
    signIn: SignIn | undefined
  }
  interface FastifyContextConfig {
    /** Answers whoever comes, whatever session they hold. */
    anyone?: true
  }
}

export interface IdentityHouse {
  database: Database
  clock: Clock
  directory: Directory
  dataDir: string
  /** The blind index of a citizen number: an upper floor keeps the key. */
  indexOf: (citizenNumber: string) => string
  /** Seals what must be read again under the master key of the city. */
  keeper: SealKeeper
  /** The address under which everyone reaches the city; without it, where it listens. */
  publicUrl?: string | undefined
}

/** What the frame of every page asks for: who comes with a session that has ended gets it as a visitor. */
const forVisitors = ['/api/manifest', '/api/clock', '/api/agencies', '/api/regions', '/api/map']
const asVisitor = (error: unknown) => {
  if (error instanceof Fault && error.code === 'identity/session-ended') return undefined
  throw error
}

/** Sign-in, sign-out, posts, sessions, clients' sign-ins, and the directory that every page names. */
export function identityRoutes(host: Host, house: IdentityHouse) {
  const { database, clock, directory, publicUrl } = house
  const secure = publicUrl?.startsWith('https:') ?? false
  const cookies = secure
    ? { session: '__Host-session', device: '__Host-device' }
    : { session: 'session', device: 'device' }
  const tokenOf = (request: FastifyRequest) => request.cookies[cookies.session] as string
  host.decorateRequest('actor')
  host.decorateRequest('signIn', undefined)
  host.addHook('preHandler', async (request) => {
    const token = request.cookies[cookies.session]
    request.actor = visitor
    const { url, config } = request.routeOptions
    const coming = url === '/api/session' && request.method === 'POST'
    if (token && !coming && !config.anyone && request.url.startsWith('/api/')) {
      const holder = holderOf(database, token, clock.now(), directory.streetsOf)
      const held = await (forVisitors.includes(url ?? '') ? holder.catch(asVisitor) : holder)
      request.actor = held?.actor ?? visitor
      request.signIn = held?.signIn
    }
  })

  const describe = async (actor: Actor) => {
    const posts = await positionsOf(database, actor.person as string, clock.now())
    const post = posts.find((one) => one.id === actor.position)
    const agency = directory.agencies.get(actor.agency ?? '')
    const region = directory.regions.get(actor.areas[0] ?? '')
    return {
      person: { id: actor.person, name: actor.name },
      assurance: actor.assurance ?? 1,
      appoints: reachOf(actor, appointmentDesk, 'appoint').size > 0,
      desks: (
        [
          [verificationDesk, 'verify'],
          [organisationDesk, 'register'],
          [mandateDesk, 'record'],
        ] as const
      ).flatMap(([desk, action]) => (reachOf(actor, desk, action).size > 0 ? [desk.name] : [])),
      behalf: actor.behalf ? { mandate: actor.behalf.mandate, kind: actor.behalf.kind, name: actor.behalf.name } : null,
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
  const here = async (token: string) =>
    describe((await holderOf(database, token, clock.now(), directory.streetsOf)).actor)
  const keep = (reply: FastifyReply, token: string, device?: string) => {
    const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const
    reply.setCookie(cookies.session, token, { ...cookie, maxAge: 12 * 3600 })
    if (device) reply.setCookie(cookies.device, device, { ...cookie, maxAge: 180 * 24 * 3600 })
  }

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
      const old = request.cookies[cookies.session]
      const { token, device } = await signIn(database, clock.now(), request.body, {
        address: request.ip,
        device: request.cookies[cookies.device],
        browser: browserOf(request.headers['user-agent']),
      })
      if (old) await signOut(database, old)
      keep(reply, token, device)
      return here(token)
    },
  )
  host.delete('/api/session', { config: { anyone: true } }, async (request, reply) => {
    const token = request.cookies[cookies.session]
    if (token) await signOut(database, token)
    return reply.clearCookie(cookies.session, { path: '/', secure }).status(204).send()
  })
  host.post('/api/session/position', { schema: { body: z.strictObject({ position: z.uuid() }) } }, async (request) => {
    const actor = signedIn(request)
    await takePosition(database, tokenOf(request), actor.person, request.body.position, clock.now())
    return here(tokenOf(request))
  })
  host.get('/api/sessions', async (request) => ({
    rows: await sessionsOfPerson(database, signedIn(request).person, tokenOf(request), clock.now()),
  }))
  host.delete('/api/sessions/:id', { schema: { params: z.object({ id: z.uuid() }) } }, async (request, reply) => {
    await endSessions(database, signedIn(request).person, { id: request.params.id })
    return reply.status(204).send()
  })
  host.delete('/api/sessions', async (request) => ({
    ended: await endSessions(database, signedIn(request).person, { butToken: tokenOf(request) }),
  }))
  factorRoutes(host, house, { token: tokenOf, keep })
  deskRoutes(host, house, tokenOf)
  oidcRoutes(host, house)
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

/** A browser as its owner knows it: what it is called and on what it runs. */
export function browserOf(agent: string | undefined): string | undefined {
  if (!agent) return undefined
  const first = (names: Record<string, RegExp>) => Object.keys(names).find((name) => names[name]?.test(agent))
  const browser = first({
    微信: /MicroMessenger/,
    Edge: /Edg\//,
    Firefox: /Firefox\//,
    Chrome: /Chrome\//,
    Safari: /Safari\//,
  })
  const system = first({
    HarmonyOS: /HarmonyOS|OpenHarmony/,
    Android: /Android/,
    iPhone: /iPhone/,
    iPad: /iPad/,
    Windows: /Windows/,
    macOS: /Mac OS X/,
    Linux: /Linux/,
  })
  return [browser ?? '其他程序', system].filter(Boolean).join(' · ')
}
