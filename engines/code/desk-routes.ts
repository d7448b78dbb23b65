import * as z from 'zod'
import { dayOf, startOf } from '#kernel/clock'
import { defineRoute, instant, made, nextOf, rowsOf } from '#kernel/engine'
import { codeOf, handOf, holding } from './asker.ts'
import { endCard, issueCard, listCards } from './cards.ts'
import { faults } from './faults.ts'
import { after, from, one } from './page.ts'
import { endScanner, listScanners, purposeOf, registerScanner } from './scanners.ts'

const purposeFace = z.object({
  ...{ name: z.string(), title: z.string(), basis: z.string(), consent: z.enum(['asked', 'shown']) },
  ...{ checked: z.boolean(), gives: z.array(z.string()) },
})

/** Officers: their agency's scanners, and the cards that it issues. */
export const deskRoutes = [
  defineRoute('GET /api/code/scanners', {
    says: '本单位的扫码设备',
    right: holding('scan', '管理扫码设备'),
    refuses: [faults['no-such-purpose']],
    answers: rowsOf(
      z.object({
        ...{ id: z.uuid(), agency: z.string(), name: z.string(), purpose: z.string(), at: instant },
        ...{ seenAt: instant.nullable(), today: z.int() },
      }),
    ).extend({ purposes: z.array(purposeFace) }),
    does: async ({ house, by }) => ({
      rows: await listScanners(house.database, by.scope, startOf(dayOf(house.clock.now()))),
      purposes: codeOf(house).purposes.map(({ gives, ...purpose }) => ({
        ...purpose,
        gives: gives.map(({ title }) => title),
      })),
    }),
  }),
  defineRoute('POST /api/code/scanners', {
    says: '登记扫码设备',
    right: holding('scan', '登记扫码设备'),
    refuses: [faults['name-taken'], faults['no-such-purpose']],
    takes: { body: z.strictObject({ name: z.string().trim().min(1).max(60), purpose: z.string().max(80) }) },
    answers: z.object({ id: z.uuid(), token: z.string() }),
    status: 201,
    does: ({ house, by, body }) => {
      const purpose = purposeOf(codeOf(house), body.purpose)
      const of = { agency: by.agency, name: body.name, purpose }
      return house.database.write(by.scope, (tx) => registerScanner(tx, house.clock.now(), by.actor, of))
    },
  }),
  defineRoute('POST /api/code/scanners/{id}/end', {
    says: '注销扫码设备',
    right: holding('scan', '注销扫码设备'),
    refuses: [faults['no-such-scanner']],
    takes: { params: one },
    status: 204,
    does: ({ house, by, params }) =>
      house.database.write(by.scope, (tx) => endScanner(tx, house.clock.now(), by.actor, params.id)),
  }),
  defineRoute('GET /api/code/issued', {
    says: '本单位加载的卡证',
    right: holding('issue', '查看卡证'),
    takes: { query: from },
    answers: nextOf(
      z.object({
        ...{
          id: z.uuid(),
          agency: z.string(),
          kind: z.string(),
          holderName: z.string(),
          until: z.string(),
          at: instant,
        },
      }),
    ).extend({ kinds: z.array(z.object({ name: z.string(), title: z.string() })) }),
    does: async ({ house, by, query }) => {
      const rows = await listCards(house.database, by.scope, query.after)
      return { rows, next: after(rows), kinds: codeOf(house).cards.map((card) => ({ ...card })) }
    },
  }),
  defineRoute('POST /api/code/issued', {
    says: '加载卡证',
    right: holding('issue', '加载卡证'),
    refuses: [faults['no-such-purpose'], faults['no-such-holder'], faults['card-held-already']],
    takes: {
      body: z.strictObject({
        kind: z.string().max(80),
        holder: z.string().trim().min(1).max(100),
        number: z.string().trim().min(1).max(60),
        until: z.iso.date(),
      }),
    },
    answers: made,
    status: 201,
    does: async ({ house, by, body }) => {
      const kind = codeOf(house).cards.find(({ name }) => name === body.kind)
      if (!kind) throw faults['no-such-card']()
      const { database, keeper } = handOf(house)
      const card = { ...body, kind, agency: by.agency }
      const id = await database.write({ all: 'on' }, (tx) => issueCard(tx, keeper, house.clock.now(), by.actor, card))
      return { id }
    },
  }),
  defineRoute('POST /api/code/issued/{id}/end', {
    says: '注销卡证',
    right: holding('issue', '注销卡证'),
    refuses: [faults['no-such-card']],
    takes: { params: one },
    status: 204,
    does: ({ house, by, params }) =>
      house.database.write(by.scope, (tx) => endCard(tx, house.clock.now(), by.actor, params.id)),
  }),
]
