import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { defineRoute, instant, type House } from '#kernel/engine'
import { words } from '#kernel/field'
import { keeper } from '#kernel/keeper'
import { sureEnough } from '../assurance.ts'
import { faults } from '../faults.ts'
import { keepToken, tokenOf } from '../cookies.ts'
import { person, type Person } from '../rights.ts'
import { raise } from '../session.ts'
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

const name = words({ max: 40 })
const params = z.object({ id: z.uuid().describe('验证方式的编号') })
const code = z.string().trim().min(6).max(40)
/** Tries a minute from one address: a code is six digits. */
const perMinute = 30
/** What the browser's own API answers; its parts are checked by the library that verifies it. */
const credential = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string().max(20_000) }),
  clientExtensionResults: z.looseObject({}).default({}),
})

const sealOf = (house: House) => factorSeal(house.rooms.get(keeper), house.settings.dataDir)

/** Under which name and address the browser keeps passkeys here. */
function relying(house: House, { server }: FastifyRequest) {
  const at = server.server.address()
  return relyingOn(house.settings.publicUrl, typeof at === 'object' && at ? at.port : undefined)
}

/** What a raised session answers. */
const raisedTo = z.object({ assurance: z.int() })
const added = raisedTo.extend({ recovery: z.array(z.string()).nullable() })

/** A session is raised under a token of its own, and says how far it has come. */
async function raised({
  house,
  by,
  request,
  reply,
}: {
  house: House
  by: Person
  request: FastifyRequest
  reply: FastifyReply
}) {
  const { database, clock } = house
  const assurance = await levelWithFactor(database, by.person)
  keepToken(house, reply, await raise(database, tokenOf(house, request) as string, assurance, clock.now()))
  return { assurance }
}

/** Whoever has a second factor must show one to change what there is; the first one is added with the password. */
const owner: typeof person = {
  ...person,
  tells: '登录后可以用；已有第二个验证方式的，要先用它再次确认身份。',
  refuses: [...(person.refuses ?? []), faults['step-up-needed']],
  admits: async (request, house) => {
    const actor = await person.admits(request, house)
    if ((await factorsOf(house.database, actor.person)).length > 0) sureEnough(actor, 2)
    return actor
  },
}

/** The first factor brings recovery codes along, shown once. */
async function firstCodes({ database, clock }: House, person: string) {
  const kinds = (await factorsOf(database, person)).map(({ kind }) => kind)
  if (kinds.includes('recovery')) return null
  return database.write({ person }, (tx) => newRecoveryCodes(tx, clock.now(), person))
}

/** Does something that a typed code decides: each try is counted, a right one forgotten. */
async function trying<T>({ database, clock }: House, by: Person, request: FastifyRequest, does: () => Promise<T>) {
  const tried = { account: `factor:${by.person}`, address: request.from, device: undefined }
  await countTry(database, clock.now(), tried)
  const done = await does()
  await forgetTry(database, tried)
  return done
}

