import type { House } from '#kernel/engine'
import { Fault } from '#kernel/fault'
import type { Host } from '#kernel/http'
import { tokenOf } from './cookies.ts'
import { visitorOf } from './grants.ts'
import type { Actor } from './index.ts'
import { holderOf, type SignIn } from './session.ts'

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

const asVisitor = (error: unknown) => {
  if (error instanceof Fault && error.code === 'identity/session-ended') return undefined
  throw error
}

/** Finds who asks, before anything else is done for a request. */
export function findWhoAsks(house: House, host: Host) {
  host.decorateRequest('actor')
  host.decorateRequest('signIn', undefined)
  const visitor = visitorOf(house)
  host.addHook('preHandler', async (request) => {
    const token = tokenOf(house, request)
    request.actor = visitor
    const { url, config } = request.routeOptions
    const coming = url === '/api/session' && request.method !== 'GET'
    if (!token || coming || config.anyone || !request.url.startsWith('/api/')) return
    const holder = holderOf(house.database, token, house.clock.now())
    const held = await (config.right?.asVisitor ? holder.catch(asVisitor) : holder)
    request.actor = held?.actor ?? visitor
    request.signIn = held?.signIn
  })
}
