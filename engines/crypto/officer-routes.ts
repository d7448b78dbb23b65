import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Scope, Tx } from '#kernel/database'
import { publish } from '#kernel/event'
import type { Host } from '#kernel/http'
import { algorithms, type KeyAlgorithm } from './custody/algorithm.ts'
import { makeApplication, renewToken, setQuota, startApplication, stopApplication } from './custody/application.ts'
import { listApplications, readApplication } from './custody/ask.ts'
import { destroyVersion, holdKey, makeKey, restoreVersion, retireVersion, rotateKey } from './custody/key.ts'
import { custodyActions, type CustodyAction, type Officer, type OfficerOf } from './custody/officer.ts'
import { faults } from './faults.ts'
import type { CryptoHouse } from './routes.ts'

const one = z.object({ id: z.uuid() })
const version = z.strictObject({ version: z.int().min(1).max(1_000_000_000) })
const everyAlgorithm = Object.values(algorithms).flat() as [KeyAlgorithm, ...KeyAlgorithm[]]
const quota = {
  dailyCalls: z.int().min(0).max(100_000_000),
  dailyBytes: z
    .int()
    .min(0)
    .max(2 ** 50),
}
/** What an application may use until the authority sets a quota of its own. */
const startQuota = { dailyCalls: 10_000, dailyBytes: 2 ** 30 }

const reaches = (scope: Scope, agency: string) => scope.all === 'on' || scope.agency === agency

interface Application {
  id: string
  agency: string
}

/** An application as the officer's scope sees it. @throws crypto/no-such-application */
async function holdApplication(tx: Tx, id: string): Promise<Application> {
  const [found] = await tx.query<Application>('select id, agency from crypto.application where id = $1 for update', [
    id,
  ])
  if (!found) throw faults['no-such-application']()
  return found
}

/** What officers do with their agency's applications and keys; each act is an event with its actor. */
export function custodyRoutes(
  host: Host,
  { database, clock, keeper, officerOf }: CryptoHouse & { officerOf: OfficerOf<FastifyRequest> },
) {
  /** One act in a transaction under the officer's scope, told as an event. */
  const act = <T>(
    request: FastifyRequest,
    action: CustodyAction,
    subject: string,
    does: (tx: Tx, officer: Officer, at: Date) => Promise<T>,
    about: Record<string, unknown> = {},
  ): Promise<T> => {
    const officer = officerOf(request, action)
    const at = clock.now()
    return database.write(officer.scope, async (tx) => {
      const answer = await does(tx, officer, at)
      const happened = { kind: `crypto.${action}`, actor: officer.person, subject, at, about }
      await publish(tx, happened)
      return answer
    })
  }

  const mayDo = (request: FastifyRequest, action: CustodyAction) => {
    try {
      return officerOf(request, action) !== undefined
    } catch {
      return false
    }
  }

  host.get('/api/crypto/applications', async (request) => {
    const { scope } = officerOf(request, 'read')
    return { rows: await listApplications(database, scope, clock.now()) }
  })
  host.get('/api/crypto/applications/:id', { schema: { params: one } }, async (request) => {
    const { scope } = officerOf(request, 'read')
    const found = await readApplication(database, scope, request.params.id, clock.now())
    return { ...found, may: custodyActions.filter((action) => mayDo(request, action)) }
  })
  host.post(
    '/api/crypto/applications',
    {
      schema: {
        body: z.strictObject({ name: z.string().trim().min(1).max(80), agency: z.string().max(80).optional() }),
      },
    },
    async (request, reply) => {
      const { name } = request.body
      const made = await act(
        request,
        'create',
        `crypto-application:${name}`,
        async (tx, { person, scope, agency: own }, at) => {
          const agency = request.body.agency ?? own
          if (agency === null || !reaches(scope, agency)) throw faults['no-such-agency']()
          const [known] = await tx.query('select 1 from identity.agency where id = $1', [agency])
          if (!known) throw faults['no-such-agency']()
          return makeApplication(tx, { agency, name, ...startQuota }, person, at)
        },
        { name },
      )
      return reply.status(201).send(made)
    },
  )
  host.post('/api/crypto/applications/:id/token', { schema: { params: one } }, async (request) => {
    const { id } = request.params
    const token = await act(request, 'create', `crypto-application:${id}`, (tx, _, at) => renewToken(tx, id, at))
    return { token }
  })
  host.post('/api/crypto/applications/:id/stop', { schema: { params: one } }, async (request, reply) => {
    const { id } = request.params
    await act(request, 'stop', `crypto-application:${id}`, (tx, _, at) => stopApplication(tx, id, at))
    return reply.status(204).send()
  })
  host.post('/api/crypto/applications/:id/start', { schema: { params: one } }, async (request, reply) => {
    const { id } = request.params
    await act(request, 'quota', `crypto-application:${id}`, (tx) => startApplication(tx, id))
    return reply.status(204).send()
  })
  host.patch(
    '/api/crypto/applications/:id',
    { schema: { params: one, body: z.strictObject(quota) } },
    async (request, reply) => {
      const { id } = request.params
      await act(request, 'quota', `crypto-application:${id}`, (tx) => setQuota(tx, id, request.body), request.body)
      return reply.status(204).send()
    },
  )
  host.post(
    '/api/crypto/applications/:id/keys',
    {
      schema: {
        params: one,
        body: z.strictObject({ name: z.string().trim().min(1).max(80), algorithm: z.enum(everyAlgorithm) }),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const key = await act(
        request,
        'create',
        `crypto-application:${id}`,
        async (tx, { person }, at) => {
          const { agency } = await holdApplication(tx, id)
          return makeKey(tx, keeper, { application: id, agency, ...request.body }, person, at)
        },
        request.body,
      )
      return reply.status(201).send({ id: key })
    },
  )
  host.post('/api/crypto/keys/:id/rotate', { schema: { params: one } }, async (request) => {
    const { id } = request.params
    const made = await act(request, 'rotate', `crypto-key:${id}`, async (tx, { person }, at) =>
      rotateKey(tx, keeper, await holdKey(tx, id), person, at),
    )
    return { version: made }
  })
  const versionAct = (
    path: string,
    action: CustodyAction,
    does: (tx: Tx, id: string, version: number, officer: Officer, at: Date) => Promise<object | void>,
  ) =>
    host.post(`/api/crypto/keys/:id/${path}`, { schema: { params: one, body: version } }, async (request) => {
      const { id } = request.params
      const about = { version: request.body.version, does: path }
      const answer = await act(
        request,
        action,
        `crypto-key:${id}`,
        (tx, officer, at) => does(tx, id, request.body.version, officer, at),
        about,
      )
      return answer ?? {}
    })
  versionAct('retire', 'retire', async (tx, id, number, _, at) => retireVersion(tx, await holdKey(tx, id), number, at))
  versionAct('restore', 'retire', async (tx, id, number) => restoreVersion(tx, await holdKey(tx, id), number))
  for (const confirms of [false, true])
    versionAct(confirms ? 'destroy/confirm' : 'destroy', 'destroy', async (tx, id, number, { person }, at) => ({
      destroyed: await destroyVersion(tx, await holdKey(tx, id), number, confirms, person, at),
    }))
}
