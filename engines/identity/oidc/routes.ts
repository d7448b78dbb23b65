import type { FastifyReply, FastifyRequest } from 'fastify'
import type Provider from 'oidc-provider'
import * as z from 'zod'
import type { Host } from '#kernel/http'
import { acrOf, levelOf, sureEnough } from '../assurance.ts'
import { faults } from '../faults.ts'
import type { IdentityHouse } from '../routes.ts'
import { signedIn, type SignIn } from '../session.ts'
import { noteGrant } from './account.ts'
import { clientRoutes } from './client-routes.ts'
import { agreedBefore } from './grants.ts'
import { forgetExpired } from './rows.ts'

const params = z.object({ uid: z.string().regex(/^[\w-]{10,80}$/) })

/** The provider's own pages carry no script but its own, and send forms anywhere: a sign-out goes back to its client. */
const pagePolicy = `default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'`

/** OpenID Connect under /oidc, and our own page's side of a sign-in that a client asks for. */
export function oidcRoutes(host: Host, house: IdentityHouse) {
  const { database, clock } = house
  const provider = lazily(host, house)
  clientRoutes(host, house)
  const detailsOf = async (request: FastifyRequest, reply: FastifyReply) => {
    const { uid } = request.params as z.infer<typeof params>
    const asked = await (await provider()).interactionDetails(request.raw, reply.raw).catch(() => undefined)
    if (asked?.uid !== uid) throw faults['no-such-authorisation']()
    return asked
  }

  host.get('/api/authorisations/:uid', { config: { anyone: true }, schema: { hide: true, params } }, (request, reply) =>
    reply.redirect(`/authorise/${request.params.uid}`, 303),
  )
  host.get('/api/authorisations/:uid/asked', { schema: { params } }, async (request, reply) => {
    const asked = await detailsOf(request, reply)
    const { actor, signIn } = request
    const client = await (await provider()).Client.find(asked.params.client_id as string)
    const scopes = scopesOf(asked.params)
    return {
      client: { id: client?.clientId ?? '', name: client?.clientName ?? client?.clientId ?? '' },
      scopes,
      person: actor.person ? { name: actor.name } : null,
      needs: levelOf(asked.params.acr_values as string | undefined),
      has: actor.assurance ?? 1,
      again: !signIn || tooOld(asked, signIn, clock.now()),
      agreed:
        actor.person !== null &&
        !`${asked.params.prompt ?? ''}`.includes('consent') &&
        (await agreedBefore(database, actor, client?.clientId ?? '', scopes)),
    }
  })
  host.post(
    '/api/authorisations/:uid/answer',
    { schema: { params, body: z.strictObject({ agrees: z.boolean() }) } },
    async (request, reply) => {
      const asked = await detailsOf(request, reply)
      const result = request.body.agrees ? await agreement(request, asked) : refusal
      const to = await (
        await provider()
      ).interactionResult(request.raw, reply.raw, result, {
        mergeWithLastSubmission: false,
      })
      return { to: new URL(to).pathname }
    },
  )

  async function agreement(request: FastifyRequest, asked: Asked) {
    const actor = signedIn(request)
    const signIn = request.signIn as SignIn
    if (tooOld(asked, signIn, clock.now())) throw faults['sign-in-again']()
    const needs = levelOf(asked.params.acr_values as string | undefined)
    sureEnough(actor, needs)
    const has = actor.assurance ?? 1
    const { Grant } = await provider()
    const client = asked.params.client_id as string
    const grant = new Grant({ accountId: actor.person, clientId: client })
    grant.addOIDCScope(scopesOf(asked.params).join(' '))
    const grantId = await grant.save()
    await noteGrant(database, grantId, clock.now(), {
      person: actor.person,
      client,
      position: actor.position,
      mandate: actor.behalf?.mandate ?? null,
      session: signIn.id,
      kept: scopesOf(asked.params).includes('offline_access'),
    })
    const ts = Math.floor((Date.now() - ageOf(signIn, clock.now())) / 1000)
    const amr = has > 1 ? ['pwd', 'mfa'] : ['pwd']
    return {
      login: { accountId: actor.person, acr: acrOf(has), amr, remember: false, ts },
      consent: { grantId },
    }
  }

  void host.register(async (within) => {
    within.removeAllContentTypeParsers()
    within.addContentTypeParser('*', (_request, _body, done) => done(null))
    const open = { config: { crossSite: true, anyone: true }, schema: { hide: true } } as const
    const answer = (request: FastifyRequest, reply: FastifyReply) => pass(provider, request, reply)
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
  const forgetting = setInterval(() => void forgetExpired(database).catch(() => undefined), 600_000)
  forgetting.unref()
  host.addHook('onClose', async () => clearInterval(forgetting))
}

type Asked = Awaited<ReturnType<Provider['interactionDetails']>>
const refusal = { error: 'access_denied', error_description: 'the person did not agree' }
const scopesOf = (asked: Asked['params']) => `${asked.scope ?? ''}`.split(' ').filter(Boolean)

/** Milliseconds since the person proved who they are. */
const ageOf = (signIn: SignIn, now: Date) => now.getTime() - (signIn.steppedAt ?? signIn.since).getTime()

/** Whether a client wants its person to sign in anew, and they have not since it asked. */
function tooOld({ params, exp }: Asked, signIn: SignIn, now: Date): boolean {
  const age = ageOf(signIn, now)
  const sinceAsked = Date.now() - (exp - 15 * 60) * 1000
  if (`${params.prompt ?? ''}`.split(' ').includes('login') && age > sinceAsked) return true
  return params.max_age !== undefined && age > sinceAsked && age > Number(params.max_age) * 1000
}

/** Makes the provider when it is first asked for: who never signs in by it never loads it. */
function lazily(host: Host, house: IdentityHouse): () => Promise<Provider> {
  let opened: Promise<Provider> | undefined
  const issuer = () => {
    const at = host.server.address()
    const listening =
      typeof at === 'object' && at
        ? `${at.address.includes(':') ? `[${at.address}]` : at.address}:${at.port}`
        : 'localhost'
    return `${(house.publicUrl ?? `http://${listening}`).replace(/\/$/, '')}/oidc`
  }
  return () => (opened ??= import('./provider.ts').then(({ openProvider }) => openProvider(house, issuer())))
}

/** Hands a request to the provider under the city's one address, whatever address it came by. */
async function pass(provider: () => Promise<Provider>, request: FastifyRequest, reply: FastifyReply) {
  const asked = await provider()
  const { protocol, host } = new URL(asked.issuer)
  reply.hijack()
  const { raw } = request
  Object.assign(raw, { originalUrl: raw.url })
  raw.url = (raw.url ?? '').replace(/^\/oidc/, '') || '/'
  raw.headers.host = host
  raw.headers['x-forwarded-host'] = host
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  raw.headers['x-forwarded-for'] = request.ip
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.setHeader('content-security-policy', pagePolicy)
  await asked.callback()(raw, reply.raw)
}
