import type { FastifyReply, FastifyRequest } from 'fastify'
import type Provider from 'oidc-provider'
import type { House } from '#kernel/engine'
import { Fault } from '#kernel/fault'
import { httpFaults, type Host } from '#kernel/http'
import { defineRoom } from '#kernel/room'
import { forgetExpired } from './rows.ts'

/** The provider's own pages carry no script but its own, and send forms anywhere: a sign-out goes back to its client. */
const pagePolicy = `default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'`

const provider = defineRoom<() => Promise<Provider>>('openid provider')

/** The provider of a city. */
export const providerOf = (house: House): Promise<Provider> => house.rooms.get(provider)()

/** OpenID Connect under /oidc. */
export function serveProvider(house: House, host: Host) {
  house.rooms.put(provider, lazily(host, house))
  void host.register(async (within) => {
    within.setErrorHandler((error, _request, reply) => {
      if (!(error instanceof Fault) || error.code !== httpFaults['wrong-shape'].refusal.code) throw error
      return reply.status(400).send({ error: 'invalid_request', error_description: 'a NUL stands for nothing here' })
    })
    within.removeAllContentTypeParsers()
    within.addContentTypeParser('*', (_request, _body, done) => done(null))
    const open = { config: { crossSite: true, anyone: true } } as const
    const answer = (request: FastifyRequest, reply: FastifyReply) => pass(house, request, reply)
    within.all('/oidc/*', open, answer)
    // Whole systems ask here from one address, for all their people; a secret of 256 bits is not guessed.
    for (const place of ['token', 'token/introspection', 'token/revocation'])
      within.post(`/oidc/${place}`, { ...open, config: { ...open.config, rateLimit: false } }, answer)
    within.post(
      '/oidc/device',
      { ...open, config: { ...open.config, rateLimit: { max: 20, timeWindow: 60_000 } } },
      answer,
    )
  })
  const forgetting = setInterval(() => void forgetExpired(house.database).catch(() => undefined), 600_000)
  forgetting.unref()
  host.addHook('onClose', async () => clearInterval(forgetting))
}

/** Makes the provider when it is first asked for: who never signs in by it never loads it. */
function lazily(host: Host, house: House): () => Promise<Provider> {
  let opened: Promise<Provider> | undefined
  const issuer = () => {
    const at = host.server.address()
    const listening =
      typeof at === 'object' && at
        ? `${at.address.includes(':') ? `[${at.address}]` : at.address}:${at.port}`
        : 'localhost'
    return `${(house.settings.publicUrl ?? `http://${listening}`).replace(/\/$/, '')}/oidc`
  }
  return () => (opened ??= import('./provider.ts').then(({ openProvider }) => openProvider(house, issuer())))
}

/** Hands a request to the provider under the city's one address, whatever address it came by. */
async function pass(house: House, request: FastifyRequest, reply: FastifyReply) {
  const asked = await providerOf(house)
  const { protocol, host } = new URL(asked.issuer)
  reply.hijack()
  const { raw } = request
  Object.assign(raw, { originalUrl: raw.url })
  raw.url = (raw.url ?? '').replace(/^\/oidc/, '') || '/'
  raw.headers.host = host
  raw.headers['x-forwarded-host'] = host
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  raw.headers['x-forwarded-for'] = request.from
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.setHeader('content-security-policy', pagePolicy)
  await asked.callback()(raw, reply.raw)
}
