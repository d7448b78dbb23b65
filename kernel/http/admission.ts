import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemOf } from '#kernel/fault'
import { counter, gauge } from '#kernel/metric'
import type { Rooms } from '#kernel/room'
import { faults } from './faults.ts'
import type { Host } from './host.ts'

/** How many requests may be in the house at once, by what they do. */
export interface Places {
  reading: number
  writing: number
}
type Kind = keyof Places

declare module 'fastify' {
  interface FastifyRequest {
    place: Place | undefined
  }
}

interface Place {
  /** The handler has begun: the place is taken until it ends, even when whoever asked is gone. */
  worked: boolean
  leave: () => void
}

/** As many as are answered within a second or two: whoever would wait longer is told at once to come again. */
const asMany: Places = { reading: 256, writing: 256 }
const always = ['/livez', '/readyz', '/metrics']
const busy = problemOf(faults['too-busy'](), '')

/**
 * Lets in no more requests than the house has places for, and refuses the others before anything is done for them. A
 * place is looked for when the head of a request is there and taken when its body is, so that whoever sends slowly
 * keeps nobody out. Reading and writing do not wait for each other; who watches over the house always comes in.
 */
export function admit(host: Host, rooms: Rooms, places: Partial<Places> = {}) {
  const most: Places = { ...asMany, ...places }
  const inside: Places = { reading: 0, writing: 0 }
  const refused = counter(
    'city_http_refused_total',
    'requests that found no place, by what they would do',
    ['kind'],
    rooms,
  )
  gauge(
    'city_http_inside',
    'requests that have a place',
    ['kind'],
    () => (['reading', 'writing'] as const).map((kind) => [{ kind }, inside[kind]] as const),
    rooms,
  )
  const full = (kind: Kind) => inside[kind] >= most[kind]
  const take = (kind: Kind): Place => {
    let left = false
    inside[kind] += 1
    return {
      worked: false,
      leave: () => {
        if (!left) inside[kind] -= 1
        left = true
      },
    }
  }

  host.decorateRequest('place', undefined)
  host.addHook('onRequest', (request, reply, done) => {
    const kind = kindOf(request)
    if (!kind || !full(kind)) return done()
    refused({ kind })
    refuse(request, reply)
  })
  host.addHook('preValidation', (request, reply, done) => {
    const kind = kindOf(request)
    if (!kind) return done()
    if (full(kind)) {
      refused({ kind })
      return done(faults['too-busy']())
    }
    const place = (request.place = take(kind))
    reply.raw.once('close', () => !place.worked && place.leave())
    done()
  })
  host.addHook('onRoute', (route) => {
    const { handler } = route
    route.handler = function (request, reply) {
      const { place } = request
      if (!place) return handler.call(this, request, reply)
      place.worked = true
      try {
        const answer = handler.call(this, request, reply) as unknown
        // A reply can be awaited too, but each time that it is, it listens anew: its end is listened for already.
        if (answer === reply) place.worked = false
        else void Promise.resolve(answer).then(place.leave, place.leave)
        return answer
      } catch (error) {
        place.leave()
        throw error
      }
    }
  })
}

function kindOf({ routeOptions, method }: FastifyRequest): Kind | undefined {
  if (always.includes(routeOptions.url ?? '')) return undefined
  return method === 'GET' || method === 'HEAD' ? 'reading' : 'writing'
}

/** Past hooks, serialisers and error handlers: a refusal must cost next to nothing. */
function refuse(request: FastifyRequest, reply: FastifyReply) {
  reply.hijack()
  const text = JSON.stringify({ ...busy, instance: request.id })
  reply.raw
    .writeHead(503, {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'retry-after': '2',
      'x-request-id': request.id,
    })
    .end(text)
}
