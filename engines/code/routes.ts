import './events.ts'

import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { dayOf, plusDays, startOf, type Clock } from '#kernel/clock'
import type { Host } from '#kernel/http'
import type { Actor } from '#engines/identity'
import { identityFaults, ownerOf, reachOf, scopeOf, signedIn } from '#engines/identity/run'
import { cardsOf, endCard, issueCard, listCards } from './cards.ts'
import { faults } from './faults.ts'
import { everySeconds, livesSeconds, type Code } from './index.ts'
import { dayKeys, keepDays, rootOf, type CodeHouse } from './keys.ts'
import { mintCodes } from './mint.ts'
import { asksOf, lastScanOf, recordOf, scansOf } from './record.ts'
import { answerAsk, collect, takeLate, takeScan } from './scan.ts'
import { endScanner, listScanners, purposeOf, registerScanner, scannerOf } from './scanners.ts'

export interface CodeRoutesHouse extends CodeHouse {
  clock: Clock
  code: Code
}

const one = z.object({ id: z.uuid() })
const page = z.strictObject({ after: z.uuid().optional() })
const text = z.string().max(500)
/** A scanner that was long without a network sends what it has in parts. */
const mostLate = 100

const nextOf = (rows: readonly { id: string }[]) => (rows.length === 50 ? (rows.at(-1)?.id ?? null) : null)

/** The code on the phone, the scanners that read it, and the desks that look after scanners and cards. */
export function codeRoutes(host: Host, house: CodeRoutesHouse) {
  holderRoutes(host, house)
  scannerRoutes(host, house)
  deskRoutes(host, house)
}

/** What the actor's grants reach. @throws identity/not-granted */
function holding(request: FastifyRequest, code: Code, action: Code['actions'][number], title: string) {
  const actor = signedIn(request)
  const reach = reachOf(actor, code, action)
  if (reach.size === 0) throw identityFaults['not-granted']({ action: title, on: code.title })
  return { actor, scope: scopeOf(actor, reach) }
}

/** The person with the phone: codes to show, what is asked, what was told to whom. */
function holderRoutes(host: Host, house: CodeRoutesHouse) {
  const { database, clock, keeper, code } = house
  const holder = (request: FastifyRequest) => {
    const { actor } = holding(request, code, 'show', '出示')
    return { actor, owner: ownerOf(actor) as string }
  }
  host.post('/api/code/codes', async (request) => {
    const { actor } = holder(request)
    const now = clock.now()
    const codes = await mintCodes(house, now, actor)
    return { now, every: everySeconds, lives: livesSeconds, as: actor.behalf?.name ?? actor.name, codes }
  })
  host.get('/api/code/asks', async (request) => {
    const { owner } = holder(request)
    const now = clock.now()
    const [rows, scanned] = await Promise.all([asksOf(database, owner, now), lastScanOf(database, owner, now)])
    return { now, scanned, rows: rows.map((ask) => ({ ...ask, ...inWords(ask.purpose) })) }
  })
  host.post(
    '/api/code/asks/:id',
    { schema: { params: one, body: z.strictObject({ gives: z.boolean() }) } },
    async (request, reply) => {
      const { actor } = holder(request)
      await database.write({ all: 'on' }, (tx) =>
        answerAsk(tx, actor, request.params.id, request.body.gives, clock.now()),
      )
      return reply.status(204).send()
    },
  )
  host.get('/api/code/record', { schema: { querystring: page } }, async (request) => {
    const rows = await recordOf(database, holder(request).owner, request.query.after, clock.now())
    return {
      rows: rows.map((row) => ({ ...row, ...inWords(row.purpose) })),
      next: nextOf(rows),
    }
  })
  host.get('/api/code/cards', async (request) => {
    const rows = await cardsOf(database, keeper, holder(request).owner)
    return { rows: rows.map((card) => ({ ...card, title: cardTitle(card.kind) })) }
  })

  /** A purpose as a person reads it; one that the city has given up has its name left. */
  function inWords(purpose: string) {
    const found = code.purposes.find(({ name }) => name === purpose)
    return {
      title: found?.title ?? purpose,
      basis: found?.basis ?? '',
      gives: (found?.gives ?? []).map((fact) => fact.title),
    }
  }
  function cardTitle(kind: string) {
    return code.cards.find(({ name }) => name === kind)?.title ?? kind
  }
}

