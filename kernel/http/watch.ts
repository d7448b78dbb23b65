import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { counter, exposition, histogram } from '#kernel/metric'
import type { Rooms } from '#kernel/room'
import { traceOf, within, type Trace } from '#kernel/trace'
import { faults } from './faults.ts'
import type { Host } from './host.ts'

declare module 'fastify' {
  interface FastifyRequest {
    trace: Trace
  }
}

/** Whoever may look at the metrics, and what a request leaves behind. */
export interface Watch {
  log: boolean
  /** Lets a caller from another machine see the metrics; without it only this machine does. */
  metricsToken?: string | undefined
  /** Of the city that is served. */
  rooms: Rooms
}

/** Follows every request: its trace, its line, its share of the metrics; and answers the metrics to those who may see them. */
export function watch(host: Host, { log, metricsToken, rooms }: Watch) {
  const requests = counter(
    'city_http_requests_total',
    'requests by method, route template and status',
    ['method', 'route', 'status'],
    rooms,
  )
  const seconds = histogram(
    'city_http_request_seconds',
    'time to answer by method and route template',
    ['method', 'route'],
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    rooms,
  )
  host.decorateRequest('trace')
  host.addHook('onRequest', (request, _reply, done) => {
    request.trace = traceOf(request.headers.traceparent)
    done()
  })
  host.addHook('preHandler', (request, _reply, done) => within(request.trace, done))
  host.addHook('onResponse', (request, reply, done) => {
    const { method } = request
    const route = routeOf(request)
    requests({ method, route, status: `${reply.statusCode}` })
    seconds({ method, route }, reply.elapsedTime / 1000)
    if (!log) return done()
    request.log.info({
      id: request.id,
      trace: request.trace.id,
      ...(request.trace.parent && { parent: request.trace.parent }),
      method,
      path: request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
    done()
  })
  host.get('/metrics', async (request, reply) => {
    if (!maySee(request, metricsToken)) throw faults['metrics-closed']()
    return reply.header('content-type', 'text/plain; version=0.0.4; charset=utf-8').send(await exposition(rooms))
  })
}

/** The template of a route, never the address that was asked for: what nobody routes is one, the web's files are one. */
function routeOf(request: FastifyRequest): string {
  const { url } = request.routeOptions
  if (url === undefined) return 'none'
  return url.startsWith('/api/') || ['/', '/livez', '/readyz', '/metrics', '/openapi.json'].includes(url) ? url : 'file'
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** A caller with the token; or one on this machine, unless another machine speaks through it. */
function maySee(request: FastifyRequest, token: string | undefined): boolean {
  const { authorization = '', forwarded, 'x-forwarded-for': through } = request.headers
  if (token && timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))) return true
  const here = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.from)
  return here && forwarded === undefined && through === undefined
}
