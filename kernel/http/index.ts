import cookie from '@fastify/cookie'
import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import statics from '@fastify/static'
import Fastify, { LogController, type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { existsSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { isAway, isNoText, once, onceOrAgain, type Database, type Tx } from '#kernel/database'
import { Fault, problemOf } from '#kernel/fault'
import type { Rooms } from '#kernel/room'
import { admit, type Places } from './admission.ts'
import { readJson } from './body.ts'
import { faults } from './faults.ts'
import { guardingHeaders } from './guard.ts'
import type { Host } from './host.ts'
import { addressOf } from './proxies.ts'
import { watch } from './watch.ts'
import { writerOf } from './wire.ts'

z.config(z.locales.zhCN())

export interface HostOptions {
  database: Database
  /** The built web app; without it only the interface answers. */
  webRoot?: string
  /** Takes one line a request. */
  log?: { write: (line: string) => void }
  /** See `Watch`. */
  metricsToken?: string
  /** Requests a minute from one address. */
  mostPerMinute?: number
  /** Whether a proxy is believed when it says for whom it asks; without it none is. */
  trusts?: (address: string) => boolean
  /** Requests in the house at once. */
  places?: Partial<Places>
}

/** The HTTP host: every route of every engine hangs on it. */
export async function openHost(options: HostOptions) {
  const { database, webRoot, log, mostPerMinute = 3000, metricsToken, places, trusts } = options
  const host = Fastify({
    logger: log ? { level: 'info', base: null, stream: log } : false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
    trustProxy: trusts ?? false,
    requestTimeout: 30_000,
    frameworkErrors: (_error, request, reply) => {
      const problem = problemOf(faults['no-such-path']({ method: request.method, path: '' }), request.id)
      void (reply as FastifyReply)
        .status(problem.status)
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify(problem))
    },
  }).withTypeProvider<ZodTypeProvider>()
  host.decorate('city', { rooms: database.rooms })
  host.setValidatorCompiler(validatorCompiler)
  // What is answered is held to its shape by the stories; on the way out it costs nothing.
  host.setSerializerCompiler<z.ZodType>(({ schema }) => writerOf(schema))
  host.setErrorHandler((error: FastifyError, request, reply) => {
    const fault = asFault(error)
    const problem = problemOf(fault, request.id)
    if (problem.status >= 500 && !(fault instanceof Fault)) {
      request.log.error(error)
      if (!log) console.error(error)
    }
    const seconds =
      (fault as Fault).about && 'seconds' in (fault as Fault).about
        ? String(((fault as Fault).about as { seconds: number }).seconds)
        : undefined
    if (problem.status === 503 || problem.status === 429) reply.header('retry-after', seconds ?? '2')
    return reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .serializer(JSON.stringify)
      .send(problem)
  })
  const guarding = await guardingHeaders()
  host.decorateRequest('from', '')
  host.addHook('onRequest', (request, reply, done) => {
    request.from = addressOf(request)
    reply.headers(guarding).header('x-request-id', request.id)
    refuseUnkept(request)
    refuseCrossSite(request)
    done()
  })
  watch(host, { log: log !== undefined, metricsToken, rooms: database.rooms })
  admit(host, database.rooms, places)
  await host.register(cookie)
  host.removeAllContentTypeParsers()
  host.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    readJson(body),
  )
  // A form is read by the route that takes it: see `fileIn`.
  host.addContentTypeParser('multipart/form-data', (_request, _body, done) => done(null))
  await host.register(rateLimit, {
    max: mostPerMinute,
    timeWindow: 60_000,
    keyGenerator: ({ from }) => normalizeIP(from),
    errorResponseBuilder: (_request, context) => faults['too-many']({ seconds: Math.ceil(context.ttl / 1000) }),
  })
  host.get('/livez', async () => ({ live: true }))
  host.get('/readyz', async () => {
    await database.read({}, 'select 1')
    return { ready: true }
  })
  if (webRoot && existsSync(webRoot)) {
    await host.register(statics, {
      root: webRoot,
      wildcard: false,
      preCompressed: false,
      maxAge: '1y',
      immutable: true,
      index: false,
    })
    const page = (
      _request: unknown,
      reply: { header: (n: string, v: string) => { sendFile: (f: string, r?: string, o?: object) => unknown } },
    ) => reply.header('cache-control', 'no-cache').sendFile('index.html', webRoot, { maxAge: 0, immutable: false })
    host.get('/', page as never)
    host.setNotFoundHandler((request, reply) => {
      const wantsPage =
        request.method === 'GET' && !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html')
      if (wantsPage) return page(request, reply as never) as never
      throw faults['no-such-path']({ method: request.method, path: request.url.split('?')[0] ?? '' })
    })
  } else {
    host.setNotFoundHandler((request) => {
      throw faults['no-such-path']({ method: request.method, path: request.url.split('?')[0] ?? '' })
    })
  }
  return host satisfies Host
}