/** The devices: each proves itself by `Authorization: Bearer <token>`. */
function scannerRoutes(host: Host, house: CodeRoutesHouse) {
  const { database, clock, code } = house
  const scanner = (request: FastifyRequest) => scannerOf(database, code, request.headers.authorization, clock.now())

  host.get('/api/code/scanner', async (request) => {
    const { purpose, ...mine } = await scanner(request)
    const now = clock.now()
    await keepDays(house, now)
    const today = dayOf(now)
    return {
      ...{ id: mine.id, name: mine.name, agency: mine.agency, now },
      purpose: { ...purpose, gives: purpose.gives.map(({ title }) => title) },
      root: (await rootOf(house, now)).publicKey.toString('base64'),
      keys: await dayKeys(database, today, plusDays(today, 1)),
    }
  })
  host.post('/api/code/scans', { schema: { body: z.strictObject({ code: text }) } }, async (request, reply) =>
    reply.status(201).send(await takeScan(house, await scanner(request), request.body.code, clock.now())),
  )
  host.get('/api/code/scans/:id', { schema: { params: one } }, async (request) =>
    collect(house, await scanner(request), request.params.id, clock.now()),
  )
  host.post(
    '/api/code/scans/late',
    {
      schema: {
        body: z.strictObject({
          scans: z
            .array(z.strictObject({ code: text, at: z.iso.datetime({ offset: true }) }))
            .min(1)
            .max(mostLate),
        }),
      },
    },
    async (request) => {
      const scans = request.body.scans.map((scan) => ({ ...scan, at: new Date(scan.at) }))
      return { rows: await takeLate(house, await scanner(request), scans, clock.now()) }
    },
  )
  host.get('/api/code/scans', { schema: { querystring: page } }, async (request) => {
    const { id, agency } = await scanner(request)
    const rows = await scansOf(database, { agency }, id, request.query.after, clock.now())
    return { rows, next: nextOf(rows) }
  })
}

/** Officers: their agency's scanners, and the cards that it issues. */
function deskRoutes(host: Host, { database, clock, keeper, code }: CodeRoutesHouse) {
  const agencyOf = ({ agency }: Actor) => agency as string

  host.get('/api/code/scanners', async (request) => {
    const { scope } = holding(request, code, 'scan', '管理扫码设备')
    return {
      rows: await listScanners(database, scope, startOf(dayOf(clock.now()))),
      purposes: code.purposes.map(({ gives, ...purpose }) => ({ ...purpose, gives: gives.map(({ title }) => title) })),
    }
  })
  host.post(
    '/api/code/scanners',
    { schema: { body: z.strictObject({ name: z.string().trim().min(1).max(60), purpose: z.string().max(80) }) } },
    async (request, reply) => {
      const { actor, scope } = holding(request, code, 'scan', '登记扫码设备')
      const purpose = purposeOf(code, request.body.purpose)
      const made = await database.write(scope, (tx) =>
        registerScanner(tx, clock.now(), actor, { agency: agencyOf(actor), name: request.body.name, purpose }),
      )
      return reply.status(201).send(made)
    },
  )
  host.post('/api/code/scanners/:id/end', { schema: { params: one } }, async (request, reply) => {
    const { actor, scope } = holding(request, code, 'scan', '注销扫码设备')
    await database.write(scope, (tx) => endScanner(tx, clock.now(), actor, request.params.id))
    return reply.status(204).send()
  })
  host.get('/api/code/issued', { schema: { querystring: page } }, async (request) => {
    const { scope } = holding(request, code, 'issue', '查看卡证')
    const rows = await listCards(database, scope, request.query.after)
    return { rows, next: nextOf(rows), kinds: code.cards }
  })
  host.post(
    '/api/code/issued',
    {
      schema: {
        body: z.strictObject({
          kind: z.string().max(80),
          holder: z.string().trim().min(1).max(100),
          number: z.string().trim().min(1).max(60),
          until: z.iso.date(),
        }),
      },
    },
    async (request, reply) => {
      const { actor } = holding(request, code, 'issue', '加载卡证')
      const kind = code.cards.find(({ name }) => name === request.body.kind)
      if (!kind) throw faults['no-such-card']()
      const id = await database.write({ all: 'on' }, (tx) =>
        issueCard(tx, keeper, clock.now(), actor, { ...request.body, kind, agency: agencyOf(actor) }),
      )
      return reply.status(201).send({ id })
    },
  )
  host.post('/api/code/issued/:id/end', { schema: { params: one } }, async (request, reply) => {
    const { actor, scope } = holding(request, code, 'issue', '注销卡证')
    await database.write(scope, (tx) => endCard(tx, clock.now(), actor, request.params.id))
    return reply.status(204).send()
  })
}
