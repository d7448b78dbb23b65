import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { dayOf } from '#kernel/clock'
import { publish } from '#kernel/event'
import { citizenNumber } from '#kernel/field'
import type { Host } from '#kernel/http'
import { appointTo, endPost, papers, positionsAt, verifyPerson } from './appointments.ts'
import { sureEnough } from './assurance.ts'
import { mandateDesk, organisationDesk, verificationDesk } from './desk.ts'
import { faults } from './faults.ts'
import { allRoles, mandateActs, reachOf } from './grants.ts'
import type { Actable } from './index.ts'
import { endMandate, grantMandate, mandateMustBeMine, mandatesOf } from './mandates.ts'
import { recordOrganisation } from './people.ts'
import type { IdentityHouse } from './routes.ts'
import { signedIn, takeMandate } from './session.ts'

const account = z.string().trim().min(1).max(100)
const agency = z.string().max(80)
const region = z.string().regex(/^\d{4}[0-9A-Z]{0,8}$/)
const day = z.iso.date()
const one = z.object({ id: z.uuid() })
const number = citizenNumber()
const words = (most: number) => z.string().trim().min(1).max(most)

/** Mandates that people grant, and the desks of posts, organisations and checked papers. */
export function deskRoutes(host: Host, house: IdentityHouse, tokenOf: (request: FastifyRequest) => string) {
  const { database, clock, directory } = house
  const holding = <A extends string>(request: FastifyRequest, desk: Actable<A>, action: NoInfer<A>, title: string) => {
    const actor = signedIn(request)
    if (reachOf(actor, desk, action).size === 0) throw faults['not-granted']({ action: title, on: desk.title })
    return actor
  }

  host.get('/api/mandates', async (request) => ({
    rows: await mandatesOf(database, signedIn(request).person, dayOf(clock.now())),
    acts: mandateActs(),
  }))
  host.post(
    '/api/mandates',
    {
      schema: {
        body: z.strictObject({
          organisation: z.string().max(18).optional(),
          principal: account.optional(),
          agent: account,
          acts: z.array(z.string().max(200)).min(1).max(200),
          relation: words(40).optional(),
          from: day,
          until: day,
        }),
      },
    },
    async (request, reply) => {
      const { body } = request
      const actor =
        body.principal === undefined ? signedIn(request) : holding(request, mandateDesk, 'record', '登记代办')
      sureEnough(actor, 2)
      const id = await database.write({ all: 'on' }, (tx) => grantMandate(tx, clock.now(), actor, body))
      return reply.status(201).send({ id })
    },
  )
  host.delete('/api/mandates/:id', { schema: { params: one } }, async (request, reply) => {
    const { person } = signedIn(request)
    await database.write({ all: 'on' }, (tx) => endMandate(tx, clock.now(), person, request.params.id))
    return reply.status(204).send()
  })
  host.post(
    '/api/session/mandate',
    { schema: { body: z.strictObject({ mandate: z.uuid().nullable() }) } },
    async (request, reply) => {
      const { person } = signedIn(request)
      const { mandate } = request.body
      if (mandate !== null) await mandateMustBeMine(database, person, mandate, dayOf(clock.now()))
      await takeMandate(database, tokenOf(request), mandate)
      return reply.status(204).send()
    },
  )

  host.get('/api/positions', { schema: { querystring: z.strictObject({ agency }) } }, async (request) => ({
    rows: await positionsAt(database, clock.now(), signedIn(request), request.query.agency),
    roles: allRoles()
      .filter((role) => role.heldBy === 'appointed')
      .map(({ name, title }) => ({ name, title })),
  }))
  host.post(
    '/api/positions',
    {
      schema: {
        body: z.strictObject({
          ...{ account, agency, region, title: words(60), from: day },
          name: words(60).optional(),
          roles: z.array(z.string().max(80)).max(20),
          until: day.optional(),
          actingFor: z.uuid().optional(),
        }),
      },
    },
    async (request, reply) => {
      const actor = signedIn(request)
      const made = await database.write({ all: 'on' }, async (tx) => {
        const appointed = await appointTo(tx, clock.now(), actor, request.body, directory)
        sureEnough(actor, 2)
        return appointed
      })
      return reply.status(201).send(made)
    },
  )
  host.post(
    '/api/positions/:id/end',
    { schema: { params: one, body: z.strictObject({ on: day, handTo: z.uuid().optional() }) } },
    async (request, reply) => {
      const actor = signedIn(request)
      await database.write({ all: 'on' }, async (tx) => {
        await endPost(tx, clock.now(), actor, { id: request.params.id, ...request.body })
        sureEnough(actor, 2)
      })
      return reply.status(204).send()
    },
  )

  const checked = z.strictObject({
    account,
    citizen: z.string().max(40).optional(),
    papers: z.enum(papers).optional(),
  })
  host.post('/api/verifications', { schema: { body: checked } }, async (request) => {
    const actor = holding(request, verificationDesk, 'verify', '实名核验')
    const { body } = request
    const read = body.citizen === undefined ? undefined : number.safeParse(body.citizen)
    if (read && !read.success) throw faults['wrong-citizen-number']()
    sureEnough(actor, 2)
    const citizen = read && house.indexOf(read.data)
    const linked = await database.write({}, (tx) => verifyPerson(tx, clock.now(), actor, { ...body, citizen }))
    return { linked }
  })
  host.post(
    '/api/organisations',
    {
      schema: {
        body: z.strictObject({
          code: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
          name: words(120),
          region,
          representative: account,
        }),
      },
    },
    async (request, reply) => {
      const actor = holding(request, organisationDesk, 'register', '登记')
      const { body } = request
      await database.write({}, async (tx) => {
        const [person] = await tx.query<{ id: string }>('select id from identity.person where account = $1', [
          body.representative,
        ])
        if (!person) throw faults['no-such-person']()
        if (!directory.regions.has(body.region)) throw faults['no-such-agency']()
        await recordOrganisation(tx, clock.now(), { ...body, representative: person.id })
        const { code, name } = body
        const about = { name, region: body.region, representative: person.id }
        await publish(tx, {
          ...{ kind: 'organisation.registered', actor: actor.person, subject: `organisation:${code}` },
          ...{ at: clock.now(), about },
        })
      })
      return reply.status(201).send({ code: body.code })
    },
  )
}