declare module 'fastify' {
  interface FastifyInstance {
    /** The rooms of the city that is served here. */
    city: { rooms: Rooms }
  }
  interface FastifyContextConfig {
    /** Takes requests of other sites and programs: it looks at no session cookie of ours and guards its own forms. */
    crossSite?: true
  }
}

/** An address in which a NUL is written stands for nothing that is kept here. */
function refuseUnkept({ url }: FastifyRequest) {
  if (url.includes('%00')) throw faults['wrong-shape']({ wrong: ['地址 含有不能保存的字符'] })
}

/** A page of another site cannot send this header without asking first, and is not allowed. */
function refuseCrossSite(request: FastifyRequest) {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.routeOptions.config.crossSite) return
  const { origin, host } = request.headers
  const stranger = origin !== undefined && origin.replace(/^https?:\/\//, '') !== host
  if (stranger || !request.headers['x-requested-by']) throw faults['cross-site']()
}

/** What the framework and the database refuse, in our words. */
function asFault(error: FastifyError): Error {
  if (error instanceof Fault) return error
  if (isAway(error)) return faults.away({}, error)
  if (isNoText(error)) return faults['wrong-shape']({ wrong: ['内容 含有不能保存的字符'] }, error)
  if (hasZodFastifySchemaValidationErrors(error)) {
    return faults['wrong-shape'](
      {
        wrong: error.validation.map(
          (issue) => `${issue.instancePath.replaceAll('/', '.').replace(/^\./, '') || '内容'} ${issue.message ?? ''}`,
        ),
      },
      error,
    )
  }
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return faults['not-json']({}, error)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return faults['wrong-media']({}, error)
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return faults['too-large']({}, error)
    case 'FST_ERR_BAD_URL':
      return faults['no-such-path']({ method: 'GET', path: '' }, error)
    default:
      return error.statusCode === 400 ? faults['not-json']({}, error) : error
  }
}

/** The header by which a repeated request is one act. */
export const keyed = z.looseObject({
  'idempotency-key': z.string().min(8).max(200).optional().describe('自己定的提交编号：同一个编号重发，只办一次'),
})

/**
 * Writes what a request asks, once for each key that its sender gives it.
 * @param write begins the transaction; `kept` keeps an answer in it
 * @throws http/different-request
 */
export async function writeOnce<T>(
  database: Database,
  { actor, key, request }: { actor: string; key: string | undefined; request: unknown },
  write: (kept: (tx: Tx, answer: T) => T) => Promise<T>,
): Promise<T> {
  if (!key) return write((_tx, answer) => answer)
  const answer = await onceOrAgain<T>(database, actor, key, JSON.stringify(request), write)
  if (answer === 'different-request') throw faults['different-request']()
  return answer as T
}

/** The same within a transaction that has begun. @throws http/different-request */
export async function onceByKey<T>(
  tx: Tx,
  actor: string,
  key: string | undefined,
  request: unknown,
  act: () => Promise<T>,
): Promise<T> {
  if (!key) return act()
  const answer = await once(tx, actor, key, JSON.stringify(request), act)
  if (answer === 'different-request') throw faults['different-request']()
  return answer as T
}

export type { Host } from './host.ts'
export { attachment } from './attachment.ts'
export { proxiesAt } from './proxies.ts'
export { listed, queryText } from './query.ts'
export { bearerOf, fingerprint, newToken } from './token.ts'
export { fileIn } from './upload.ts'
export { faults as httpFaults }