/** Second factors: an app's codes, passkeys, recovery codes; and the step up that an act demands. */
export const factorRoutes = [
  defineRoute('GET /api/factors', {
    says: '自己的验证方式',
    right: person,
    answers: z.object({
      rows: z.array(
        z.object({
          ...{ id: z.uuid(), kind: z.enum(['totp', 'passkey', 'recovery']), name: z.string() },
          ...{ at: instant, usedAt: instant.nullable() },
        }),
      ),
      recovery: z.int(),
    }),
    does: async ({ house, by }) => {
      const factors = await factorsOf(house.database, by.person)
      return {
        rows: factors.filter(({ kind }) => kind !== 'recovery'),
        recovery: factors.filter(({ kind }) => kind === 'recovery').length,
      }
    },
  }),
  defineRoute('POST /api/factors/totp', {
    says: '登记验证器',
    right: owner,
    takes: { body: z.strictObject({ name }) },
    answers: z.object({ id: z.uuid(), secret: z.string(), address: z.string() }),
    does: ({ house, by, body }) => beginTotp(house.database, sealOf(house), house.clock.now(), by.person, body.name),
  }),
  defineRoute('POST /api/factors/totp/{id}', {
    says: '确认验证器',
    right: owner,
    refuses: [faults['no-such-factor'], faults['wrong-code'], faults['wait']],
    perMinute,
    takes: { params, body: z.strictObject({ code }) },
    answers: added,
    does: async (asked) => {
      const { house, by, params, body, request } = asked
      const { database, clock } = house
      await trying(house, by, request, () =>
        confirmTotp(database, sealOf(house), clock.now(), by.person, params.id, body.code),
      )
      return { ...(await raised(asked)), recovery: await firstCodes(house, by.person) }
    },
  }),
  defineRoute('POST /api/factors/passkey/options', {
    says: '登记通行密钥所需',
    right: owner,
    answers: z.looseObject({ challenge: z.string() }),
    does: async ({ house, by, request }) => {
      const { passkeyOptions } = await import('./passkey.ts')
      const token = tokenOf(house, request) as string
      return passkeyOptions(house.database, relying(house, request), token, { id: by.person, name: by.name }) as never
    },
  }),
  defineRoute('POST /api/factors/passkey', {
    says: '登记通行密钥',
    right: owner,
    refuses: [faults['wrong-passkey']],
    takes: { body: z.strictObject({ name, response: credential }) },
    answers: added,
    does: async (asked) => {
      const { house, by, body, request } = asked
      const { addPasskey } = await import('./passkey.ts')
      const token = tokenOf(house, request) as string
      await addPasskey(house.database, relying(house, request), token, house.clock.now(), by.person, body as never)
      return { ...(await raised(asked)), recovery: await firstCodes(house, by.person) }
    },
  }),
  defineRoute('POST /api/factors/recovery', {
    says: '换新恢复码',
    right: person,
    refuses: [faults['step-up-needed'], faults['no-factor-yet']],
    answers: z.object({ recovery: z.array(z.string()) }),
    does: async ({ house: { database, clock }, by }) => {
      sureEnough(by, 2)
      return {
        recovery: await database.write({ person: by.person }, (tx) => newRecoveryCodes(tx, clock.now(), by.person)),
      }
    },
  }),
  defineRoute('DELETE /api/factors/{id}', {
    says: '删除验证方式',
    right: person,
    refuses: [faults['step-up-needed'], faults['no-such-factor']],
    takes: { params },
    status: 204,
    does: ({ house, by, params }) => {
      sureEnough(by, 2)
      return removeFactor(house.database, house.clock.now(), by.person, params.id)
    },
  }),
  defineRoute('POST /api/session/step-up', {
    says: '用验证码再次确认身份',
    right: person,
    refuses: [faults['no-factor-yet'], faults['wrong-code'], faults['wait']],
    perMinute,
    takes: { body: z.strictObject({ code }) },
    answers: raisedTo,
    does: async (asked) => {
      const { house, by, body, request } = asked
      const { database, clock } = house
      await trying(house, by, request, async () => {
        if (!(await isRightCode(database, sealOf(house), clock.now(), by.person, body.code)))
          throw faults['wrong-code']()
      })
      return raised(asked)
    },
  }),
  defineRoute('POST /api/session/step-up/options', {
    says: '询问通行密钥所需',
    right: person,
    refuses: [faults['no-factor-yet']],
    answers: z.looseObject({ challenge: z.string() }),
    does: async ({ house, by, request }) => {
      const { askPasskey } = await import('./passkey.ts')
      return askPasskey(house.database, relying(house, request), tokenOf(house, request) as string, by.person) as never
    },
  }),
  defineRoute('POST /api/session/step-up/passkey', {
    says: '用通行密钥再次确认身份',
    right: person,
    refuses: [faults['wrong-passkey'], faults['no-factor-yet'], faults['wait']],
    perMinute,
    takes: { body: z.strictObject({ response: credential }) },
    answers: raisedTo,
    does: async (asked) => {
      const { house, by, body, request } = asked
      const { isRightPasskey } = await import('./passkey.ts')
      const token = tokenOf(house, request) as string
      const response = body.response as never
      if (
        !(await isRightPasskey(house.database, relying(house, request), token, house.clock.now(), by.person, response))
      )
        throw faults['wrong-passkey']()
      return raised(asked)
    },
  }),
]
