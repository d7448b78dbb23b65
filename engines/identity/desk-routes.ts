import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { defineRoute, instant, lines, made, rowsOf, type House } from '#kernel/engine'
import { publish } from '#kernel/event'
import { citizenNumber, creditCode, date, day, fieldOf, text, today, words } from '#kernel/field'
import { appointTo, endPost, papers, positionsAt, verifyPerson } from './appointments.ts'
import { sureEnough } from './assurance.ts'
import { citizenIndex } from './citizen.ts'
import { tokenOf } from './cookies.ts'
import { appointmentDesk, mandateDesk, organisationDesk, verificationDesk } from './desk.ts'
import { directoryOf } from './directory.ts'
import { faults } from './faults.ts'
import { allRoles, mandateActs } from './grants.ts'
import { agency as agencyField } from './index.ts'
import { endMandate, grantMandate, mandateMustBeMine, mandatesOf } from './mandates.ts'
import { recordOrganisation } from './people.ts'
import { granted, person } from './rights.ts'
import { takeMandate } from './session.ts'

const account = z.string().min(1).max(100)
const agency = z.string().max(80).describe('单位的编号')
const place = z
  .string()
  .regex(/^\d{4}[0-9A-Z]{0,8}$/)
  .meta({ description: '地区代码', examples: ['3209'] })
const params = z.object({ id: z.uuid().describe('授权或岗位的编号') })
const number = citizenNumber()

const mandateFace = z.object({
  ...{ id: z.uuid(), kind: z.enum(['organisation', 'person']), party: z.string(), agent: z.string() },
  ...{ acts: z.array(z.string()), relation: z.string().nullable(), from: z.string(), until: z.string() },
  ...{ endedAt: instant.nullable(), mine: z.boolean(), inForce: z.boolean() },
})

const mandateRoutes = [
  defineRoute('GET /api/mandates', {
    says: '自己的授权',
    right: person,
    answers: rowsOf(mandateFace).extend({
      acts: z.array(z.object({ act: z.string(), on: z.string(), action: z.string() })),
    }),
    does: async ({ house, by }) => ({
      rows: await mandatesOf(house.database, by.person, dayOf(house.clock.now())),
      acts: mandateActs(house),
    }),
  }),
  defineRoute('POST /api/mandates', {
    says: '授权别人',
    right: person,
    refuses: [
      faults['step-up-needed'],
      faults['not-granted'],
      faults['not-representative'],
      faults['no-such-person'],
      faults['mandate-acts'],
      faults['mandate-days'],
    ],
    takes: {
      body: z.strictObject({
        organisation: creditCode().optional(),
        principal: account.optional(),
        agent: account,
        acts: z.array(z.string().max(200)).min(1).max(200),
        relation: words({ max: 40 }).optional(),
        from: day(),
        until: day(),
      }),
    },
    answers: made,
    status: 201,
    does: async ({ house, by, body, request }) => {
      if (body.principal !== undefined) await recording.admits(request, house)
      sureEnough(by, 2)
      const { database, clock } = house
      return { id: await database.write({ all: 'on' }, (tx) => grantMandate(tx, clock.now(), by, body)) }
    },
  }),
  defineRoute('DELETE /api/mandates/{id}', {
    says: '终止授权',
    right: person,
    refuses: [faults['no-such-mandate']],
    takes: { params },
    status: 204,
    does: ({ house: { database, clock }, by, params }) =>
      database.write({ all: 'on' }, (tx) => endMandate(tx, clock.now(), by.person, params.id)),
  }),
  defineRoute('POST /api/session/mandate', {
    says: '改为代谁办理',
    right: person,
    refuses: [faults['no-such-mandate']],
    takes: { body: z.strictObject({ mandate: z.uuid().nullable() }) },
    status: 204,
    does: async ({ house, by, body: { mandate }, request }) => {
      const { database, clock } = house
      if (mandate !== null) await mandateMustBeMine(database, by.person, mandate, dayOf(clock.now()))
      await takeMandate(database, tokenOf(house, request) as string, mandate)
    },
  }),
]
const recording = granted(mandateDesk, 'record', '登记代办')

/** A post, chosen among those of an agency. */
const position = (label: string) => fieldOf(z.uuid(), { label, widget: 'text', column: 'uuid' })

const appointedRoles = (house: House) => allRoles(house).filter(({ heldBy }) => heldBy === 'appointed')

