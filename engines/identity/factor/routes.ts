import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Host } from '#kernel/http'
import { sureEnough } from '../assurance.ts'
import { faults } from '../faults.ts'
import type { IdentityHouse } from '../routes.ts'
import { raise, signedIn } from '../session.ts'
import { countTry, forgetTry } from '../throttle.ts'
import {
  beginTotp,
  confirmTotp,
  factorsOf,
  isRightCode,
  levelWithFactor,
  newRecoveryCodes,
  removeFactor,
} from './factors.ts'
import { relyingOn } from './relying.ts'
import { factorSeal } from './sealed.ts'

const name = z.string().trim().min(1).max(40)
const one = z.object({ id: z.uuid() })
const code = z.string().trim().min(6).max(40)
const slow = { config: { rateLimit: { max: 30, timeWindow: 60_000 } } }
/** What the browser's own API answers; its parts are checked by the library that verifies it. */
const credential = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(20_000) }),
  clientExtensionResults: z.looseObject({}).default({}),
})

/** Second factors: an app's codes, passkeys, recovery codes; and the step up that an act demands. */
export function factorRoutes(
  host: Host,
  { database, clock, dataDir, keeper, publicUrl }: IdentityHouse,
  cookie: { token: (request: FastifyRequest) => string; keep: (reply: FastifyReply, token: string) => void },
) {
  const seal = factorSeal(keeper, dataDir)
  const relying = () => {
    const at = host.server.address()
    return relyingOn(publicUrl, typeof at === 'object' && at ? at.port : undefined)
  }
  /** A session is raised under a token of its own, and says how far it has come. */
  const raised = async (request: FastifyRequest, reply: FastifyReply, person: string) => {
    const assurance = await levelWithFactor(database, person)
    cookie.keep(reply, await raise(database, cookie.token(request), assurance, clock.now()))
    return { assurance }
  }
  /** Whoever has a second factor must show one to change what there is; the first one is added with the password. */
  const owner = async (request: FastifyRequest) => {
    const actor = signedIn(request)
    if ((await factorsOf(database, actor.person)).length > 0) sureEnough(actor, 2)
    return actor
  }
  /** The first factor brings recovery codes along, shown once. */
  const firstCodes = async (person: string) => {
    const kinds = (await factorsOf(database, person)).map(({ kind }) => kind)
    if (kinds.includes('recovery')) return null
    return database.write({ person }, (tx) => newRecoveryCodes(tx, clock.now(), person))
  }

  host.get('/api/factors', async (request) => {
    const factors = await factorsOf(database, signedIn(request).person)
    return {
      rows: factors.filter(({ kind }) => kind !== 'recovery'),
      recovery: factors.filter(({ kind }) => kind === 'recovery').length,
    }
  })
  host.post('/api/factors/totp', { schema: { body: z.strictObject({ name }) } }, async (request) => {
    const { person } = await owner(request)
    return beginTotp(database, seal, clock.now(), person, request.body.name)
  })
  host.post(
    '/api/factors/totp/:id',
    { ...slow, schema: { params: one, body: z.strictObject({ code }) } },
    async (request, reply) => {
      const { person } = await owner(request)
      const tried = { account: `factor:${person}`, address: request.ip, device: undefined }
      await countTry(database, clock.now(), tried)
      await confirmTotp(database, seal, clock.now(), person, request.params.id, request.body.code)
      await forgetTry(database, tried)
      return { ...(await raised(request, reply, person)), recovery: await firstCodes(person) }
    },
  )
  host.post('/api/factors/passkey/options', async (request) => {
    const actor = await owner(request)
    const { passkeyOptions } = await import('./passkey.ts')
    return passkeyOptions(database, relying(), cookie.token(request), {
      id: actor.person,
      name: actor.name,
    })
  })
  host.post(
    '/api/factors/passkey',
    { schema: { body: z.strictObject({ name, response: credential }) } },
    async (request, reply) => {
      const { person } = await owner(request)
      const { body } = request
      const { addPasskey } = await import('./passkey.ts')
      await addPasskey(database, relying(), cookie.token(request), clock.now(), person, body as never)
      return { ...(await raised(request, reply, person)), recovery: await firstCodes(person) }
    },
  )
  host.post('/api/factors/recovery', async (request) => {
    const actor = signedIn(request)
    sureEnough(actor, 2)
    return {
      recovery: await database.write({ person: actor.person }, (tx) => newRecoveryCodes(tx, clock.now(), actor.person)),
    }
  })
  host.delete('/api/factors/:id', { schema: { params: one } }, async (request, reply) => {
    const actor = signedIn(request)
    sureEnough(actor, 2)
    await removeFactor(database, clock.now(), actor.person, request.params.id)
    return reply.status(204).send()
  })

  host.post('/api/session/step-up', { ...slow, schema: { body: z.strictObject({ code }) } }, async (request, reply) => {
    const { person } = signedIn(request)
    const tried = { account: `factor:${person}`, address: request.ip, device: undefined }
    await countTry(database, clock.now(), tried)
    if (!(await isRightCode(database, seal, clock.now(), person, request.body.code))) throw faults['wrong-code']()
    await forgetTry(database, tried)
    return raised(request, reply, person)
  })
  host.post('/api/session/step-up/options', async (request) => {
    const { askPasskey } = await import('./passkey.ts')
    return askPasskey(database, relying(), cookie.token(request), signedIn(request).person)
  })
  host.post(
    '/api/session/step-up/passkey',
    { ...slow, schema: { body: z.strictObject({ response: credential }) } },
    async (request, reply) => {
      const { person } = signedIn(request)
      const { response } = request.body
      const { isRightPasskey } = await import('./passkey.ts')
      const token = cookie.token(request)
      const right = await isRightPasskey(database, relying(), token, clock.now(), person, response as never)
      if (!right) throw faults['wrong-passkey']()
      return raised(request, reply, person)
    },
  )
}
