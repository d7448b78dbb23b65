import type { FastifyReply, FastifyRequest } from 'fastify'
import type Provider from 'oidc-provider'
import * as z from 'zod'
import { defineRoute, type House } from '#kernel/engine'
import { acrOf, levelOf, sureEnough } from '../assurance.ts'
import { faults } from '../faults.ts'
import { anyone } from '../rights.ts'
import { signedIn, type SignIn } from '../session.ts'
import { noteGrant } from './account.ts'
import { agreedBefore } from './grants.ts'
import { providerOf } from './served.ts'

const params = z.object({
  uid: z
    .string()
    .regex(/^[\w-]{10,80}$/)
    .describe('登录请求的编号'),
})

/** What a client asks of a sign-in, of the browser in which it began. @throws identity/no-such-authorisation */
async function askedIn(house: House, request: FastifyRequest, reply: FastifyReply, uid: string) {
  const provider = await providerOf(house)
  const asked = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined)
  if (asked?.uid !== uid) throw faults['no-such-authorisation']()
  return { provider, asked }
}

/** Our own page's side of a sign-in that a client asks for. */
export const authorisationRoutes = [
  defineRoute('GET /api/authorisations/{uid}', {
    says: '转到登录确认页',
    right: anyone,
    hidden: true,
    takes: { params },
    does: ({ params, reply }) => reply.redirect(`/authorise/${params.uid}`, 303),
  }),
  defineRoute('GET /api/authorisations/{uid}/asked', {
    says: '应用的登录请求',
    right: anyone,
    refuses: [faults['no-such-authorisation']],
    takes: { params },
    answers: z.object({
      client: z.object({ id: z.string(), name: z.string() }),
      scopes: z.array(z.string()),
      person: z.object({ name: z.string() }).nullable(),
      needs: z.int(),
      has: z.int(),
      again: z.boolean(),
      agreed: z.boolean(),
    }),
    does: async ({ house, by: actor, params, request, reply }) => {
      const { provider, asked } = await askedIn(house, request, reply, params.uid)
      const { signIn } = request
      const client = await provider.Client.find(asked.params.client_id as string)
      const scopes = scopesOf(asked.params)
      return {
        client: { id: client?.clientId ?? '', name: client?.clientName ?? client?.clientId ?? '' },
        scopes,
        person: actor.person ? { name: actor.name } : null,
        needs: levelOf(asked.params.acr_values as string | undefined),
        has: actor.assurance ?? 1,
        again: !signIn || tooOld(asked, signIn, house.clock.now()),
        agreed:
          actor.person !== null &&
          !`${asked.params.prompt ?? ''}`.includes('consent') &&
          (await agreedBefore(house.database, actor, client?.clientId ?? '', scopes)),
      }
    },
  }),
  defineRoute('POST /api/authorisations/{uid}/answer', {
    says: '答复应用的登录请求',
    right: anyone,
    refuses: [
      faults['no-such-authorisation'],
      faults['not-signed-in'],
      faults['sign-in-again'],
      faults['step-up-needed'],
    ],
    takes: { params, body: z.strictObject({ agrees: z.boolean() }) },
    answers: z.object({ to: z.string() }),
    does: async ({ house, params, body, request, reply }) => {
      const { provider, asked } = await askedIn(house, request, reply, params.uid)
      const result = body.agrees ? await agreement(house, provider, request, asked) : refusal
      const to = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false })
      return { to: new URL(to).pathname }
    },
  }),
]

async function agreement({ database, clock }: House, { Grant }: Provider, request: FastifyRequest, asked: Asked) {
  const actor = signedIn(request)
  const signIn = request.signIn as SignIn
  if (tooOld(asked, signIn, clock.now())) throw faults['sign-in-again']()
  const needs = levelOf(asked.params.acr_values as string | undefined)
  sureEnough(actor, needs)
  const has = actor.assurance ?? 1
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