const postRoutes = [
  defineRoute('GET /api/positions', {
    says: '一个单位的岗位',
    right: granted(appointmentDesk, 'read', '查看'),
    refuses: [faults['no-such-agency']],
    takes: { query: z.strictObject({ agency: agencyField('单位') }) },
    answers: rowsOf(
      z.object({
        ...{ id: z.uuid(), name: z.string(), account: z.string().nullable(), agency, region: place, title: z.string() },
        ...{ roles: z.array(z.string()), from: date('起'), until: date('到').nullable() },
        actingFor: z.uuid().nullable(),
      }),
    ).extend({
      roles: z.array(z.object({ name: z.string(), title: z.string() })),
      region: place.meta({ description: '这个单位所在的地区' }),
    }),
    shows: {
      title: '岗位任免',
      empty: '这个单位没有人在任。',
      columns: {
        ...{ name: '姓名', title: '职务', account: '账号', roles: '角色', from: '从哪一天起' },
        until: '到哪一天为止',
      },
      names: {
        roles: (house) => Object.fromEntries(appointedRoles(house).map(({ name, title }) => [name, title])),
      },
      acts: [
        {
          ...{ title: '任满', at: 'POST /api/positions/{id}/end', when: { until: null } },
          ...{ among: ['handTo'], starts: { on: today } },
        },
      ],
      begins: [
        {
          ...{ title: '任命', at: 'POST /api/positions', sends: ['agency', 'region'] },
          asks: ['account', 'name', 'title', 'roles', 'from', 'until', 'actingFor'],
          ...{ among: ['actingFor'], starts: { from: today } },
          once: { field: 'password', title: '{account}的初始密码', says: '只显示这一次，请当面交给本人。' },
        },
      ],
    },
    does: async ({ house, by, query }) => {
      const rows = await positionsAt(house.database, house.clock.now(), by, query.agency)
      const found = directoryOf(house).agencies.get(query.agency)
      if (!found) throw faults['no-such-agency']()
      return { rows, roles: appointedRoles(house).map(({ name, title }) => ({ name, title })), region: found.region }
    },
  }),
  defineRoute('POST /api/positions', {
    says: '任命',
    right: granted(appointmentDesk, 'appoint', '任命'),
    refuses: [
      faults['step-up-needed'],
      faults['role-beyond-reach'],
      faults['no-such-person'],
      faults['account-taken'],
      faults['no-such-position'],
      faults['no-such-agency'],
      faults['not-oneself'],
      faults['acting-until'],
    ],
    takes: {
      body: z.strictObject({
        ...{ account: text('账号', { max: 100 }), agency, region: place, title: text('职务', { max: 60 }) },
        name: text('姓名', { max: 60, help: '新建账号时填。' }).optional(),
        roles: lines('角色', z.string().max(80), { max: 20 }),
        ...{ from: date('从哪一天起'), until: date('到哪一天为止', { help: '代理必填。' }).optional() },
        actingFor: position('代理谁的岗位').optional(),
      }),
    },
    answers: z.object({ position: z.uuid(), password: z.string().nullable() }),
    status: 201,
    does: ({ house: { database, clock }, by, body }) =>
      database.write({ all: 'on' }, async (tx) => {
        const appointed = await appointTo(tx, clock.now(), by, body)
        sureEnough(by, 2)
        return appointed
      }),
  }),
  defineRoute('POST /api/positions/{id}/end', {
    says: '免去',
    right: granted(appointmentDesk, 'end', '免去'),
    refuses: [
      faults['step-up-needed'],
      faults['no-such-position'],
      faults['no-such-person'],
      faults['last-administrator'],
      faults['not-oneself'],
    ],
    takes: { params, body: z.strictObject({ on: date('哪一天任满'), handTo: position('待办移交给').optional() }) },
    status: 204,
    does: ({ house: { database, clock }, by, params, body }) =>
      database.write({ all: 'on' }, async (tx) => {
        await endPost(tx, clock.now(), by, { id: params.id, ...body })
        sureEnough(by, 2)
      }),
  }),
]

const registryRoutes = [
  defineRoute('POST /api/verifications', {
    says: '核验证件',
    right: granted(verificationDesk, 'verify', '实名核验'),
    refuses: [
      faults['step-up-needed'],
      faults['no-such-person'],
      faults['wrong-citizen-number'],
      faults['citizen-taken'],
    ],
    takes: {
      body: z.strictObject({ account, citizen: z.string().max(40).optional(), papers: z.enum(papers).optional() }),
    },
    answers: z.object({ linked: z.enum(['not', 'once', 'twice']) }),
    does: async ({ house, by, body }) => {
      const read = body.citizen === undefined ? undefined : number.safeParse(body.citizen)
      if (read && !read.success) throw faults['wrong-citizen-number']()
      sureEnough(by, 2)
      const { database, clock } = house
      const citizen = read && house.rooms.get(citizenIndex)(read.data)
      return { linked: await database.write({}, (tx) => verifyPerson(tx, clock.now(), by, { ...body, citizen })) }
    },
  }),
  defineRoute('POST /api/organisations', {
    says: '登记组织',
    right: granted(organisationDesk, 'register', '登记'),
    refuses: [faults['organisation-taken'], faults['no-such-person']],
    takes: {
      body: z.strictObject({ code: creditCode(), name: words({ max: 120 }), region: place, representative: account }),
    },
    answers: z.object({ code: z.string() }),
    status: 201,
    does: async ({ house: { database, clock }, by, body }) => {
      await database.write({}, async (tx) => {
        const [person] = await tx.query<{ id: string }>('select id from identity.person where account = $1', [
          body.representative,
        ])
        if (!person) throw faults['no-such-person']()
        if (!directoryOf(tx).regions.has(body.region)) throw faults['no-such-agency']()
        await recordOrganisation(tx, clock.now(), { ...body, representative: person.id })
        const { code, name } = body
        const about = { name, region: body.region, representative: person.id }
        await publish(tx, {
          ...{ kind: 'organisation.registered', actor: by.person, subject: `organisation:${code}` },
          ...{ at: clock.now(), about },
        })
      })
      return { code: body.code }
    },
  }),
]

/** Mandates that people grant, and the desks of posts, organisations and checked papers. */
export const deskRoutes = [...mandateRoutes, ...postRoutes, ...registryRoutes]
