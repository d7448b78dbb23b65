import * as z from 'zod'
import { defineRoute, instant, rowsOf, type House } from '#kernel/engine'
import { browserOf } from './browser.ts'
import { deviceOf, forgetToken, keepToken, tokenOf } from './cookies.ts'
import { appointmentDesk, mandateDesk, organisationDesk, verificationDesk } from './desk.ts'
import { directoryOf } from './directory.ts'
import { reachOf } from './grants.ts'
import type { Actor } from './index.ts'
import { positionsOf } from './people.ts'
import { faults } from './faults.ts'
import { anyone, person, personAnywhere } from './rights.ts'
import { endSessions, holderOf, sessionsOfPerson, signIn, signOut, takePosition } from './session.ts'

/** Who is signed in. */
export const session = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }),
  /** How sure the city is: 1 password, 2 a second factor, 3 a verified person. */
  assurance: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** The machine of the city's at which the reader acts. */
  machine: z.object({ id: z.uuid() }).nullable(),
  /** The app of the city's through which the reader came, inside somebody else's application. */
  through: z.object({ id: z.uuid(), called: z.string() }).nullable(),
  /** For whom the reader acts now. */
  behalf: z.object({ mandate: z.uuid(), kind: z.enum(['organisation', 'person']), name: z.string() }).nullable(),
  /** Whether the reader appoints people somewhere. */
  appoints: z.boolean(),
  /** The desks of the identity window that the reader holds: `verification`, `organisation`, `mandate`. */
  desks: z.array(z.string()),
  position: z
    .object({
      id: z.uuid(),
      title: z.string(),
      agency: z.object({ id: z.string(), name: z.string() }),
      region: z.object({ code: z.string(), name: z.string() }),
      roles: z.array(z.string()),
    })
    .nullable(),
  /** The person's posts; `POST /api/session/position {position}` changes to one, null to none. */
  positions: z.array(z.object({ id: z.uuid(), title: z.string(), agency: z.string() })),
})

const windowDesks = [
  [verificationDesk, 'verify'],
  [organisationDesk, 'register'],
  [mandateDesk, 'record'],
] as const

/** A sign-in as its page shows it: who, in which post, for whom. */
async function shown(house: House, actor: Actor): Promise<z.infer<typeof session>> {
  const directory = directoryOf(house)
  const posts = await positionsOf(house.database, actor.person as string, house.clock.now())
  const post = posts.find((one) => one.id === actor.position)
  const agency = directory.agencies.get(actor.agency ?? '')
  const region = directory.regions.get(actor.areas[0] ?? '')
  const { behalf } = actor
  return {
    person: { id: actor.person as string, name: actor.name },
    assurance: actor.assurance ?? 1,
    machine: actor.machine ? { id: actor.machine } : null,
    through: actor.through ?? null,
    appoints: reachOf(actor, appointmentDesk, 'appoint').size > 0,
    desks: windowDesks.flatMap(([desk, action]) => (reachOf(actor, desk, action).size > 0 ? [desk.name] : [])),
    behalf: behalf ? { mandate: behalf.mandate, kind: behalf.kind, name: behalf.name } : null,
    position:
      post && agency && region
        ? {
            id: post.id,
            title: post.title,
            agency: { id: agency.id, name: agency.name },
            region: { code: region.code, name: region.name },
            roles: [...actor.roles],
          }
        : null,
    positions: posts.map((one) => ({
      id: one.id,
      title: one.title,
      agency: directory.agencies.get(one.agency)?.name ?? one.agency,
    })),
  }
}

const here = async (house: House, token: string) =>
  shown(house, (await holderOf(house.database, token, house.clock.now())).actor)

const one = z.object({ id: z.uuid().describe('登录的编号') })

/** Sign-in, sign-out, posts and the sessions that a person has open. */
export const sessionRoutes = [
  defineRoute('GET /api/session', {
    says: '当前登录',
    right: personAnywhere,
    answers: session,
    does: ({ house, by }) => shown(house, by),
  }),
  defineRoute('POST /api/session', {
    says: '登录',
    right: anyone,
    refuses: [faults['wrong-password'], faults['wait']],
    perMinute: 60,
    takes: {
      body: z.strictObject({ account: z.string().min(1).max(100), password: z.string().min(1).max(200) }),
    },
    answers: session,
    does: async ({ house, body, request, reply }) => {
      const old = tokenOf(house, request)
      const { token, device } = await signIn(house.database, house.clock.now(), body, {
        address: request.from,
        device: deviceOf(house, request),
        browser: browserOf(request.headers['user-agent']),
      })
      if (old) await signOut(house.database, old)
      keepToken(house, reply, token, device)
      return here(house, token)
    },
  }),
  defineRoute('DELETE /api/session', {
    says: '退出登录',
    right: anyone,
    status: 204,
    does: async ({ house, request, reply }) => {
      const token = tokenOf(house, request)
      if (token) await signOut(house.database, token)
      return forgetToken(house, reply).status(204).send()
    },
  }),
  defineRoute('POST /api/session/position', {
    says: '换岗位；空值是以本人身份，办自己的事',
    right: person,
    refuses: [faults['no-such-position']],
    takes: { body: z.strictObject({ position: z.uuid().nullable() }) },
    answers: session,
    does: async ({ house, by, body, request }) => {
      const token = tokenOf(house, request) as string
      await takePosition(house.database, token, by.person, body.position, house.clock.now())
      return here(house, token)
    },
  }),
  defineRoute('GET /api/sessions', {
    says: '自己打开着的登录',
    right: person,
    answers: rowsOf(
      z.object({
        ...{ id: z.uuid(), browser: z.string().nullable(), place: z.string().nullable() },
        ...{ since: instant, seen: instant, assurance: z.int(), here: z.boolean() },
      }),
    ),
    does: async ({ house, by, request }) => {
      const token = tokenOf(house, request) as string
      return { rows: await sessionsOfPerson(house.database, by.person, token, house.clock.now()) }
    },
  }),
  defineRoute('DELETE /api/sessions/{id}', {
    says: '结束一个登录',
    right: person,
    refuses: [faults['no-such-session']],
    takes: { params: one },
    status: 204,
    does: ({ house, by, params }) => endSessions(house.database, by.person, { id: params.id }),
  }),
  defineRoute('DELETE /api/sessions', {
    says: '结束其他登录',
    right: person,
    answers: z.object({ ended: z.int() }),
    does: async ({ house, by, request }) => ({
      ended: await endSessions(house.database, by.person, { butToken: tokenOf(house, request) as string }),
    }),
  }),
]
